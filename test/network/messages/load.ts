import { setTimeout as pause } from 'node:timers/promises';
import { until } from '#support/until.js';
import type { Correspondent } from './correspondence.js';

/** Of each thread: a participation has a handful. */
const MOST = 8;

/** Sends along some threads, one message after the other, until told to stop; what is not acknowledged is let be. */
export class Load {
  acknowledged: string[] = [];
  private readonly ended: Promise<unknown>;
  private goesOn = true;

  constructor(
    private readonly from: Correspondent,
    private readonly to: string,
    threads: number,
  ) {
    this.ended = Promise.all(Array.from({ length: threads }, (_none, index) => this.send(from.aThread(), index)));
  }

  async end(): Promise<void> {
    this.goesOn = false;
    await this.ended;
  }

  private async send(thread: string, index: number): Promise<void> {
    let acknowledged = 0;
    for (let attempt = 0; this.goesOn && acknowledged < MOST; attempt += 1) {
      const says = `${this.from.code} ${String(index)}.${String(attempt)}`;
      try {
        await this.from.send(this.to, thread, says);
        this.acknowledged.push(says);
        acknowledged += 1;
        await pause(1_000);
      } catch {
        await pause(300); // it is down
      }
    }
  }
}

const STUCK = `
  SELECT last_problem, attempts, count(*)::int, max(state::text) AS job, min(start_after) AS due, now() AS now
  FROM outbox_message message LEFT JOIN pgboss.job ON singleton_key = message.id::text
  WHERE delivered_at IS NULL AND refused_at IS NULL GROUP BY last_problem, attempts`;

/** Waits until nothing waits any more, on neither side. */
export async function settled(colleges: readonly Correspondent[], within: number): Promise<void> {
  const left = async () => (await Promise.all(colleges.map((college) => college.waiting().catch(() => 1)))).reduce((sum, count) => sum + count, 0);
  await until('every message is delivered', async () => (await left()) === 0, within).catch(async (error: unknown) => {
    const stuck = await Promise.all(colleges.map((college) => college.rows(STUCK)));
    const logs = colleges.map(({ code, process }) => `${code} (${process.pid}): ${process.log.slice(-1_500)}`);
    throw new Error(`${String(error)}: ${JSON.stringify(stuck)}\n${logs.join('\n')}`);
  });
}

/** What was said at the one and its effects at the other, thread by thread: what must be equal. */
export async function bothSides(from: Correspondent, to: Correspondent): Promise<{ said: unknown; done: unknown }> {
  const said = await from.rows(
    `SELECT thread, array_agg(kind ORDER BY sequence) AS kinds, max(sequence) AS last FROM outbox_message WHERE receiver = $1 GROUP BY thread ORDER BY thread`,
    [to.code],
  );
  const done = await to.rows(
    `SELECT thread, array_agg(CASE WHEN says LIKE 'answer to %' THEN 'SEAT_ANSWERED' ELSE 'SEAT_REQUESTED' END ORDER BY place) AS kinds, max(sequence) AS last
     FROM effect WHERE sender = $1 GROUP BY thread ORDER BY thread`,
    [from.code],
  );
  return { said, done };
}

/** Effects that came out of their order, or twice. */
export async function disorder(at: Correspondent): Promise<unknown[]> {
  return at.rows(
    `SELECT * FROM (SELECT sender, thread, sequence, row_number() OVER (PARTITION BY sender, thread ORDER BY place) AS nth FROM effect) numbered WHERE sequence <> nth`,
  );
}
