import type { Roster } from './roster.js';

/** Where word of the roster goes: what changed, and what must not pass unnoticed. */
export interface RosterLog {
  log(notice: string): void;
  warn(alarm: string): void;
}

/** Where a gateway or a node has the roster from; whichever it is, the last good one stays in force while it is silent. */
export interface RosterSource {
  /** The roster in force. One without colleges while none was ever seen. */
  readonly current: Roster;
  /** Whether it may be worked from: there is one, and it has not expired. */
  readonly isInForce: boolean;
  onChange(listener: (roster: Roster) => void): void;
  /** A key was asked for that the roster does not name: it may be new. */
  missedKey(): void;
  close(): void;
}
