import { setTimeout as pause } from 'node:timers/promises';
import { type LocalPostgres, startLocalPostgres } from '#local-postgres/local-postgres.js';

/** As `keptDatabase` does: a session that is at work outlives a server that was killed until its statement ends, and PostgreSQL starts no other one beside it. */
export async function startedAgain(dataFolder: string, port: number): Promise<LocalPostgres> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await startLocalPostgres({ dataFolder, durable: true, port });
    } catch (error) {
      if (tries === 10) throw error;
      await pause(1_000);
    }
  }
}
