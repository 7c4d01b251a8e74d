import { closest } from '../closest.js';
import { type Column, LEFT_UNREAD, headerIndex, plainHeader } from '../column.js';
import type { Problem } from '../problem.js';
import type { HeaderWords } from '../words/words.js';
import type { CsvRow } from './csv-rows.js';

/** What each column of a file is, and how the file itself calls it. */
export class Header {
  private readonly labels: ReadonlyMap<string, string>;

  constructor(
    readonly line: number,
    /** Key of each column, from the left; null for what is left unread. */
    readonly keys: readonly (string | null)[],
    private readonly cells: readonly string[],
    /** Headers of columns that are left unread. */
    readonly unread: readonly string[],
  ) {
    this.labels = new Map(keys.flatMap((key, index) => (key === null ? [] : [[key, tidy(cells[index] ?? '')] as const])));
  }

  has(key: string): boolean {
    return this.labels.has(key);
  }

  /** Whether the file says what a column is, be it left unread. */
  names(index: number): boolean {
    return (this.cells[index] ?? '').trim() !== '';
  }

  /** As the file calls the column; the key itself where the file has no such column. */
  label(key: string): string {
    return this.labels.get(key) ?? key;
  }
}

export interface HeaderReading {
  readonly header: Header;
  readonly problems: readonly Problem[];
  /** How many columns we know: 0 for a row that is no header. */
  readonly known: number;
}

const unreadHeaders: ReadonlySet<string> = new Set(LEFT_UNREAD.map(plainHeader));

/**
 * Finds out what each column is.
 * @param leaveUnknown leave columns that nobody knows unread, instead of naming them as problems
 */
export function readHeader({ line, cells }: CsvRow, columns: readonly Column[], words: HeaderWords, leaveUnknown: boolean): HeaderReading {
  const index = headerIndex(columns);
  const problems: Problem[] = [];
  const unread: string[] = [];
  const seen = new Map<string, string>();
  const columnOf = (cell: string): Column | undefined => (cell.includes('\0') ? undefined : index.get(plainHeader(cell)));
  const named = new Set(cells.map((cell) => columnOf(cell)?.key));
  const keys = cells.map((cell) => {
    const label = tidy(cell);
    const column = columnOf(cell);
    const isSaidAlready = column?.insteadOf !== undefined && named.has(column.insteadOf);
    if (column && !isSaidAlready) {
      const before = seen.get(column.key);
      if (before !== undefined) problems.push({ line, column: label, reason: words.twice(before) });
      seen.set(column.key, label);
      return column.key;
    }
    if (label === '') return null; // whoever fills a cell below it hears of it
    if (label.includes('\0')) problems.push({ line, column: null, reason: words.nul });
    else if (isSaidAlready || leaveUnknown || unreadHeaders.has(plainHeader(cell))) unread.push(label);
    else problems.push({ line, column: label, reason: words.unknown(meant(label, index)) });
    return null;
  });
  return { header: new Header(line, keys, cells, unread), problems, known: seen.size };
}

function meant(label: string, index: ReadonlyMap<string, Column>): string | null {
  const header = closest(plainHeader(label), index.keys());
  const column = header === null ? undefined : index.get(header);
  return [...(column?.ru ?? []), ...(column?.en ?? [])].find((name) => plainHeader(name) === header) ?? null;
}

function tidy(cell: string): string {
  return cell.trim().replaceAll(/\s+/g, ' ');
}
