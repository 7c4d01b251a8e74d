import type { DataSource } from 'typeorm';
import { reasonOf } from './reason.js';

/** Any number that nothing else in the database locks on: «dobro» in ASCII. */
const MIGRATION_LOCK = '431365452399';

/**
 * Brings a database's tables up to date. Safe when several processes do it at once: TypeORM takes no lock of its own,
 * so one advisory lock lets them through in turn, and those behind find nothing left to do.
 * @param dataSource nobody's yet, with at least two connections; it is closed at the end
 * @param afterwards what else must be made in the database, within the same turn
 * @throws Error in a sentence when the database cannot be reached; PostgreSQL's when a migration fails (it is then undone)
 */
export async function migrateInTurn(dataSource: DataSource, afterwards = async (): Promise<void> => {}): Promise<void> {
  await connect(dataSource);
  try {
    const lock = dataSource.createQueryRunner();
    try {
      await lock.query(`SELECT pg_advisory_lock(${MIGRATION_LOCK})`);
      await dataSource.runMigrations({ transaction: 'each' });
      await afterwards();
      await lock.query(`SELECT pg_advisory_unlock(${MIGRATION_LOCK})`);
    } finally {
      await lock.release();
    }
  } finally {
    await dataSource.destroy();
  }
}

async function connect(dataSource: DataSource): Promise<void> {
  try {
    await dataSource.initialize();
  } catch (error) {
    throw new Error(`The database cannot be reached; check DATABASE_URL and that PostgreSQL runs there: ${reasonOf(error)}`, { cause: error });
  }
}
