import { createDataSource } from './data-source.js';

/** Any number that nothing else in the database locks on: «dobro» in ASCII. */
const MIGRATION_LOCK = '431365452399';

/**
 * Brings a database's tables up to date. Safe when several processes do it at once: TypeORM takes no lock of its own,
 * so one advisory lock lets them through in turn, and those behind find nothing left to do.
 * @param databaseUrl `postgres://…`
 * @throws the driver's error when the database cannot be reached, and PostgreSQL's when a migration fails (it is then undone)
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const dataSource = createDataSource({ url: databaseUrl, poolSize: 2, statementTimeout: 0, acquireTimeout: 10_000 });
  await dataSource.initialize();
  try {
    const lock = dataSource.createQueryRunner();
    try {
      await lock.query(`SELECT pg_advisory_lock(${MIGRATION_LOCK})`);
      await dataSource.runMigrations({ transaction: 'each' });
      await lock.query(`SELECT pg_advisory_unlock(${MIGRATION_LOCK})`);
    } finally {
      await lock.release();
    }
  } finally {
    await dataSource.destroy();
  }
}
