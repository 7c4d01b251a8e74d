import type { Actor } from '#identity/actor.js';
import { OWED_FOR_DAYS } from '#roster/members.js';
import { isCuratorOf, isMentorOf, isOf, isSelf, isStaffOf } from '../college/standing.js';
import type { EventStatus } from '../events/event-vocabulary.js';
import type { ParticipationApproval } from './participation-approval.js';
import type { ParticipationStatus } from './participation-status.js';

/** Whose participations an actor may list: everybody's, or those of the volunteers whom a mentor guides (by global id of the mentor). */
export type ParticipationScope = { readonly all: true } | { readonly all: false; readonly mentorId: string };

/** Whose part it is. */
export interface WhoseParticipation {
  /** Global id of the volunteer. */
  readonly volunteerId: string;
  /** Global id of who guides them: their mentor, or else their team's. */
  readonly mentorId: string | null;
}

/** What decides whether a volunteer may still give up. */
export interface Withdrawable {
  readonly status: ParticipationStatus;
  readonly seatAsked: boolean;
  readonly eventStartsAt: Date | null;
}

/** What decides whether the home may still ask for a place. */
export interface Asked {
  readonly status: ParticipationStatus;
  readonly eventStartsAt: Date | null;
  readonly eventStatus: EventStatus | null;
}

/** What decides whether anybody goes on waiting for a host. */
export interface Waiting {
  readonly status: ParticipationStatus;
  /** By what the host told last; null where it never told. */
  readonly eventEndsAt: Date | null;
  readonly requestedAt: Date;
}

/** What says whether the home ever sent a volunteer. */
export interface Sent {
  readonly status: ParticipationStatus;
  /** Whether the home's last word to the host was a request. */
  readonly seatAsked: boolean;
  /** How often the host was asked. */
  readonly request: number;
}

/** With a host that is away, or suspended: it is awaited for as long as one that left may still deliver what it owes. */
export const HOST_PATIENCE_MS = OWED_FOR_DAYS * 86_400_000;

const RECORDED: ReadonlySet<ParticipationStatus> = new Set(['ATTENDED', 'NO_SHOW']);
const OPEN: ReadonlySet<ParticipationStatus> = new Set(['AWAITING_HOME', 'AWAITING_HOST', 'CONFIRMED', 'WAITLISTED']);
const WAITING: ReadonlySet<ParticipationStatus> = new Set(['AWAITING_HOME', 'AWAITING_HOST', 'WAITLISTED']);
const ENDED: ReadonlySet<ParticipationStatus> = new Set(['DECLINED', 'CANCELLED']);

export const participationPolicy = {
  /** The college's own volunteers and staff, each for themselves. */
  takePart: (home: string, actor: Actor | null): actor is Actor => isOf(home, actor),

  /** The volunteer, and the home's curator. */
  withdraw: (home: string, actor: Actor | null, { volunteerId }: Pick<WhoseParticipation, 'volunteerId'>): boolean =>
    isSelf(actor, volunteerId) || isCuratorOf(home, actor),

  /** Who decides at all, whoever the volunteer is: a curator, and mentors where the college lets them. */
  decide: (home: string, approval: ParticipationApproval, actor: Actor | null): actor is Actor =>
    isCuratorOf(home, actor) || (approval === 'MENTOR' && isMentorOf(home, actor)),

  /** Nobody decides about themselves; a curator may where the college has no other who could. */
  isOther: (actor: Actor, { volunteerId }: Pick<WhoseParticipation, 'volunteerId'>): boolean => volunteerId !== actor.id,

  /** A mentor decides for the volunteers whom they guide, and never for themselves. */
  decideFor: (home: string, approval: ParticipationApproval, actor: Actor, { volunteerId, mentorId }: WhoseParticipation): boolean =>
    isCuratorOf(home, actor) ||
    (participationPolicy.decide(home, approval, actor) && mentorId === actor.id && volunteerId !== actor.id),

  /** Whose the college's staff may list; null for everybody else. */
  scope: (home: string, actor: Actor | null): ParticipationScope | null => {
    if (!actor || !isStaffOf(home, actor)) return null;
    return isMentorOf(home, actor) && !isCuratorOf(home, actor) ? { all: false, mentorId: actor.id } : { all: true };
  },

  /** Entries of one person at two places at once: for who answers for the hours. */
  seeOverlaps: (home: string, actor: Actor | null): boolean => isCuratorOf(home, actor),

  /** Whether a request may be made (again): there is none, or it has ended without anybody having come. */
  mayAsk: (status: ParticipationStatus): boolean => ENDED.has(status),

  /** Whether it is too late to give up: the event has begun, or who came is recorded. */
  isTooLate: ({ status, seatAsked, eventStartsAt }: Withdrawable, now: Date): boolean =>
    RECORDED.has(status) || (seatAsked && eventStartsAt !== null && eventStartsAt <= now),

  /**
   * Whether a host may say that somebody came: also who gave up while its word was on its way, and then perhaps asked anew at home.
   * Nobody whom it declined, nor whom the home never sent.
   */
  mayHaveCome: ({ status, seatAsked, request }: Sent): boolean => {
    if (status === 'DECLINED' && seatAsked) return false;
    return request > 0 || (status !== 'AWAITING_HOME' && status !== 'DECLINED');
  },

  /** Whether anything can have been credited: not while it is asked for or is to come, for the host's word of who came ends that. */
  mayBeCredited: (status: ParticipationStatus): boolean => !OPEN.has(status),

  /** Whether something is to come of it yet. */
  isOpen: (status: ParticipationStatus): boolean => OPEN.has(status),

  /** Whether the home's word would come too late: by what the host told of the event, it has begun or will not be. */
  isTooLateToAsk: ({ status, eventStartsAt, eventStatus }: Asked, now: Date): boolean =>
    status === 'AWAITING_HOME' && eventStartsAt !== null && (eventStartsAt <= now || eventStatus !== 'PUBLISHED'),

  /**
   * Whether nobody goes on waiting for a host that says nothing: the event, as it told of it, is over for as long as the
   * network is patient, or it never told of any. A place that it gave stays what it is, for hours may come of it yet.
   */
  isHostLost: ({ status, eventEndsAt, requestedAt }: Waiting, now: Date): boolean =>
    WAITING.has(status) && (eventEndsAt ?? requestedAt).getTime() <= now.getTime() - HOST_PATIENCE_MS,

  /** Whether the host has yet to say something: whether there is a place, or before that whether there is such an event. */
  isHostSilent: ({ status, eventTitle }: { readonly status: ParticipationStatus; readonly eventTitle: string | null }): boolean =>
    status === 'AWAITING_HOST' || (status === 'AWAITING_HOME' && eventTitle === null),

  isRecorded: (status: ParticipationStatus): boolean => RECORDED.has(status),
};
