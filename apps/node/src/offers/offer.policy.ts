import type { Actor } from '#identity/actor.js';
import { isCuratorOf, isPerson, isStaffOf } from '../college/standing.js';

export const offerPolicy = {
  /** Whoever signed in, at whichever college of the network. */
  see: (actor: Actor | null): boolean => isPerson(actor),

  /** The college's staff post and close. */
  post: (college: string, actor: Actor | null): boolean => isStaffOf(college, actor),

  /** What the college stands in with others is its own staff's business. */
  seeAgreements: (college: string, actor: Actor | null): boolean => isStaffOf(college, actor),

  /** The college's curators agree with others. */
  agree: (college: string, actor: Actor | null): boolean => isCuratorOf(college, actor),
};
