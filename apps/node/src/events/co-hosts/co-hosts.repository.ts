import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { runAgain } from '../../database/run-again.js';
import type { Transaction } from '../../database/transaction.js';
import { EventEntity } from '../event.entity.js';
import { CoHostEntity } from './co-host.entity.js';
import type { CoHostState } from './co-host-state.js';

@Injectable()
export class CoHostsRepository {
  constructor(private readonly database: DataSource) {}

  inTransaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return runAgain(this.database, work);
  }

  event(tx: Transaction, id: string): Promise<EventEntity | null> {
    return tx.findOneBy(EventEntity, { id });
  }

  /**
   * Holds an event, its series and all that was made of it, in that order as everybody who changes them does, until the transaction ends. Without the series
   * what is being made of it meanwhile would be missed, and keep the answer from before.
   */
  async lock(tx: Transaction, { id, seriesId }: EventEntity): Promise<string[]> {
    if (seriesId !== null) {
      await tx.query(LOCK, [id, null]);
      await tx.query('SELECT FROM event_series WHERE id = $1 FOR NO KEY UPDATE', [seriesId]);
    }
    const rows: { id: string }[] = await tx.query(LOCK, [id, seriesId]);
    return rows.map((row) => row.id);
  }

  of(tx: Transaction, eventId: string, college: string): Promise<CoHostEntity | null> {
    return tx.findOneBy(CoHostEntity, { eventId, college });
  }

  /** Codes of all that were asked. */
  async asked(tx: Transaction, eventId: string): Promise<string[]> {
    return (await tx.findBy(CoHostEntity, { eventId })).map(({ college }) => college);
  }

  async answer(tx: Transaction, eventIds: readonly string[], college: string, state: CoHostState, now: Date): Promise<void> {
    await tx.query(ANSWER, [eventIds, college, state, now]);
  }

  async invite(tx: Transaction, eventIds: readonly string[], colleges: readonly string[], now: Date): Promise<void> {
    if (colleges.length > 0) await tx.query(INVITE, [eventIds, colleges, now]);
  }

  async forgetAllBut(tx: Transaction, eventIds: readonly string[], colleges: readonly string[]): Promise<void> {
    await tx.query('DELETE FROM co_host WHERE event_id = ANY($1) AND college <> ALL($2)', [eventIds, colleges]);
  }
}

const LOCK = `
  SELECT id FROM event
  WHERE id = $1 OR ($2::uuid IS NOT NULL AND series_id = $2)
  ORDER BY starts_at, id
  FOR NO KEY UPDATE`;

const ANSWER = `
  UPDATE co_host SET state = $3, answered_at = $4
  WHERE event_id = ANY($1) AND college = $2 AND state <> $3`;

const INVITE = `
  INSERT INTO co_host (event_id, college, state, invited_at)
  SELECT event_id, college, 'INVITED', $3 FROM unnest($1::uuid[]) AS event_id CROSS JOIN unnest($2::text[]) AS college
  ON CONFLICT DO NOTHING`;
