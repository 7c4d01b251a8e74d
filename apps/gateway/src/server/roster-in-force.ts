import { ErrorCode } from '#contract/error-codes.js';
import type { Roster } from '#roster/roster.js';
import type { RosterSource } from '#roster/roster-source.js';
import { httpRefusal } from './http-refusal.js';

/**
 * The roster to answer by. Nobody can tell who is on the network once it has expired, so nothing is answered then.
 * @throws GraphQLError that becomes HTTP 503
 */
export function rosterInForce(source: RosterSource): Roster {
  if (source.isInForce) return source.current;
  const message = 'The network’s roster has expired, and the registry gives no newer one. Try again later.';
  throw httpRefusal(message, ErrorCode.ROSTER_EXPIRED, 503, { 'retry-after': '30' });
}
