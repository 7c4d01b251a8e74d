import type { Actor } from '#identity/actor.js';
import { hasScope, isOf, isPerson, isStaffOf } from './standing.js';

/**
 * How far something of this college is seen, each circle inside the one before: everybody; partners' systems that may read
 * events; whoever signed in at the network; the college's own people; its staff. Functions of the database named `…_circle`
 * say for which of them an event, a practice or an offer is.
 */
export const CIRCLES = ['WORLD', 'PARTNERS', 'NETWORK', 'COLLEGE', 'STAFF'] as const;
export type Circle = (typeof CIRCLES)[number];

/** The innermost circle that the actor is of. */
export function circleOf(college: string, actor: Actor | null): Circle {
  if (isStaffOf(college, actor)) return 'STAFF';
  if (isOf(college, actor)) return 'COLLEGE';
  if (isPerson(actor)) return 'NETWORK';
  return hasScope(actor, 'events:read') ? 'PARTNERS' : 'WORLD';
}

/** What somebody of that circle sees: what is for it, and for every wider one. */
export function seenFrom(circle: Circle): readonly Circle[] {
  return CIRCLES.slice(0, CIRCLES.indexOf(circle) + 1);
}
