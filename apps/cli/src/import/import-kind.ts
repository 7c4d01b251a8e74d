import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import type { CollegeEntity } from '#node/college/college.entity.js';
import type { Cells } from './cells.js';
import type { Column } from './column.js';
import type { Problem } from './problem.js';
import type { ImportWords } from './words/words.js';

/** Columns that must be there: any one of these sets. */
export type Need = readonly (readonly string[])[];

/** A row of the file that has been read, and where it stands. */
export interface PlacedRow<Row> {
  readonly line: number;
  readonly row: Row;
}

/** What the rows of a file are read with. */
export interface ReadingContext {
  readonly cells: Cells;
  readonly college: CollegeEntity;
  readonly now: Date;
  /** YYYY-MM-DD, at the college. */
  readonly today: string;
  readonly words: ImportWords;
  /** Whether the file has that column. */
  readonly has: (column: string) => boolean;
}

export interface WritingContext {
  readonly tx: EntityManager;
  readonly college: CollegeEntity;
  readonly now: Date;
  readonly words: ImportWords;
}

/** What writing would change. */
export interface Prepared {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Rows that cannot be written beside what the database holds. */
  readonly problems: readonly Problem[];
  /** What stays as the college changed it since the last import, though the file says otherwise; its place is said as a problem's is. */
  readonly left: readonly Problem[];
  /** Tables that nobody else may write meanwhile, where what they hold decides whether this may be written. */
  readonly hangsOn: readonly string[];
  /** What else whoever imports should know. */
  readonly remarks: readonly string[];
  /** @param onWritten is told how many rows are written so far */
  write(onWritten: (rows: number) => void): Promise<void>;
}

/** One kind of list that can be imported. */
export interface ImportKind<Row> {
  readonly columns: readonly Column[];
  readonly needs: readonly Need[];
  /** How a row is read; its issues' paths begin with the column's key. */
  schema(context: ReadingContext): z.ZodType<Row>;
  /** Rows that the file has more than once. */
  repeats(rows: readonly PlacedRow<Row>[], words: ImportWords): Problem[];
  /** Compares the rows with what the database holds. */
  prepare(rows: readonly PlacedRow<Row>[], context: WritingContext): Promise<Prepared>;
}
