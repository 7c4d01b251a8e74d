import type { z } from 'zod';
import type { BrokenRow, CsvRow } from './file/csv-rows.js';
import type { Header } from './file/header.js';
import type { PlacedRow } from './import-kind.js';
import type { Problem } from './problem.js';
import type { RowWords } from './words/words.js';

export interface RowsRead<Row> {
  readonly rows: readonly PlacedRow<Row>[];
  readonly problems: readonly Problem[];
}

/** How often progress is told of. */
const TELL_EVERY = 2_000;

/** What people write where there is nothing to write. */
const DASH = /^[-–—]$/;

/** Reads every row, and says of each that cannot be read what is wrong with it. */
export function readRows<Row>(rows: readonly CsvRow[], header: Header, schema: z.ZodType<Row>, words: RowWords, onRead: (rows: number) => void): RowsRead<Row> {
  const read: PlacedRow<Row>[] = [];
  const problems: Problem[] = [];
  for (const [index, { line, cells }] of rows.entries()) {
    const stray = cells.findIndex((cell, column) => cell.trim() !== '' && !header.names(column));
    if (stray >= 0) problems.push({ line, column: null, reason: words.stray(stray + 1) });
    const parsed = schema.safeParse(said(cells, header));
    if (parsed.success) read.push({ line, row: parsed.data });
    else problems.push(...parsed.error.issues.map(({ path: [column], message }) => ({ line, column: typeof column === 'string' ? column : null, reason: message })));
    if ((index + 1) % TELL_EVERY === 0) onRead(index + 1);
  }
  return { rows: read, problems };
}

/** Rows that could not be taken apart, as problems. */
export function brokenRows(broken: readonly BrokenRow[], header: Header, words: RowWords): Problem[] {
  return broken.map(({ line, cell, trouble }) => ({ line, column: header.keys[cell] ?? null, reason: words.quote(trouble) }));
}

/** A row's cells by column: an empty one says nothing and is left out, a dash says that there is none. */
function said(cells: readonly string[], header: Header): Record<string, string | null> {
  const row: Record<string, string | null> = {};
  for (const [index, key] of header.keys.entries()) {
    const cell = (cells[index] ?? '').normalize('NFC').trim();
    if (key !== null && cell !== '') row[key] = DASH.test(cell) ? null : cell;
  }
  return row;
}
