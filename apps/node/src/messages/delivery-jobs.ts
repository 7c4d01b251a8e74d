import { Inject, Injectable, Logger } from '@nestjs/common';
import type { PgBoss } from 'pg-boss';
import { loggable } from '#defence/loggable.js';
import type { Transaction } from '../database/transaction.js';
import { NODE_CONFIG } from '../node-config.token.js';
import type { NodeConfig } from '../node.config.js';
import { DELIVERY_QUEUE, LONGEST_PAUSE_SECONDS, openBoss, statementsOn } from './delivery-queue.js';

/** Each is held up by its slowest message, so a college that hangs must not find all of them. */
const WORKERS = 3;

const JOBS_AT_ONCE = 10;

/** A message that was just sent does not wait for this: its worker is woken. */
const POLLING_SECONDS = 5;

/** Which message is to be delivered, and to whom. */
export interface DeliveryJob {
  readonly id: string;
  readonly receiver: string;
}

/** @returns whether the message needs no further attempt */
type Attempt = (messageId: string, receiver: string) => Promise<boolean>;

/** The jobs that wake the delivery: of pg-boss, in the node's own database. */
@Injectable()
export class DeliveryJobs {
  private readonly log = new Logger('Messages');
  private boss: PgBoss | null = null;
  private workers: readonly string[] = [];

  constructor(@Inject(NODE_CONFIG) private readonly config: Pick<NodeConfig, 'databaseUrl'>) {}

  /** @param attempt tries to deliver one message */
  async start(attempt: Attempt): Promise<void> {
    const boss = openBoss(this.config.databaseUrl);
    boss.on('error', (error) => this.log.warn({ queue: DELIVERY_QUEUE, ...loggable(error) }));
    await boss.start();
    // Of a process that is gone: the messages are the truth, and the sweep gives each that waits a job that is due at once.
    await boss.deleteAllJobs(DELIVERY_QUEUE);
    const options = { batchSize: JOBS_AT_ONCE, pollingIntervalSeconds: POLLING_SECONDS, burstWhenBatchFull: true, perJobResults: true } as const;
    const work = () =>
      boss.work<DeliveryJob, unknown, typeof options>(DELIVERY_QUEUE, options, async (jobs) => {
        const results = await Promise.all(jobs.map(async ({ id, data }) => ({ id, status: (await attempt(data.id, data.receiver)) ? 'completed' : 'failed' }) as const));
        await this.stepBack(boss, results.filter(({ status }) => status === 'failed').map(({ id }) => id));
        return results;
      });
    this.workers = await Promise.all(Array.from({ length: WORKERS }, work));
    this.boss = boss;
  }

  /**
   * Gives messages a job each.
   * @param manager the transaction in which they are written; none where they are written already
   */
  async add(messages: readonly DeliveryJob[], manager?: Transaction): Promise<void> {
    // Before the start and after the stop nobody works; the sweep of the next start gives these messages their jobs.
    if (!this.boss || messages.length === 0) return;
    const jobs = messages.map(({ id, receiver }) => ({ data: { id, receiver }, singletonKey: id }));
    await this.boss.insert(DELIVERY_QUEUE, jobs, manager && { db: statementsOn(manager) });
  }

  /** Lets a worker look at once. */
  wake(): void {
    for (const worker of this.workers) this.boss?.notifyWorker(worker);
  }

  /**
   * Lets those that had no turn yet go first from now on, however many come back at once with their receiver. And draws how
   * long the pause of each may become: pg-boss cuts all of them at one length, so what failed together would come back together for ever.
   */
  private async stepBack(boss: PgBoss, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const done = boss.getDb().executeSql(STEP_BACK, [DELIVERY_QUEUE, ids, LONGEST_PAUSE_SECONDS]);
    await done.catch(() => undefined); // as before, then
  }

  async stop(): Promise<void> {
    const { boss } = this;
    this.boss = null;
    await boss?.stop({ timeout: 1_000 });
  }
}

/** The pause: between half of the longest and all of it. */
const STEP_BACK = `
  UPDATE pgboss.job SET priority = -1, retry_delay_max = $3::int - floor(random() * ($3::int / 2 + 1))
  WHERE name = $1 AND id = ANY($2::uuid[])`;
