import type { Role } from '#identity/actor.js';
import type { RoleGroup } from '../sign-in.settings.js';

/** The role with the most to answer for comes first. */
const BY_WEIGHT: readonly Role[] = ['COORDINATOR', 'OPERATOR', 'CURATOR', 'MENTOR', 'VOLUNTEER'];

/** What somebody's groups make of them, the weightiest role first; nothing where no group is one that the college named. */
export function rolesFrom(groups: readonly string[], roleGroups: readonly RoleGroup[]): Role[] {
  const theirs = new Set(groups.map(canonicalGroup));
  const roles = new Set(roleGroups.filter(({ group }) => theirs.has(canonicalGroup(group))).map(({ role }) => role));
  return BY_WEIGHT.filter((role) => roles.has(role));
}

/** Names of groups are distinguished names as often as not, whose case and spaces mean nothing (RFC 4517 §4.2.15). */
function canonicalGroup(group: string): string {
  return group.toLowerCase().replace(/\s*([,=])\s*/g, '$1');
}
