import { setTimeout as pause } from 'node:timers/promises';
import { type DatabaseServer, embeddedServer } from './databases.js';
import { databasePort } from './ports.js';
import type { LocalPostgresNotice } from '#local-postgres/local-postgres.js';

/** A session that is at work outlives its server until its statement ends, and PostgreSQL starts no other one beside it. */
const TRIES = 10;
const TRY_EVERY_MS = 1_000;

interface KeptDatabaseOptions {
  readonly dataFolder: string;
  readonly gatewayPort: number;
  readonly onNotice: (notice: LocalPostgresNotice) => void;
  readonly onLost: () => void;
  readonly onBack: () => void;
  /** It could not be started again. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * The embedded server, started again at the same address when it ends unbidden: the nodes' pools then find it by themselves.
 * @throws LocalPostgresError when it cannot be started the first time
 */
export async function keptDatabase(options: KeptDatabaseOptions): Promise<DatabaseServer> {
  const { dataFolder, onNotice, onLost, onBack, onFailure } = options;
  const first = await embeddedServer(dataFolder, await databasePort(options.gatewayPort), onNotice);
  const port = Number(new URL(first.adminUrl).port);
  let current = first;
  let stopping = false;
  const isStopping = (): boolean => stopping; // it changes while the loop waits, which control flow analysis does not see

  const startAgain = async (): Promise<DatabaseServer> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await embeddedServer(dataFolder, port, onNotice);
      } catch (error) {
        if (tries === TRIES || isStopping()) throw error;
        await pause(TRY_EVERY_MS);
      }
    }
  };

  const keep = async (): Promise<void> => {
    for (;;) {
      await current.ended;
      if (isStopping()) return;
      onLost();
      current = await startAgain();
      // The network was stopped while it started: nobody else knows of it.
      if (isStopping()) return current.stop();
      onBack();
    }
  };
  const kept = keep().catch(onFailure);

  return {
    ...first,
    stop: async () => {
      stopping = true;
      await current.stop();
      await kept;
    },
  };
}
