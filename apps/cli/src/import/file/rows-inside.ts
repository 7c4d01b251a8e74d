/** What is inside a cell that is rows of the file, most likely: somebody opened a quotation mark by mistake, and a later one closed it. */
export interface RowsInside {
  /** From 0: in which of the row's cells. */
  readonly cell: number;
  /** How many lines below the row's beginning the cell is opened. */
  readonly below: number;
}

const LINE_END = /\r\n|\n|\r/;

/**
 * Finds a cell with a line in it that has as many delimiters as a row of the file. Only those count that no space follows: so Excel,
 * LibreOffice and 1C write between cells, while people put a space after the commas and semicolons of a text.
 * @param width cells of the header
 */
export function rowsInside(cells: readonly string[], width: number, delimiter: string): RowsInside | null {
  let below = 0;
  for (const [cell, text] of cells.entries()) {
    const [, ...lines] = text.split(LINE_END);
    const last = lines.length - 1;
    // The line on which the cell is closed goes on with the cells behind it.
    const isRow = (line: string, index: number): boolean => {
      const count = delimitersIn(line, delimiter);
      return count > 0 && count + (index === last ? cells.length - 1 - cell : 0) >= width - 1;
    };
    if (lines.some(isRow)) return { cell, below };
    below += lines.length;
  }
  return null;
}

function delimitersIn(line: string, delimiter: string): number {
  return line.split(delimiter).slice(1).filter((after) => !/^\s/.test(after)).length;
}
