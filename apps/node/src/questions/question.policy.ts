import type { Actor } from '#identity/actor.js';
import { isPerson, isStaffOf } from '../college/standing.js';
import type { EventStatus } from '../events/event-vocabulary.js';

interface Asked {
  readonly askedBy: string;
  readonly hidden: boolean;
}

/** Of whoever may know of the event. */
export const questionPolicy = {
  /** Whoever signed in at any college: what people ask is not for the whole world. */
  read: (actor: Actor | null): actor is Actor => isPerson(actor),

  /** Staff see what is hidden. */
  seeHidden: (host: string, actor: Actor | null): boolean => isStaffOf(host, actor),

  see: (host: string, actor: Actor | null, { hidden }: Pick<Asked, 'hidden'>): boolean =>
    questionPolicy.read(actor) && (!hidden || questionPolicy.seeHidden(host, actor)),

  /** The asker's own question has no vote of theirs. */
  vote: (actor: Actor, { askedBy }: Pick<Asked, 'askedBy'>): boolean => actor.id !== askedBy,

  /** Whoever asked takes their own question back, be the event over; what is hidden is gone for them already. */
  withdraw: (actor: Actor, { askedBy }: Pick<Asked, 'askedBy'>): boolean => actor.id === askedBy,

  moderate: (host: string, actor: Actor | null): boolean => isStaffOf(host, actor),

  /** Whether questions and votes are taken: from the announcement to the end. */
  isOpen: ({ status, endsAt }: { readonly status: EventStatus; readonly endsAt: Date }, now: Date): boolean => status === 'PUBLISHED' && now < endsAt,
};
