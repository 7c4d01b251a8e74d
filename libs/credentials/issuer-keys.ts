import { hasBeenMember, isMember, memberOf } from '#roster/members.js';
import type { Member, Roster, RosterKey } from '#roster/roster.js';
import { InvalidCredential } from './invalid-credential.js';
import type { FindIssuerKey } from './signed-credential.js';

/**
 * The keys that entries are checked with: also those that were retired since, and of colleges that left since (one may be back,
 * as an observer), for what they signed before. It throws, with the reason, for whoever is no issuer.
 * @param current the roster as it stands at that moment
 */
export function issuerKeys(current: () => Roster): FindIssuerKey {
  return (issuer, kid, issuedAt) => {
    const member = issuerIn(current(), issuer);
    if (!isMember(member) && !isBefore(issuedAt, member.leftAt)) return undefined;
    const key = member.keys.find((one) => one.kid === kid);
    return key && isBefore(issuedAt, key.retiredAt) ? signingKey(key) : undefined;
  };
}

/**
 * The keys that status lists are checked with: a college that left still says what of its former entries it takes back, for
 * nobody else can.
 */
export function statusListKeys(current: () => Roster): FindIssuerKey {
  return (issuer, kid, signedAt) => {
    const key = issuerIn(current(), issuer).keys.find((one) => one.kid === kid);
    return key && isBefore(signedAt, key.retiredAt) ? signingKey(key) : undefined;
  };
}

function issuerIn(roster: Roster, code: string): Member {
  const member = memberOf(roster, code);
  if (member?.status === 'SUSPENDED') throw new InvalidCredential('ISSUER_SUSPENDED', 'The network has suspended its issuer.');
  if (!member || !hasBeenMember(member)) throw new InvalidCredential('UNKNOWN_ISSUER', 'The roster knows no such issuer.');
  return member;
}

function isBefore(moment: Date, end: string | undefined): boolean {
  return end === undefined || moment.getTime() < Date.parse(end);
}

function signingKey(key: RosterKey) {
  return key.crv === 'Ed25519' ? { kid: key.kid, kty: key.kty, crv: key.crv, x: key.x } : undefined;
}
