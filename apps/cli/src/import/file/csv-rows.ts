import { CsvError, type InfoRecord, parse } from 'csv-parse/sync';
import { Lines } from './lines.js';
import { type RowsInside, rowsInside } from './rows-inside.js';

/** A row of the file with something in it. */
export interface CsvRow {
  /** The line on which it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export type QuoteTrouble = 'NOT_CLOSED' | 'TEXT_AFTER' | 'TEXT_BEFORE' | 'ROWS_INSIDE';

/** A row whose quotation marks make no sense, so that nobody can tell where its cells end. */
export interface BrokenRow {
  /** Where the row begins; of one that has swallowed others, where the quotation mark is. */
  readonly line: number;
  /** From 0: in which of its cells. */
  readonly cell: number;
  readonly trouble: QuoteTrouble;
}

export interface CsvRows {
  readonly rows: readonly CsvRow[];
  readonly broken: readonly BrokenRow[];
}

/**
 * Takes a text apart into rows, the first of which is the header; empty ones are left out. A quotation mark that is never closed, or
 * by another's mark far below, would swallow all that follows, so after a broken row reading goes on with the next line: the rows
 * below are checked too.
 */
export function csvRows(text: string, delimiter: string): CsvRows {
  const bytes = Buffer.from(text);
  const lines = new Lines(bytes);
  const rows: CsvRow[] = [];
  const broken: BrokenRow[] = [];
  let from = 0;
  while (from < bytes.length) {
    const trouble = readUpToTrouble(bytes.subarray(from), delimiter, (cells, start) => {
      const inside = rows[0] ? rowsInside(cells, rows[0].cells.length, delimiter) : null;
      if (inside) throw new Swallowed(inside);
      if (cells.some((cell) => cell.trim() !== '')) rows.push({ line: lines.at(from + start), cells });
    });
    if (trouble === null) break;
    const line = lines.at(from + trouble.start) + trouble.below;
    broken.push({ line, cell: trouble.cell, trouble: trouble.kind });
    from = lines.startOf(line + 1);
  }
  return { rows, broken };
}

interface Trouble {
  /** Where the row begins, in bytes. */
  readonly start: number;
  /** How many lines below that the trouble is. */
  readonly below: number;
  readonly cell: number;
  readonly kind: QuoteTrouble;
}

/** A row that has others inside: what the parser reads below it is not what the file says. */
class Swallowed extends Error {
  constructor(readonly inside: RowsInside) {
    super('a quoted cell has rows inside');
  }
}

function readUpToTrouble(bytes: Buffer, delimiter: string, onRow: (cells: readonly string[], start: number) => void): Trouble | null {
  // The parser's count of lines is wrong for quoted line breaks of Windows; its count of bytes is right.
  let start = 0;
  try {
    parse(bytes, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      trim: true,
      on_record: (cells: readonly string[], { bytes: end }: InfoRecord) => {
        onRow(cells, start);
        start = end;
        return null;
      },
    });
    return null;
  } catch (error) {
    if (error instanceof Swallowed) return { start, ...error.inside, kind: 'ROWS_INSIDE' };
    if (!(error instanceof CsvError)) throw error;
    return { start, below: 0, cell: Number(error['column']), kind: kindOf(error) };
  }
}

function kindOf(error: CsvError): QuoteTrouble {
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'NOT_CLOSED';
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE':
      return 'TEXT_AFTER';
    case 'INVALID_OPENING_QUOTE':
      return 'TEXT_BEFORE';
    default:
      throw error;
  }
}
