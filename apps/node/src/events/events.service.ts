import { Injectable } from '@nestjs/common';
import type { Actor } from '#identity/actor.js';
import { ThisCollege } from '../college/this-college.js';
import type { Transaction } from '../database/transaction.js';
import { badInput, notFound } from '../graph/domain-error.js';
import { Page, emptyPage } from '../graph/page.js';
import { containing, storable } from '../graph/search-text.js';
import { cursorOf, keyOf, placeBehind } from './event-cursor.js';
import type { EventFormat, EventKind } from './event-vocabulary.js';
import type { EventEntity } from './event.entity.js';
import { type EventLoaders, eventLoaders } from './event.loaders.js';
import { type EventScope, eventPolicy } from './event.policy.js';
import { type EventCriteria, EventsRepository } from './events.repository.js';

const MOST_WORDS = 100;

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
}

@Injectable()
export class EventsService {
  constructor(
    private readonly repository: EventsRepository,
    private readonly thisCollege: ThisCollege,
  ) {}

  loaders(): EventLoaders {
    return eventLoaders(this.repository);
  }

  /** @throws DomainError NOT_FOUND where there is none, and where the actor may not know */
  async find(actor: Actor | null, id: unknown, loaders: EventLoaders): Promise<EventEntity> {
    const event = await loaders.event.load(this.thisCollege.ownUuid(id, 'event'));
    if (!event || !eventPolicy.see(this.scope(actor), event)) throw notFound('event');
    return event;
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
    if (asked?.colleges && !asked.colleges.includes(this.thisCollege.code)) return emptyPage({ first, after });

    const scope = this.scope(actor);
    return new Page({ first, after }, {
      read: (limit) => this.repository.page(scope, criteria, from, limit),
      count: () => this.repository.count(scope, criteria),
      cursorOf: (event) => cursorOf(this.thisCollege, event),
    });
  }

  /** The event's place in the order that the whole network shares. */
  keyOf(event: EventEntity): string {
    return keyOf(this.thisCollege, event);
  }

  async partOf(actor: Actor | null, event: EventEntity, loaders: EventLoaders): Promise<EventEntity | null> {
    const whole = event.partOfId === null ? undefined : await loaders.event.load(event.partOfId);
    return whole && eventPolicy.see(this.scope(actor), whole) ? whole : null;
  }

  async parts(actor: Actor | null, event: EventEntity, loaders: EventLoaders): Promise<EventEntity[]> {
    const scope = this.scope(actor);
    return (await loaders.partsByEvent.load(event.id)).filter((part) => eventPolicy.see(scope, part));
  }

  /** Those of the events that are there and that the actor may see, by id. */
  async seenAmong(tx: Transaction, actor: Actor | null, ids: readonly string[]): Promise<ReadonlyMap<string, EventEntity>> {
    const scope = this.scope(actor);
    const events = ids.length === 0 ? [] : await this.repository.byIds(ids, tx);
    return new Map(events.filter((event) => eventPolicy.see(scope, event)).map((event) => [event.id, event]));
  }

  private scope(actor: Actor | null): EventScope {
    return eventPolicy.scope(this.thisCollege.code, actor);
  }
}

function criteriaOf({ from, to, kinds, formats, tags, text, withFreePlaces }: EventsAsked): EventCriteria {
  if (tags && tags.length > MOST_WORDS) throw badInput('filter.tags', `must have at most ${MOST_WORDS} entries`);
  return {
    ...(from && { from }),
    ...(to && { to }),
    ...(kinds && { kinds }),
    ...(formats && { formats }),
    ...(tags && { tags: tags.map((tag) => storable(tag, 'filter.tags')) }),
    ...(typeof text === 'string' && text !== '' && { text: containing(text, 'filter.text') }),
    ...(withFreePlaces === true && { withFreePlaces }),
  };
}
