import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { runAgain } from '../../database/run-again.js';
import type { Transaction } from '../../database/transaction.js';
import { EventEntity } from '../event.entity.js';

@Injectable()
export class DraftsRepository {
  constructor(private readonly database: DataSource) {}

  inTransaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return runAgain(this.database, work);
  }

  /** Holds the event's row until the transaction ends. */
  lock(tx: Transaction, id: string): Promise<EventEntity | null> {
    return tx.findOne(EventEntity, { where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  /** Holds the sessions of several events, which nobody announces meanwhile; by start. */
  lockPartsOf(tx: Transaction, ids: readonly string[]): Promise<EventEntity[]> {
    return tx.find(EventEntity, { where: { partOfId: In(ids) }, order: { startsAt: 'ASC', id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
  }

  countParts(tx: Transaction, id: string): Promise<number> {
    return tx.countBy(EventEntity, { partOfId: id });
  }

  /** Ids of what an event, or others of its series, are sessions of. */
  async wholesOf(tx: Transaction, id: string): Promise<string[]> {
    const rows: { id: string }[] = await tx.query(WHOLES, [id]);
    return rows.map((row) => row.id);
  }

  /** Events by id; nobody changes them until the transaction ends. */
  unchanging(tx: Transaction, ids: readonly string[]): Promise<EventEntity[]> {
    return tx.find(EventEntity, { where: { id: In(ids) }, order: { startsAt: 'ASC', id: 'ASC' }, lock: { mode: 'pessimistic_read' } });
  }

  /** Which of them somebody asked for a place on, or about, when they were announced once. */
  async remembered(tx: Transaction, ids: readonly string[]): Promise<string[]> {
    const rows: { id: string }[] = await tx.query(REMEMBERED, [ids]);
    return rows.map(({ id }) => id);
  }

  async publish(tx: Transaction, ids: readonly string[]): Promise<void> {
    await tx.query(`UPDATE event SET status = 'PUBLISHED' WHERE id = ANY($1)`, [ids]);
  }

  /** Takes drafts out, sessions first. */
  async delete(tx: Transaction, ids: readonly string[]): Promise<void> {
    await tx.query('DELETE FROM event WHERE part_of_id = ANY($1)', [ids]);
    await tx.query('DELETE FROM event WHERE id = ANY($1)', [ids]);
  }
}

const WHOLES = `
  SELECT DISTINCT part_of_id AS id FROM event
  WHERE part_of_id IS NOT NULL AND (id = $1 OR series_id = (SELECT series_id FROM event WHERE id = $1))`;

const REMEMBERED = `
  SELECT id FROM event
  WHERE id = ANY($1) AND (
    EXISTS (SELECT 1 FROM registration WHERE event_id = event.id)
    OR EXISTS (SELECT 1 FROM question WHERE event_id = event.id)
    OR EXISTS (SELECT 1 FROM feedback WHERE event_id = event.id)
  )`;
