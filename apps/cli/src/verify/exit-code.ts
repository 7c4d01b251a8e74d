/** What `dobroset verify` tells the shell; part of the contract (docs/credentials.md). */
export const ExitCode = {
  /** Every entry is genuine and in force. */
  VALID: 0,
  /** At least one does not count. */
  NOT_VALID: 1,
  /** The command was not typed right: an option, or a file that cannot be read. */
  USAGE: 2,
  /** All are genuine, and of at least one it could not be checked whether it was revoked. */
  STATUS_UNKNOWN: 3,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
