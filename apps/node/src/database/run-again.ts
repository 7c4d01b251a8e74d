import { type DataSource, type EntityManager, QueryFailedError } from 'typeorm';

/** What PostgreSQL ends so that somebody else may go on: deadlock_detected, serialization_failure. */
const GAVE_WAY: ReadonlySet<unknown> = new Set(['40P01', '40001']);

const ATTEMPTS = 5;

/** Runs work in a transaction, and once more where PostgreSQL ended it in favour of another. */
export async function runAgain<Result>(database: DataSource, work: (tx: EntityManager) => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database.transaction(work);
    } catch (error) {
      if (attempt === ATTEMPTS || !gaveWay(error)) throw error;
    }
  }
}

function gaveWay(error: unknown): boolean {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : null;
  return cause instanceof Error && 'code' in cause && GAVE_WAY.has(cause.code);
}
