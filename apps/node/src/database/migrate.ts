import { migrateInTurn } from '#migrations/migrate-in-turn.js';
import { makeDeliveryQueue } from '../messages/delivery-queue.js';
import { dataSourceOptions } from './data-source.js';

/**
 * Brings a node's database up to date, whoever else does it at the same time.
 * @param databaseUrl `postgres://…`
 * @throws Error in a sentence when the database cannot be reached; PostgreSQL's when a migration fails (it is then undone)
 */
export async function migrate(databaseUrl: string): Promise<void> {
  await migrateInTurn(dataSourceOptions({ url: databaseUrl, statementTimeout: 0, acquireTimeout: 10_000 }), makeDeliveryQueue);
}
