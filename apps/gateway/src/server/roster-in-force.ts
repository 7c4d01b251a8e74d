import { ErrorCode } from '#contract/error-codes.js';
import type { Roster } from '#roster/roster.js';
import type { RosterSource } from '#roster/roster-source.js';
import { httpRefusal } from './http-refusal.js';

/** True of a roster that has expired, and of one that never came or cannot be believed. */
export const NO_ROSTER = 'Nobody can tell who is on the network: there is no roster in force, and the registry gives none.';

/**
 * The roster to answer by. Nobody can tell who is on the network without one, so nothing is answered then.
 * @throws GraphQLError that becomes HTTP 503
 */
export function rosterInForce(source: RosterSource): Roster {
  if (source.isInForce) return source.current;
  throw httpRefusal(`${NO_ROSTER} Try again later.`, ErrorCode.ROSTER_EXPIRED, 503, { 'retry-after': '30' });
}
