import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

export type Transaction = EntityManager;

/** Any number but that of the migrations. */
const DECISION_LOCK = 7_311;

/**
 * Every change of who is on the network, one after the other: a decision sees all those before it, and the roster's
 * version, which is the number of the last entry in the log, never skips one that is still being written.
 */
@Injectable()
export class Decisions {
  private readonly listeners: (() => Promise<void>)[] = [];

  constructor(private readonly database: DataSource) {}

  /** @param work writes its own entry in the log */
  async make<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    const result = await this.database.transaction(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(${DECISION_LOCK})`);
      return work(tx);
    });
    for (const listener of this.listeners) await listener();
    return result;
  }

  /** @param listener is waited for before the decision's own caller goes on */
  onDecision(listener: () => Promise<void>): void {
    this.listeners.push(listener);
  }
}
