import { Injectable } from '@nestjs/common';
import { DataSource, In, type SelectQueryBuilder } from 'typeorm';
import type { CoHostState } from './co-hosts/co-host-state.js';
import { CoHostEntity } from './co-hosts/co-host.entity.js';
import type { Transaction } from '../database/transaction.js';
import { narrowToWords } from '../search/narrow-to-words.repository.js';
import type { WordsSought } from '../search/search-words.js';
import type { EventFormat, EventKind } from './event-vocabulary.js';
import { EventEntity } from './event.entity.js';
import type { EventScope } from './event.policy.js';
import type { RemotePlaces } from './remote-places.js';
import { EventSeriesEntity } from './series/event-series.entity.js';

/** The place of an event in the order by start. */
export interface EventPlace {
  readonly startsAt: Date;
  readonly id: string;
}

/** Which events are asked for; what is not given does not narrow. */
export interface EventCriteria {
  /** Starts then or later. */
  readonly from?: Date;
  /** Starts earlier than that. */
  readonly to?: Date;
  readonly kinds?: readonly EventKind[];
  readonly formats?: readonly EventFormat[];
  /** Has any of them. */
  readonly tags?: readonly string[];
  /** Has these words; null where a text has none. */
  readonly words?: WordsSought | null;
  /** Has a place that somebody of that college could have; of no college that is named, whoever it is. */
  readonly freeFor?: string | null;
  /** Of that series. */
  readonly seriesId?: string;
  /** As what the scope's co-host stands there: whatever the event's audience, and drafts too, but for what it declined. */
  readonly coHosting?: CoHostState;
}

@Injectable()
export class EventsRepository {
  constructor(private readonly database: DataSource) {}

  byIds(ids: readonly string[], tx: Transaction = this.database.manager): Promise<EventEntity[]> {
    return tx.findBy(EventEntity, { id: In(ids) });
  }

  /** By start, from behind `after`. */
  async page(scope: EventScope, criteria: EventCriteria, after: EventPlace | null, limit: number): Promise<EventEntity[]> {
    const query = (await this.matching(scope, criteria)).orderBy('event.startsAt').addOrderBy('event.id').limit(limit);
    if (after) query.andWhere('(event.startsAt, event.id) > (:startsAt, :id)', { ...after });
    return query.getMany();
  }

  async count(scope: EventScope, criteria: EventCriteria): Promise<number> {
    return (await this.matching(scope, criteria)).getCount();
  }

  /** The parts of several events, each event's by start. */
  partsOf(ids: readonly string[]): Promise<EventEntity[]> {
    return this.database.manager.find(EventEntity, {
      where: { partOfId: In(ids) },
      order: { startsAt: 'ASC', id: 'ASC' },
    });
  }

  /** The places that several events keep for partners, by the partners' codes. */
  remotePlaces(eventIds: readonly string[]): Promise<RemotePlaces[]> {
    return this.database.query(REMOTE_PLACES, [eventIds]);
  }

  /** Whom several events' host asked to hold them together, by code. */
  coHosts(eventIds: readonly string[]): Promise<CoHostEntity[]> {
    return this.database.manager.find(CoHostEntity, { where: { eventId: In(eventIds) }, order: { college: 'ASC' } });
  }

  series(ids: readonly string[]): Promise<EventSeriesEntity[]> {
    return this.database.manager.findBy(EventSeriesEntity, { id: In(ids) });
  }

  private async matching(scope: EventScope, criteria: EventCriteria): Promise<SelectQueryBuilder<EventEntity>> {
    const { from, to, kinds, formats, tags, words, freeFor, seriesId, coHosting } = criteria;
    const query = this.database.manager.createQueryBuilder(EventEntity, 'event');
    query.where(coHosting ? IS_CO_HOST : 'true', { coHost: scope.coHost, coHosting });
    if (coHosting === 'INVITED') query.andWhere(IS_NOT_CLOSED, { now: new Date() });
    // Who declined knows no more of an event than others do.
    if (!coHosting || coHosting === 'DECLINED') {
      query.andWhere('event.audience = ANY(:audiences)', { audiences: scope.audiences });
      if (!scope.drafts) query.andWhere(`event.status <> 'DRAFT'`);
    }
    if (from) query.andWhere('event.startsAt >= :from', { from });
    if (to) query.andWhere('event.startsAt < :to', { to });
    // One kind is read in order from an index of its own; several are not.
    if (kinds?.length === 1) query.andWhere('event.kind = :kind', { kind: kinds[0] });
    else if (kinds) query.andWhere('event.kind = ANY(:kinds)', { kinds });
    if (formats) query.andWhere('event.format = ANY(:formats)', { formats });
    if (tags) query.andWhere('folded_tags(event.tags) && folded_tags(CAST(:tags AS text[]))', { tags });
    if (words !== undefined) await narrowToWords(query, 'event.id', 'EVENT', words);
    if (freeFor !== undefined) query.andWhere(HAS_FREE_PLACES, { freeFor: freeFor ?? '' });
    if (seriesId !== undefined) query.andWhere('event.seriesId = :seriesId', { seriesId });
    return query;
  }
}

const IS_CO_HOST = 'event.id IN (SELECT event_id FROM co_host WHERE college = :coHost AND state = :coHosting)';

/** What the event policy calls closed, in SQL: an answer to it would change nothing. */
const IS_NOT_CLOSED = `(event.status = 'DRAFT' OR (event.status = 'PUBLISHED' AND event.endsAt > :now))`;

/** What the seat policy gives, in SQL: what is kept for others and not taken is not free; what is kept for one's own is, from afar. */
const HAS_FREE_PLACES = `(event.capacity IS NULL OR event.capacity > (
  SELECT count(*) FROM registration
  WHERE registration.event_id = event.id AND registration.status IN ('CONFIRMED', 'ATTENDED')
) + (
  SELECT coalesce(sum(greatest(remote_place.places - (
    SELECT count(*) FROM registration
    WHERE registration.event_id = event.id
      AND split_part(registration.volunteer_id, ':', 1) = remote_place.college_code
      AND registration.format = 'ONLINE'
      AND registration.status IN ('CONFIRMED', 'ATTENDED')
  ), 0)), 0)
  FROM remote_place
  WHERE remote_place.event_id = event.id AND (remote_place.college_code <> :freeFor OR event.format = 'ONSITE')
))`;

const REMOTE_PLACES = `
  SELECT remote_place.event_id AS "eventId",
         remote_place.college_code AS "collegeCode",
         remote_place.places,
         count(registration.id)::int AS taken
  FROM remote_place
  LEFT JOIN registration
    ON registration.event_id = remote_place.event_id
    AND split_part(registration.volunteer_id, ':', 1) = remote_place.college_code
    AND registration.format = 'ONLINE'
    AND registration.status IN ('CONFIRMED', 'ATTENDED')
  WHERE remote_place.event_id = ANY($1)
  GROUP BY remote_place.event_id, remote_place.college_code
  ORDER BY remote_place.college_code`;
