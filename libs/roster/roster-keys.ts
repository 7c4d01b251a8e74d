import type { FindKey } from '#identity/signed-claims.js';
import { collegeKey, gatewayKey, senderKey } from './members.js';
import type { RosterSource } from './roster-source.js';

/** The keys that signatures are checked with, as the roster in force has them at that moment. */
export interface RosterKeys {
  readonly ofCollege: FindKey;
  readonly ofGateway: FindKey;
  /** Of whoever sends a message: a college that left lately, too. */
  readonly ofSender: FindKey;
}

/** Without a roster in force there are no keys; one that is not found may be newer than the roster here, which is then fetched anew. */
export function rosterKeys(roster: RosterSource): RosterKeys {
  const finding = (find: typeof collegeKey): FindKey => (signer, kid) => {
    const key = roster.isInForce ? find(roster.current, signer, kid) : undefined;
    if (!key) roster.missedKey();
    return key;
  };
  return { ofCollege: finding(collegeKey), ofGateway: finding(gatewayKey), ofSender: finding(senderKey) };
}
