import type { EncryptionPublicKey, SigningPublicKey } from '#identity/keys.js';
import { type Member, REGISTRY_ID, type Roster, type RosterKey } from './roster.js';

/** Statuses whose nodes are asked. */
const ACTIVE: ReadonlySet<Member['status']> = new Set(['MEMBER', 'OBSERVER']);

/** Whether the network asks this college's node, and shows what it answers. */
export function isActive(member: Member): boolean {
  return ACTIVE.has(member.status);
}

/** Whether colleges take part in each other's things: an observer is seen, but no message goes to it. */
export function isMember(member: Member): boolean {
  return member.status === 'MEMBER';
}

/** Whether it is a member, or was one before: one coordinator's invitation makes neither. */
export function hasBeenMember({ status, leftAt }: Member): boolean {
  return status === 'MEMBER' || leftAt !== undefined;
}

const known = new WeakMap<Roster, ReadonlyMap<string, Member>>();

/** The college of that code, whatever its status. One request looks hundreds up, so a roster is indexed once. */
export function memberOf(roster: Roster, code: string): Member | undefined {
  let byCode = known.get(roster);
  if (!byCode) {
    byCode = new Map(roster.colleges.map((member) => [member.code, member]));
    known.set(roster, byCode);
  }
  return byCode.get(code);
}

/** As much of codes that are none as a sentence repeats. */
const LONGEST_LIST = 200;

/** What is wrong with codes that a client named, in words that stand behind the argument's name; null where all are asked. */
export function problemOfCodes(roster: Roster, codes: readonly string[]): string | null {
  return problemOf(codes, (code) => {
    const member = memberOf(roster, code);
    return !!member && isActive(member);
  });
}

/** The same of codes that stand for what was done once: who left since, or is suspended, did it all the same. */
export function problemOfPastCodes(roster: Roster, codes: readonly string[]): string | null {
  return problemOf(codes, (code) => !!memberOf(roster, code));
}

function problemOf(codes: readonly string[], isKnown: (code: string) => boolean): string | null {
  const unknown = codes.filter((code) => !isKnown(code));
  return unknown.length === 0 ? null : `the network has no college ${unknown.map((code) => `"${code}"`).join(', ').slice(0, LONGEST_LIST)}.`;
}

/**
 * The key that a college's tokens are checked with; none for a college that is not a member. One coordinator's invitation
 * makes an observer, and whoever holds it could call anybody a curator.
 */
export function collegeKey(roster: Roster, code: string, kid: string): SigningPublicKey | undefined {
  const member = memberOf(roster, code);
  return member && isMember(member) ? signingKeyIn(member.keys, kid) : undefined;
}

/** For so many days what a college owed others when it left is still taken from it, and kept for it in case it comes back. */
export const OWED_FOR_DAYS = 30;
const OWED_FOR_MS = OWED_FOR_DAYS * 86_400_000;

/** Whether a college left the network, lately or long ago. */
export function hasLeft({ status }: Member): boolean {
  return status === 'LEFT';
}

/** Whether a college left so lately that it may still deliver what it owed others then. */
function leftLately({ status, leftAt }: Member): boolean {
  return status === 'LEFT' && leftAt !== undefined && Date.now() < Date.parse(leftAt) + OWED_FOR_MS;
}

/** Whether a college left so long ago, or nobody knows when, that nothing comes from it any more, and nothing is kept for it. */
export function hasLeftForGood(member: Member): boolean {
  return member.status === 'LEFT' && !leftLately(member);
}

/** The key that a college's messages are checked with: a member's, and for a while one's that left. */
export function senderKey(roster: Roster, code: string, kid: string): SigningPublicKey | undefined {
  const member = memberOf(roster, code);
  return member && (isMember(member) || leftLately(member)) ? signingKeyIn(member.keys, kid) : undefined;
}

/** The key that a college's machine speaks to the registry with, whatever the college's status: one that is suspended may change its keys or leave. */
export function machineKey(roster: Roster, code: string, kid: string): SigningPublicKey | undefined {
  const member = memberOf(roster, code);
  return member && signingKeyIn(member.keys, kid);
}

/** The key that the grants of a gateway are checked with, or of the registry, which calls nodes to check them. */
export function gatewayKey(roster: Roster, id: string, kid: string): SigningPublicKey | undefined {
  const caller = id === REGISTRY_ID ? roster.registry : roster.gateways.find((one) => one.id === id);
  return caller && signingKeyIn(caller.keys, kid);
}

/** What is sealed to a college's node, or to the registry, is sealed to this key: the first that is not retired. */
export function encryptionKeyOf(member: Pick<Member, 'keys'>): EncryptionPublicKey | undefined {
  for (const key of member.keys) {
    if (key.crv === 'X25519' && !isRetired(key)) return { kid: key.kid, kty: key.kty, crv: key.crv, x: key.x };
  }
  return undefined;
}

function signingKeyIn(keys: readonly RosterKey[], kid: string): SigningPublicKey | undefined {
  for (const key of keys) {
    if (key.crv === 'Ed25519' && key.kid === kid && !isRetired(key)) return { kid: key.kid, kty: key.kty, crv: key.crv, x: key.x };
  }
  return undefined;
}

function isRetired({ retiredAt }: RosterKey): boolean {
  return retiredAt !== undefined && Date.parse(retiredAt) <= Date.now();
}
