import type { Member, Roster } from './roster.js';

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
