import type { Actor } from '#identity/actor.js';
import { hasScope, isCuratorOf, isOf, isPerson, isStaffOf } from '../college/standing.js';
import type { CoHostState } from './co-hosts/co-host-state.js';
import type { Audience, EventStatus } from './event-vocabulary.js';

/** Which of the college's events an actor may know of. */
export interface EventScope {
  readonly audiences: readonly Audience[];
  readonly drafts: boolean;
  /** Code of the partner whose curator asks: what it was asked to hold together, they see whoever else does. */
  readonly coHost: string | null;
}

const OF_THE_COLLEGE: EventScope = { audiences: ['PUBLIC', 'NETWORK', 'COLLEGE'], drafts: false, coHost: null };
const OF_THE_NETWORK: EventScope = { audiences: ['PUBLIC', 'NETWORK'], drafts: false, coHost: null };
const OF_THE_WORLD: EventScope = { audiences: ['PUBLIC'], drafts: false, coHost: null };

/** From the narrowest. */
const AUDIENCES: readonly Audience[] = ['COLLEGE', 'NETWORK', 'PUBLIC'];

export const eventPolicy = {
  /** Visitors: what is public; whoever signed in, and partners with `events:read`: the network's too; the host's people: the college's; its staff: drafts. */
  scope: (host: string, actor: Actor | null): EventScope => {
    if (isOf(host, actor)) return isStaffOf(host, actor) ? { ...OF_THE_COLLEGE, drafts: true } : OF_THE_COLLEGE;
    if (!isPerson(actor)) return hasScope(actor, 'events:read') ? OF_THE_NETWORK : OF_THE_WORLD;
    return isCuratorOf(actor.college, actor) ? { ...OF_THE_NETWORK, coHost: actor.college } : OF_THE_NETWORK;
  },

  see: (scope: EventScope, event: { readonly audience: Audience; readonly status: EventStatus }): boolean =>
    scope.audiences.includes(event.audience) && (scope.drafts || event.status !== 'DRAFT'),

  /** A partner’s curator sees what their college is asked to hold together, or holds together, be it a draft. */
  seeAsCoHost: (scope: EventScope, coHosts: readonly { readonly college: string; readonly state: CoHostState }[]): boolean =>
    coHosts.some(({ college, state }) => college === scope.coHost && state !== 'DECLINED'),

  /** Where to meet online: the host's staff, and volunteers who hold a place. */
  readMeetingUrl: (host: string, actor: Actor | null, holdsPlace: boolean): boolean =>
    isStaffOf(host, actor) || holdsPlace,

  /** The host’s staff: they plan events, announce them, change them and call them off. */
  change: (host: string, actor: Actor | null): boolean => isStaffOf(host, actor),

  /** Whether it is past changing: over, or called off. A draft never is. */
  isClosed: ({ status, endsAt }: { readonly status: EventStatus; readonly endsAt: Date }, now: Date): boolean =>
    status === 'CANCELLED' || status === 'COMPLETED' || (status === 'PUBLISHED' && endsAt <= now),

  /** What is said of its status: what was announced has taken place once its end has passed, and nothing has to write that down. */
  statusAt: ({ status, endsAt }: { readonly status: EventStatus; readonly endsAt: Date }, now: Date): EventStatus =>
    status === 'PUBLISHED' && endsAt <= now ? 'COMPLETED' : status,

  /** Whether everybody who knew of it still may: of what is announced, the circle only grows. */
  keepsAudience: (before: Audience, after: Audience): boolean => AUDIENCES.indexOf(after) >= AUDIENCES.indexOf(before),
};
