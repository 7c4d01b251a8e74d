/** What `dobroset verify` tells the shell; part of the contract (docs/credentials.md). */
export const ExitCode = {
  /** Every entry is genuine and in force. */
  VALID: 0,
  /** At least one does not count. */
  NOT_VALID: 1,
  /** The command was not typed right: an option, or a file that cannot be read. */
  USAGE: 2,
  /** All are genuine, and something could not be checked: whether one was revoked, or a line that nobody signed. */
  NOT_ALL_KNOWN: 3,
  /** Nothing is wrong by a roster that has expired: what changed since is not known. */
  ROSTER_EXPIRED: 4,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
