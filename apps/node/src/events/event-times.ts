interface Times {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

const MINUTE_MS = 60_000;
/** No event lasts longer. */
export const LONGEST_MINUTES = 366 * 24 * 60;

/** How long it is, in whole minutes. */
export function minutesOf({ startsAt, endsAt }: Times): number {
  return Math.floor((endsAt.getTime() - startsAt.getTime()) / MINUTE_MS);
}

/**
 * Why an event cannot move to these times, for people; null where it can.
 * @param credited the most minutes that anybody was credited with already
 */
export function timesProblem(before: Times, after: Times, credited: number, now: Date): string | null {
  const starts = after.startsAt.getTime() !== before.startsAt.getTime();
  const ends = after.endsAt.getTime() !== before.endsAt.getTime();
  if (!starts && !ends) return null;
  if (after.endsAt <= after.startsAt) return 'An event ends after it starts.';
  if (minutesOf(after) > LONGEST_MINUTES) return 'An event lasts a year at most.';
  if (starts && before.startsAt <= now) return 'This event has begun: its start stays as it is.';
  if (starts && after.startsAt <= now) return 'An event cannot be moved to a start in the past.';
  if (ends && after.endsAt <= now) return 'An event cannot be moved to an end in the past.';
  return minutesOf(after) < credited ? `Somebody is credited with ${credited} minutes of this event: it cannot be shorter.` : null;
}
