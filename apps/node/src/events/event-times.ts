export interface Times {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const FARTHEST_AHEAD_MS = 5 * 366 * DAY_MS;
const FARTHEST_BACK_MS = 366 * DAY_MS;
/** No event lasts longer. */
export const LONGEST_MINUTES = 366 * 24 * 60;

/** Why no event has such times, wherever they come from. */
export type ShapeTrouble = 'ENDS_TOO_EARLY' | 'TOO_LONG' | 'TOO_FAR_AHEAD';

const SHAPE_PROBLEMS: Readonly<Record<ShapeTrouble, string>> = {
  ENDS_TOO_EARLY: 'An event ends after it starts.',
  TOO_LONG: 'An event lasts a year at most.',
  TOO_FAR_AHEAD: 'An event starts within five years from now.',
};

/** How long it is, in whole minutes. */
export function minutesOf({ startsAt, endsAt }: Times): number {
  return Math.floor((endsAt.getTime() - startsAt.getTime()) / MINUTE_MS);
}

/** Why an event cannot be planned, or written down afterwards, for these times, for people; null where it can. */
export function plannedTimesProblem(times: Times, now: Date): string | null {
  if (times.startsAt.getTime() < now.getTime() - FARTHEST_BACK_MS) return 'An event began a year ago at most.';
  return shapeProblem(times, now);
}

/**
 * Why an event that is announced cannot move to these times, for people; null where it can.
 * @param credited the most minutes that anybody was credited with already
 */
export function timesProblem(before: Times, after: Times, credited: number, now: Date): string | null {
  const starts = after.startsAt.getTime() !== before.startsAt.getTime();
  const ends = after.endsAt.getTime() !== before.endsAt.getTime();
  if (!starts && !ends) return null;
  const problem = shapeProblem(after, now);
  if (problem !== null) return problem;
  if (starts && before.startsAt <= now) return 'This event has begun: its start stays as it is.';
  if (starts && after.startsAt <= now) return 'An event cannot be moved to a start in the past.';
  if (ends && after.endsAt <= now) return 'An event cannot be moved to an end in the past.';
  return minutesOf(after) < credited ? `Somebody is credited with ${credited} minutes of this event: it cannot be shorter.` : null;
}

/** Why a regular meeting cannot be as long as this, for people; null where it can: its length is kept in minutes. */
export function regularTimesProblem({ startsAt, endsAt }: Times): string | null {
  return (endsAt.getTime() - startsAt.getTime()) % MINUTE_MS === 0 ? null : 'A regular meeting lasts whole minutes, and one at least.';
}

/** Whether the one takes place within the other. */
export function isWithin(part: Times, whole: Times): boolean {
  return part.startsAt >= whole.startsAt && part.endsAt <= whole.endsAt;
}

/** What no event may be, be it planned, moved or imported; null for times that one can have. */
export function shapeTrouble(times: Times, now: Date): ShapeTrouble | null {
  if (times.endsAt <= times.startsAt) return 'ENDS_TOO_EARLY';
  if (minutesOf(times) > LONGEST_MINUTES) return 'TOO_LONG';
  return times.startsAt.getTime() > now.getTime() + FARTHEST_AHEAD_MS ? 'TOO_FAR_AHEAD' : null;
}

function shapeProblem(times: Times, now: Date): string | null {
  const trouble = shapeTrouble(times, now);
  return trouble === null ? null : SHAPE_PROBLEMS[trouble];
}
