import type { Actor } from '#identity/actor.js';
import { isCuratorOf, isStaffOf } from '../college/standing.js';

export const practicePolicy = {
  /** Everybody, until it is withdrawn: then the college's staff alone. */
  see: (college: string, actor: Actor | null, { withdrawnAt }: { readonly withdrawnAt: Date | null }): boolean =>
    withdrawnAt === null || isStaffOf(college, actor),

  /** The college's staff publish, change and withdraw. */
  publish: (college: string, actor: Actor | null): boolean => isStaffOf(college, actor),

  /** The curator of any other college speaks for it. */
  adopt: (college: string, actor: Actor | null): actor is Actor =>
    actor !== null && actor.college !== college && isCuratorOf(actor.college, actor),
};
