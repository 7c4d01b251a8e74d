import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { runAgain } from '../../database/run-again.js';
import type { Transaction } from '../../database/transaction.js';
import { EventEntity } from '../event.entity.js';

@Injectable()
export class AfterwardsRepository {
  constructor(private readonly database: DataSource) {}

  /** In a transaction that runs again where another one's locks were in its way. */
  inTransaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return runAgain(this.database, work);
  }

  /** Holds the event's row until the transaction ends. */
  lock(tx: Transaction, id: string): Promise<EventEntity | null> {
    return tx.findOne(EventEntity, { where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  async change(tx: Transaction, { id }: EventEntity, change: Partial<Pick<EventEntity, 'materials' | 'outcome'>>): Promise<void> {
    await tx.update(EventEntity, { id }, change);
  }
}
