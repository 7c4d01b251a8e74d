import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { runAgain } from '../../database/run-again.js';
import type { Transaction } from '../../database/transaction.js';
import { EventEntity } from '../event.entity.js';
import { RemotePlaceEntity } from '../remote-place.entity.js';
import { EventSeriesEntity } from './event-series.entity.js';

@Injectable()
export class EventSeriesRepository {
  constructor(private readonly database: DataSource) {}

  inTransaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return runAgain(this.database, work);
  }

  async add(tx: Transaction, series: EventSeriesEntity): Promise<void> {
    await tx.insert(EventSeriesEntity, series);
  }

  async save(tx: Transaction, { id, ...changes }: Partial<EventSeriesEntity> & Pick<EventSeriesEntity, 'id'>): Promise<void> {
    await tx.update(EventSeriesEntity, { id }, changes);
  }

  /** Holds the series until the transaction ends. */
  lock(tx: Transaction, id: string): Promise<EventSeriesEntity | null> {
    return tx.findOne(EventSeriesEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** The same, unless somebody else holds it. */
  tryLock(tx: Transaction, id: string): Promise<EventSeriesEntity | null> {
    return tx.findOne(EventSeriesEntity, { where: { id }, lock: { mode: 'pessimistic_write', onLocked: 'skip_locked' } });
  }

  /** Series that go on. */
  async going(): Promise<string[]> {
    const rows: { id: string }[] = await this.database.query('SELECT id FROM event_series WHERE ends_before IS NULL ORDER BY id');
    return rows.map(({ id }) => id);
  }

  async countUpcoming(tx: Transaction, seriesId: string, now: Date): Promise<number> {
    const [row]: { count: number }[] = await tx.query(UPCOMING, [seriesId, now]);
    return row?.count ?? 0;
  }

  /** Adds events with what they keep for partners. */
  async addEvents(tx: Transaction, events: readonly EventEntity[], kept: readonly { readonly college: string; readonly places: number }[]): Promise<void> {
    if (events.length === 0) return;
    await tx.insert(EventEntity, [...events]);
    const rows = events.flatMap(({ id }) => kept.filter(({ places }) => places > 0).map(({ college, places }) => ({ eventId: id, collegeCode: college, places })));
    if (rows.length > 0) await tx.insert(RemotePlaceEntity, rows);
  }

  /** Whom the series asks stands with these events as they last answered for another of it. */
  async askCoHosts(tx: Transaction, { id, pattern }: Pick<EventSeriesEntity, 'id' | 'pattern'>, eventIds: readonly string[], now: Date): Promise<void> {
    await tx.query(ASK_CO_HOSTS, [id, pattern.coHosts, eventIds, now]);
  }

  /**
   * Holds the events of a series from that day on, which are to take place; by start.
   * @param from YYYY-MM-DD
   */
  lockFrom(tx: Transaction, seriesId: string, from: string): Promise<EventEntity[]> {
    return tx
      .createQueryBuilder(EventEntity, 'event')
      .where(`event.seriesId = :seriesId AND event.occurrenceOn >= :from AND event.status IN ('DRAFT', 'PUBLISHED')`, { seriesId, from })
      .orderBy('event.startsAt')
      .addOrderBy('event.id')
      .setLock('for_no_key_update')
      .getMany();
  }

  /** Takes out a series that has no event any more. */
  async deleteEmpty(tx: Transaction, id: string): Promise<void> {
    await tx.query('DELETE FROM event_series WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM event WHERE series_id = $1)', [id]);
  }
}

const UPCOMING = `SELECT count(*)::int AS count FROM event WHERE series_id = $1 AND starts_at > $2 AND status <> 'CANCELLED'`;

const ASK_CO_HOSTS = `
  INSERT INTO co_host (event_id, college, state, invited_at, answered_at)
  SELECT made.id, asked.college, coalesce(said.state, 'INVITED'), coalesce(said.invited_at, $4), said.answered_at
  FROM unnest(CAST($3 AS uuid[])) AS made (id)
  CROSS JOIN unnest(CAST($2 AS text[])) AS asked (college)
  LEFT JOIN LATERAL (
    SELECT co_host.state, co_host.invited_at, co_host.answered_at
    FROM co_host JOIN event ON event.id = co_host.event_id
    WHERE event.series_id = $1 AND co_host.college = asked.college
    ORDER BY event.occurrence_on DESC
    LIMIT 1
  ) AS said ON true`;
