import type { EventStatus } from './event-vocabulary.js';
import { type Times, isWithin } from './event-times.js';

interface Whole extends Times {
  readonly title: string;
  readonly status: EventStatus;
  readonly partOfId: string | null;
}

/** Sessions of one event: all of them are shown with it. */
export const MOST_SESSIONS = 100;

/**
 * Why an event cannot be a session of that one, completing «input.partOfId: …»; null where it can.
 * @param sessions that it has already
 */
export function wholeProblem(whole: Whole | null, sessions: number): string | null {
  if (!whole) return 'must name an event of this college';
  if (whole.partOfId !== null) return 'must name an event that is not itself a part of another';
  if (whole.status === 'CANCELLED') return 'must name an event that was not cancelled';
  return sessions >= MOST_SESSIONS ? `must name an event with fewer than ${MOST_SESSIONS} sessions` : null;
}

/** Why a session cannot take place then, for people; null where it can. */
export function sessionProblem(part: Times, whole: Whole): string | null {
  if (isWithin(part, whole)) return null;
  return `A session takes place within «${whole.title}»: from ${whole.startsAt.toISOString()} to ${whole.endsAt.toISOString()}.`;
}

/** Why an event with these sessions cannot take place then, for people; null where it can. */
export function sessionsProblem(whole: Times, parts: readonly (Times & { readonly title: string; readonly status: EventStatus })[]): string | null {
  const outside = parts.find((part) => part.status !== 'CANCELLED' && !isWithin(part, whole));
  return outside ? `Its session «${outside.title}» would be outside of it: move that one first.` : null;
}
