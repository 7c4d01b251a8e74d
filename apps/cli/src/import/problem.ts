/** What is wrong with a row, said so that it can be found and corrected. */
export interface Problem {
  /** The line of the file on which the row begins, from 1. */
  readonly line: number;
  /** Key of the column; null where the trouble is the row's. */
  readonly column: string | null;
  readonly reason: string;
}
