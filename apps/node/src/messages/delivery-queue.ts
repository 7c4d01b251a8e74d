import { type Db, PgBoss, type QueueOptions } from 'pg-boss';

/** The queue of pg-boss whose jobs wake the delivery of one message each. */
export const DELIVERY_QUEUE = 'message-delivery';

/** Seconds that one attempt may take, after which its job is taken for lost with its process. */
export const ATTEMPT_SECONDS = 30;

/** A receiver that is back is written to within a minute. */
export const LONGEST_PAUSE_SECONDS = 30;

const YEAR_SECONDS = 31_536_000;

/** A job never gives up by itself: a message waits for its receiver for as long as that is away. */
const DELIVERY: QueueOptions = {
  retryLimit: 2 ** 31 - 1,
  retryDelay: 1,
  retryBackoff: true, // with jitter until it is at its longest; from then on DeliveryJobs draws it
  retryDelayMax: LONGEST_PAUSE_SECONDS,
  expireInSeconds: ATTEMPT_SECONDS,
  retentionSeconds: YEAR_SECONDS,
  deleteAfterSeconds: 3_600,
};

/** Two connections of its own: the queue goes on while people's requests hold all of the node's pool, and takes none from them. */
const CONNECTIONS = 2;

/** No cron, no registry of instances, no rebuilding of indexes. */
const NOT_NEEDED = { schedule: false, registerInstance: false, reindex: false, monitorVacuum: false } as const;

/** Of whoever has a connection already. */
interface Connection {
  query(sql: string, values: unknown[]): Promise<unknown>;
}

/** pg-boss as a node uses it. */
export function openBoss(databaseUrl: string): PgBoss {
  return new PgBoss({ connectionString: databaseUrl, application_name: 'dobroset-node-messages', max: CONNECTIONS, connectionTimeoutMillis: 5_000, ...NOT_NEEDED });
}

/**
 * pg-boss's statements on that connection, in its transaction where there is one. What they read comes back; what an UPDATE
 * returns does not, so that pg-boss's work in the background, which begins with one, does nothing here.
 */
export function statementsOn(connection: Connection): Db {
  return {
    executeSql: async (sql, values = []) => {
      const rows = await connection.query(sql, values);
      return { rows: Array.isArray(rows) ? rows : [] };
    },
  };
}

/** Makes pg-boss's tables and the queue, or brings them up to date; called in the turn of the migrations. */
export async function makeDeliveryQueue(connection: Connection): Promise<void> {
  const boss = new PgBoss({ db: statementsOn(connection), supervise: false, ...NOT_NEEDED });
  boss.on('error', () => undefined); // of its timers; what fails here is thrown
  await boss.start();
  try {
    if (await boss.getQueue(DELIVERY_QUEUE)) await boss.updateQueue(DELIVERY_QUEUE, DELIVERY);
    else await boss.createQueue(DELIVERY_QUEUE, DELIVERY);
  } finally {
    await boss.stop({ graceful: false });
  }
}
