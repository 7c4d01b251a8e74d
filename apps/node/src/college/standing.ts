import type { Actor, Role, Scope } from '#identity/actor.js';

const STAFF: ReadonlySet<Role> = new Set(['MENTOR', 'CURATOR', 'OPERATOR', 'COORDINATOR']);

/** Whether the actor is on the staff of whichever college vouches for them. */
export function isStaff(actor: Actor | null): boolean {
  return actor !== null && actor.roles.some((role) => STAFF.has(role));
}

/** Whether the actor is on the staff of that college. */
export function isStaffOf(college: string, actor: Actor | null): boolean {
  return isStaff(actor) && actor?.college === college;
}

/** Whether the actor belongs to that college, as a volunteer or as staff; its partners do not. */
export function isOf(college: string, actor: Actor | null): boolean {
  return actor?.college === college && (isStaff(actor) || actor.roles.includes('VOLUNTEER'));
}

/** Whether the actor answers for that college's volunteering. */
export function isCuratorOf(college: string, actor: Actor | null): boolean {
  return actor?.college === college && actor.roles.includes('CURATOR');
}

/** Whether the actor guides volunteers of that college. */
export function isMentorOf(college: string, actor: Actor | null): boolean {
  return actor?.college === college && actor.roles.includes('MENTOR');
}

/** Whether somebody signed in, at whichever college: a partner's system is nobody, and may what its scopes say. */
export function isPerson(actor: Actor | null): actor is Actor {
  return actor !== null && actor.roles.some((role) => role !== 'PARTNER');
}

/** Whether the actor is a partner's system that was let do this. */
export function hasScope(actor: Actor | null, scope: Scope): boolean {
  return actor?.scopes?.includes(scope) ?? false;
}

/** Whether the actor is that volunteer: a student, or someone of the staff who takes part, whose row bears the person's own id. */
export function isSelf(actor: Actor | null, volunteerId: string): actor is Actor {
  return isPerson(actor) && actor.id === volunteerId;
}
