const MINUTE_MS = 60_000;
const MINUTES_A_DAY = 24 * 60;

/** What one host has credited to somebody at other events around the time of an event, with that event's own time. */
export interface CreditedAround {
  readonly minutes: number;
  readonly from: Date;
  readonly until: Date;
}

/**
 * How many minutes the host can credit besides: a forum's hours and those of its sessions may both count, and nobody gives more
 * than the days have, whatever number of events they are of.
 */
export function minutesLeft({ minutes, from, until }: CreditedAround): number {
  const days = Math.ceil(minutesBetween(from, until) / MINUTES_A_DAY);
  return Math.max(days * MINUTES_A_DAY - minutes, 0);
}

/** Minutes from one moment to another, the one that has begun counted whole. */
export function minutesBetween(from: Date, to: Date): number {
  return Math.ceil((to.getTime() - from.getTime()) / MINUTE_MS);
}
