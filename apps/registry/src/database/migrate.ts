import { migrateInTurn } from '#migrations/migrate-in-turn.js';
import { dataSourceOptions } from './data-source.js';

/**
 * Brings the registry's database up to date.
 * @throws Error in a sentence when the database cannot be reached; PostgreSQL's when a migration fails (it is then undone)
 */
export async function migrate(databaseUrl: string): Promise<void> {
  await migrateInTurn(dataSourceOptions(databaseUrl));
}
