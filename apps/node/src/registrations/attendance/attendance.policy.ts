import type { Actor } from '#identity/actor.js';
import { isCuratorOf, isMentorOf } from '../../college/standing.js';

export const attendancePolicy = {
  /** Who guides volunteers at the host, and who answers for its volunteering. */
  record: (host: string, actor: Actor | null): actor is Actor => isCuratorOf(host, actor) || isMentorOf(host, actor),

  /** What was signed is corrected by whoever answers for it. */
  correct: (host: string, actor: Actor | null): actor is Actor => isCuratorOf(host, actor),

  /** Nobody signs for themselves, though staff take part too. */
  isOther: (actor: Actor, registration: { readonly volunteerId: string }): boolean => registration.volunteerId !== actor.id,
};
