import { collegeOf } from '#contract/ids.js';
import type { Actor } from '#identity/actor.js';
import type { MembershipEntity } from './membership.entity.js';

type Standing = Pick<MembershipEntity, 'coordinates' | 'status'> | null;

/** How many coordinators a college needs to become a member, each of another college. */
export const APPROVALS_NEEDED = 2;

export const membershipPolicy = {
  /**
   * A college vouches for its own people's roles, so the word COORDINATOR alone proves nothing: the college must be one
   * that coordinates, and a member.
   * @param home the membership of the actor's college
   */
  coordinate: (actor: Actor | null, home: Standing): boolean =>
    actor !== null && actor.roles.includes('COORDINATOR') && home !== null && home.coordinates && home.status === 'MEMBER',

  /** Nobody decides about their own college. */
  decideAbout: (actor: Actor, code: string): boolean => actor.college !== code,

  /** One college, which calls whomever it likes a coordinator, is one voice. @param approvers global ids of those who said yes */
  sameVoice: (actor: Actor, approvers: readonly string[]): string | undefined => approvers.find((id) => collegeOf(id) === actor.college),

  /** A college may leave by its own operator's word. */
  leave: (actor: Actor | null, home: Standing, code: string): boolean =>
    membershipPolicy.coordinate(actor, home) || (actor !== null && actor.college === code && actor.roles.includes('OPERATOR')),
};
