/** What `dobroset import` tells the shell; part of the contract (docs/import.md). */
export const ExitCode = {
  /** Everything is written, or would be. */
  DONE: 0,
  /** The file has problems; nothing was written. */
  BAD_FILE: 1,
  /** The command was not typed right: an option, the file's path, or which database is meant. */
  USAGE: 2,
  /** The database cannot be used; nothing was written. */
  BAD_DATABASE: 3,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
