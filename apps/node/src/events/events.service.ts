import { Injectable } from '@nestjs/common';
import type { Actor } from '#identity/actor.js';
import { CollegesAskedService } from '../college/colleges-asked.service.js';
import { ThisCollege } from '../college/this-college.js';
import type { Transaction } from '../database/transaction.js';
import { notFound } from '../graph/domain-error.js';
import { tagsSought } from '../graph/input-tags.js';
import { Page, emptyPage } from '../graph/page.js';
import { wordsSought } from '../search/search-words.js';
import type { CoHostState } from './co-hosts/co-host-state.js';
import type { CoHostEntity } from './co-hosts/co-host.entity.js';
import { cursorOf, keyOf, placeBehind } from './event-cursor.js';
import type { EventFormat, EventKind } from './event-vocabulary.js';
import type { EventEntity } from './event.entity.js';
import { type EventLoaders, eventLoaders } from './event.loaders.js';
import { type EventScope, eventPolicy } from './event.policy.js';
import { type EventCriteria, EventsRepository } from './events.repository.js';

/** The contract's EventFilter. */
export interface EventsAsked {
  readonly from?: Date | null;
  readonly to?: Date | null;
  readonly kinds?: readonly EventKind[] | null;
  readonly formats?: readonly EventFormat[] | null;
  readonly colleges?: readonly string[] | null;
  readonly tags?: readonly string[] | null;
  readonly text?: string | null;
  readonly withFreePlaces?: boolean | null;
  readonly seriesId?: string | null;
  readonly coHosting?: CoHostState | null;
}

/** What this college hosts, to whoever may see it. */
@Injectable()
export class EventsService {
  constructor(
    private readonly repository: EventsRepository,
    private readonly thisCollege: ThisCollege,
    private readonly collegesAsked: CollegesAskedService,
  ) {}

  loaders(): EventLoaders {
    return eventLoaders(this.repository);
  }

  /** @throws DomainError NOT_FOUND where there is none, and where the actor may not know */
  async find(actor: Actor | null, id: unknown, loaders: EventLoaders): Promise<EventEntity> {
    const event = await this.seen(actor, this.thisCollege.ownUuid(id, 'event'), loaders);
    if (!event) throw notFound('event');
    return event;
  }

  /** Null where there is none, and where the actor may not know. */
  async seen(actor: Actor | null, uuid: string, loaders: EventLoaders): Promise<EventEntity | null> {
    const event = await loaders.event.load(uuid);
    return event && (await this.isSeen(actor, event, loaders)) ? event : null;
  }

  /**
   * The college's events that the actor may see, by start.
   * @throws DomainError BAD_USER_INPUT naming the argument that cannot be used
   */
  page(
    actor: Actor | null,
    asked: EventsAsked | null | undefined,
    first: number | null | undefined,
    after: string | null | undefined,
  ): Page<EventEntity> {
    const criteria = criteriaOf(asked ?? {});
    const from = typeof after === 'string' ? placeBehind(this.thisCollege, after) : null;
    const scope = this.scope(actor);
    if (!this.isAskedHere(asked ?? {}, scope)) return emptyPage({ first, after });

    const seriesId = this.thisCollege.uuidOf(asked?.seriesId);
    const narrowed = { ...criteria, ...(seriesId !== null && { seriesId }), ...(asked?.withFreePlaces === true && { freeFor: actor?.college ?? null }) };
    return new Page({ first, after }, {
      read: (limit) => this.repository.page(scope, narrowed, from, limit),
      count: () => this.repository.count(scope, narrowed),
      cursorOf: (event) => cursorOf(this.thisCollege, event),
    });
  }

  /**
   * `page` as the college's own list: other colleges that it names are of the network, as in the merged one.
   * @throws DomainError BAD_USER_INPUT naming the argument that cannot be used
   */
  ownList(
    actor: Actor | null,
    asked: EventsAsked | null | undefined,
    first: number | null | undefined,
    after: string | null | undefined,
  ): Page<EventEntity> {
    this.collegesAsked.check('filter.colleges', asked?.colleges);
    return this.page(actor, asked, first, after);
  }

  /** The event's place in the order that the whole network shares. */
  keyOf(event: EventEntity): string {
    return keyOf(this.thisCollege, event);
  }

  async partOf(actor: Actor | null, event: EventEntity, loaders: EventLoaders): Promise<EventEntity | null> {
    const whole = event.partOfId === null ? undefined : await loaders.event.load(event.partOfId);
    return whole && (await this.isSeen(actor, whole, loaders)) ? whole : null;
  }

  async parts(actor: Actor | null, event: EventEntity, loaders: EventLoaders): Promise<EventEntity[]> {
    const parts = await loaders.partsByEvent.load(event.id);
    const seen = await Promise.all(parts.map((part) => this.isSeen(actor, part, loaders)));
    return parts.filter((_part, index) => seen[index]);
  }

  /** Whom the host asked to hold it together: all for its staff, their own college for a partner's curator, none for others. */
  async coHosts(actor: Actor | null, event: EventEntity, loaders: EventLoaders): Promise<CoHostEntity[]> {
    const isHost = eventPolicy.change(this.thisCollege.code, actor);
    const { coHost } = this.scope(actor);
    if (!isHost && coHost === null) return [];
    return (await loaders.coHostsByEvent.load(event.id)).filter(({ college }) => isHost || college === coHost);
  }

  private async isSeen(actor: Actor | null, event: EventEntity, loaders: EventLoaders): Promise<boolean> {
    const scope = this.scope(actor);
    if (eventPolicy.see(scope, event)) return true;
    return scope.coHost !== null && eventPolicy.seeAsCoHost(scope, await loaders.coHostsByEvent.load(event.id));
  }

  /** Whether any of this college's events can be meant. */
  private isAskedHere({ colleges, seriesId, coHosting }: EventsAsked, scope: EventScope): boolean {
    if (colleges && !colleges.includes(this.thisCollege.code)) return false;
    if (typeof seriesId === 'string' && this.thisCollege.uuidOf(seriesId) === null) return false;
    return !coHosting || scope.coHost !== null;
  }

  /** Those of the events that are there and that the circle of the actor may see, by id: not what their college alone is asked to hold together. */
  async seenAmong(tx: Transaction, actor: Actor | null, ids: readonly string[]): Promise<ReadonlyMap<string, EventEntity>> {
    const scope = this.scope(actor);
    const events = ids.length === 0 ? [] : await this.repository.byIds(ids, tx);
    return new Map(events.filter((event) => eventPolicy.see(scope, event)).map((event) => [event.id, event]));
  }

  private scope(actor: Actor | null): EventScope {
    return eventPolicy.scope(this.thisCollege.code, actor);
  }
}

function criteriaOf({ from, to, kinds, formats, tags, text, coHosting }: EventsAsked): EventCriteria {
  return {
    ...(from && { from }),
    ...(to && { to }),
    ...(kinds && { kinds }),
    ...(formats && { formats }),
    ...(tags && { tags: tagsSought(tags, 'filter.tags') }),
    ...(typeof text === 'string' && text !== '' && { words: wordsSought(text, 'filter.text') }),
    ...(coHosting && { coHosting }),
  };
}
