import type { Actor } from '#identity/actor.js';
import { hasScope, isOf, isPerson, isStaffOf } from '../college/standing.js';
import type { Audience, EventStatus } from './event-vocabulary.js';

/** Which of the college's events an actor may know of. */
export interface EventScope {
  readonly audiences: readonly Audience[];
  readonly drafts: boolean;
}

const OF_THE_COLLEGE: EventScope = { audiences: ['PUBLIC', 'NETWORK', 'COLLEGE'], drafts: false };
const OF_THE_NETWORK: EventScope = { audiences: ['PUBLIC', 'NETWORK'], drafts: false };
const OF_THE_WORLD: EventScope = { audiences: ['PUBLIC'], drafts: false };

export const eventPolicy = {
  /** Visitors: what is public; whoever signed in, and partners with `events:read`: the network's too; the host's people: the college's; its staff: drafts. */
  scope: (host: string, actor: Actor | null): EventScope => {
    if (isOf(host, actor)) return isStaffOf(host, actor) ? { ...OF_THE_COLLEGE, drafts: true } : OF_THE_COLLEGE;
    return isPerson(actor) || hasScope(actor, 'events:read') ? OF_THE_NETWORK : OF_THE_WORLD;
  },

  see: (scope: EventScope, event: { readonly audience: Audience; readonly status: EventStatus }): boolean =>
    scope.audiences.includes(event.audience) && (scope.drafts || event.status !== 'DRAFT'),

  /** Where to meet online: the host's staff, and volunteers who hold a place. */
  readMeetingUrl: (host: string, actor: Actor | null, holdsPlace: boolean): boolean =>
    isStaffOf(host, actor) || holdsPlace,

  /** The host's staff. */
  change: (host: string, actor: Actor | null): boolean => isStaffOf(host, actor),

  /** Whether it is past changing: over, or called off. */
  isClosed: ({ status, endsAt }: { readonly status: EventStatus; readonly endsAt: Date }, now: Date): boolean =>
    status === 'CANCELLED' || status === 'COMPLETED' || endsAt <= now,
};
