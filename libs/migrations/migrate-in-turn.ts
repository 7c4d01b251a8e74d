import { DataSource, type DataSourceOptions, MigrationExecutor, type QueryRunner } from 'typeorm';
import { reasonOf } from './reason.js';

/** How TypeORM reaches a PostgreSQL. */
export type PostgresOptions = Extract<DataSourceOptions, { readonly type: 'postgres' }>;

/** Any number that nothing else in the database locks on: «dobro» in ASCII. */
const MIGRATION_LOCK = '431365452399';

/**
 * Brings a database's tables up to date. Safe when several processes do it at once: TypeORM takes no lock of its own,
 * so one advisory lock lets them through in turn, and those behind find nothing left to do. All of it on one connection.
 * @param options how the database is reached, and its migrations
 * @param afterwards what else must be made in the database, within the same turn
 * @throws Error in a sentence when the database cannot be reached; PostgreSQL's when a migration fails (it is then undone)
 */
export async function migrateInTurn(options: PostgresOptions, afterwards: (connection: QueryRunner) => Promise<void> = async () => {}): Promise<void> {
  const dataSource = new DataSource({ ...options, poolSize: 1, entities: [] }); // migrations are SQL, and know no entity
  await connect(dataSource);
  try {
    const connection = dataSource.createQueryRunner();
    try {
      await connection.query(`SELECT pg_advisory_lock(${MIGRATION_LOCK})`);
      await Object.assign(new MigrationExecutor(dataSource, connection), { transaction: 'each' }).executePendingMigrations();
      await afterwards(connection);
      await connection.query(`SELECT pg_advisory_unlock(${MIGRATION_LOCK})`);
    } finally {
      await connection.release();
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
