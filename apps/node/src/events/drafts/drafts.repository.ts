import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
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

  partsOf(tx: Transaction, id: string): Promise<EventEntity[]> {
    return tx.findBy(EventEntity, { partOfId: id });
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
