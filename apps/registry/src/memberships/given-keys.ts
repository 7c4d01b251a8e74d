import { InvalidToken } from '#identity/signed-claims.js';
import type { RosterKey } from '#roster/roster.js';
import type { MembershipEntity } from './membership.entity.js';

type Key = Pick<RosterKey, 'crv' | 'x'>;
type Holder = Pick<MembershipEntity, 'code' | 'status' | 'keys'>;

/** Whether it has that key, or had. The name of a key proves nothing: a founding file calls it what it likes. */
export function isKeyOf({ keys }: Pick<Holder, 'keys'>, key: Key): boolean {
  return keys.some((one) => isSameKey(one, key));
}

export function isSameKey(one: Key, other: Key): boolean {
  return one.crv === other.crv && one.x === other.x;
}

/** `retiredAt` lies ahead while the key’s overlap lasts. */
export function isInUse({ retiredAt }: RosterKey): boolean {
  return retiredAt === undefined || Date.parse(retiredAt) > Date.now();
}

/**
 * Asked in the transaction that does what was said: another process of the registry may have retired the key a moment ago.
 * @throws InvalidToken where the college has given that key up
 */
export function demandInUse({ keys }: Pick<Holder, 'keys'>, kid: string): void {
  if (!keys.some((key) => key.kid === kid && isInUse(key))) throw new InvalidToken('The key that it was said under is in use no more.');
}

/**
 * Why a college may not come with these keys; null where it may. A key that was replaced may have been stolen, and must not
 * come back, whoever brings it. One's own that nothing replaced may: a college that left has it in its safe.
 * @param everybody on the roster, and who only announced itself
 */
export function whyNotGivenAnew(everybody: readonly Holder[], code: string, keys: readonly Key[]): string | null {
  for (const holder of everybody.filter(({ status }) => status !== 'INVITED')) {
    const theirs = holder.keys.filter((one) => keys.some((key) => isSameKey(one, key)));
    if (theirs.length > 0 && holder.code !== code) return 'These keys are another college’s, or were: make new ones.';
    if (theirs.some(({ retiredAt }) => retiredAt !== undefined)) return 'These keys were replaced before, and count no more: make new ones.';
  }
  return null;
}
