import { Injectable } from '@nestjs/common';
import { EVENT_TEXT, MOST_MATERIALS } from '#contract/limits.js';
import type { Actor } from '#identity/actor.js';
import { ThisCollege } from '../../college/this-college.js';
import { badInput, forbidden, notFound } from '../../graph/domain-error.js';
import { addressOf } from '../../graph/input-address.js';
import { lineOf, textOf } from '../../graph/input-text.js';
import type { Material } from '../event-vocabulary.js';
import { EventEntity } from '../event.entity.js';
import { eventPolicy } from '../event.policy.js';
import { AfterwardsRepository } from './afterwards.repository.js';

const LONGEST = { title: 200, url: 2_000 } as const;

/** What stays of an event: its materials, and what came of it. */
@Injectable()
export class AfterwardsService {
  constructor(
    private readonly repository: AfterwardsRepository,
    private readonly thisCollege: ThisCollege,
  ) {}

  /**
   * Before the event too, unless it was cancelled; an address that is there gets the new title.
   * @throws DomainError FORBIDDEN for all but the host's staff; NOT_FOUND; BAD_USER_INPUT naming what cannot be kept
   */
  addMaterial(actor: Actor | null, id: string, given: Material): Promise<EventEntity> {
    const uuid = this.allowed(actor, id);
    const material = { title: lineOf(given.title, 'title', LONGEST.title), url: addressOf(given.url, 'url', LONGEST.url) };
    return this.change(uuid, (event) => {
      mustTakePlace(event);
      const { materials } = event;
      const isThere = materials.some(({ url }) => url === material.url);
      if (!isThere && materials.length >= MOST_MATERIALS.event) throw badInput('eventId', `has ${MOST_MATERIALS.event} materials already: remove one first`);
      return { materials: isThere ? materials.map((one) => (one.url === material.url ? material : one)) : [...materials, material] };
    });
  }

  /**
   * At any time; what is not there is removed already.
   * @throws DomainError FORBIDDEN for all but the host's staff; NOT_FOUND
   */
  removeMaterial(actor: Actor | null, id: string, url: string): Promise<EventEntity> {
    const uuid = this.allowed(actor, id);
    return this.change(uuid, ({ materials }) => ({ materials: materials.filter((one) => one.url !== url) }));
  }

  /**
   * Null takes it away again.
   * @throws DomainError FORBIDDEN for all but the host's staff; NOT_FOUND; BAD_USER_INPUT before the end, and naming what cannot be kept
   */
  recordOutcome(actor: Actor | null, id: string, given: string | null): Promise<EventEntity> {
    const uuid = this.allowed(actor, id);
    const outcome = given === null ? null : textOf(given, 'outcome', EVENT_TEXT.outcome);
    return this.change(uuid, (event) => {
      mustTakePlace(event);
      if (event.endsAt > new Date()) throw badInput('eventId', 'has not ended: what came of it is recorded afterwards');
      return { outcome };
    });
  }

  private allowed(actor: Actor | null, id: string): string {
    if (!eventPolicy.change(this.thisCollege.code, actor)) throw forbidden('change this college’s events');
    return this.thisCollege.ownUuid(id, 'event');
  }

  private change(id: string, changeOf: (event: EventEntity) => Partial<Pick<EventEntity, 'materials' | 'outcome'>>): Promise<EventEntity> {
    return this.repository.inTransaction(async (tx) => {
      const event = await this.repository.lock(tx, id);
      if (!event) throw notFound('event');
      const change = changeOf(event);
      await this.repository.change(tx, event, change);
      return Object.assign(new EventEntity(), event, change);
    });
  }
}

function mustTakePlace({ status }: EventEntity): void {
  if (status === 'CANCELLED') throw badInput('eventId', 'was cancelled: nothing comes of it');
}
