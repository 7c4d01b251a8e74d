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
    actor !== null && actor.roles.includes('COORDINATOR') && home !== null && isCoordinating(home),

  /** Nobody decides about their own college. */
  decideAbout: (actor: Actor, code: string): boolean => actor.college !== code,

  /** One college, which calls whomever it likes a coordinator, is one voice. @param approvers global ids of those who said yes */
  sameVoice: (actor: Actor, approvers: readonly string[]): string | undefined => approvers.find((id) => collegeOf(id) === actor.college),

  /** Only its own operator's word takes a college off the network: one coordinator alone suspends, which two others can lift. */
  leave: (actor: Actor | null, code: string): boolean => actor !== null && actor.college === code && actor.roles.includes('OPERATOR'),

  /** Without two colleges that coordinate nobody could ever be approved again. @param others how many do, besides this one */
  spare: (college: NonNullable<Standing>, others: number): boolean => !isCoordinating(college) || others >= APPROVALS_NEEDED,

  /** Whose node may move: a suspended one's is asked by nobody, and two coordinators look at it first. */
  moves: ({ status }: Pick<MembershipEntity, 'status'>): boolean => status === 'OBSERVER' || status === 'MEMBER',

  /** Who may be invited, and join: a suspended one too, for it may have lost its keys; it comes back as it went. */
  joins: ({ status }: Pick<MembershipEntity, 'status'>): boolean => status === 'INVITED' || status === 'LEFT' || status === 'SUSPENDED',
};

/** Whether its coordinators' word counts. */
export function isCoordinating({ coordinates, status }: NonNullable<Standing>): boolean {
  return coordinates && status === 'MEMBER';
}
