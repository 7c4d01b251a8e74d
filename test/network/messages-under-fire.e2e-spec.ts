import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Random } from '#cli/demo/random.js';
import { type LocalPostgres, eraseLocalPostgres, startLocalPostgres } from '#local-postgres/local-postgres.js';
import { migrate } from '#node/database/migrate.js';
import { Correspondence, type Correspondent } from './messages/correspondence.js';
import { Load, bothSides, disorder, settled } from './messages/load.js';
import { ShufflingProxy } from './messages/shuffling-proxy.js';
import { startedAgain } from './messages/started-again.js';

/** Both sides of all that was said, and each effect once and in its place. */
async function expectAgreement(home: Correspondent, host: Correspondent, loads: readonly Load[]): Promise<void> {
  for (const [from, to] of [[home, host], [host, home]] as const) {
    const { said, done } = await bothSides(from, to);
    expect(done).toEqual(said);
    expect(await disorder(to)).toEqual([]);
  }
  const done = new Set([...(await home.effects()), ...(await host.effects())].map(({ says }) => says));
  expect(loads.flatMap(({ acknowledged }) => acknowledged).filter((says) => !done.has(says))).toEqual([]);
  expect(loads.every(({ acknowledged }) => acknowledged.length > 10)).toBe(true);
}

/** Each on a network of its own, and waiting most of the time: so all three go on at once. */
describe('row 67: kill -9 of sender, receiver and gateway at random moments', () => {
  it.concurrent('leaves one effect of each message within a minute of the last restart', async () => {
    const seed = randomUUID();
    const random = new Random(seed);
    const network = await Correspondence.start(['kpk', 'hgt']);
    try {
      const [home, host] = [network.college('kpk'), network.college('hgt')];
      const loads = [new Load(home, 'hgt', 6), new Load(host, 'kpk', 6)];
      const victims = [home.process, host.process, network.gateway];
      for (const victim of random.sample([...victims, random.pick(victims)], 4)) {
        await pause(random.whole(300, 1_800));
        await victim.restart();
      }
      await Promise.all(loads.map((load) => load.end()));
      await settled([home, host], 60_000);
      await expectAgreement(home, host, loads);
    } catch (error) {
      throw new Error(`With the seed ${seed}`, { cause: error });
    } finally {
      await network.stop();
    }
  }, 300_000);
});

describe('row 68: a proxy that repeats and shuffles three times', () => {
  it.concurrent('brings about the same state', async () => {
    const proxy = await ShufflingProxy.start();
    const network = await Correspondence.start(['kpk', 'hgt'], { relay: (gateway) => proxy.before(gateway) });
    try {
      const [home, host] = [network.college('kpk'), network.college('hgt')];
      const loads = [new Load(home, 'hgt', 6), new Load(host, 'kpk', 6)];
      await pause(6_000);
      await Promise.all(loads.map((load) => load.end()));
      proxy.losesAnswers = false;
      await settled([home, host], 120_000); // the last of them had backed off
      await expectAgreement(home, host, loads);
      const [{ taken } = { taken: 0 }] = await host.rows('SELECT count(*)::int AS taken FROM inbox_message');
      expect(proxy.passed).toBeGreaterThan(2 * Number(taken));
    } finally {
      proxy.stop();
      await network.stop();
    }
  }, 180_000);
});

describe('row 79: PostgreSQL that is restarted under load', () => {
  it.concurrent('loses nothing that was acknowledged', async () => {
    const dataFolder = join(await mkdtemp(join(tmpdir(), 'dobroset-test-')), 'postgres');
    let postgres: LocalPostgres = await startLocalPostgres({ dataFolder, durable: true });
    const { port } = postgres;
    try {
      for (const code of ['kpk', 'hgt']) {
        await postgres.createDatabase(code);
        await migrate(postgres.url(code));
      }
      const network = await Correspondence.start(['kpk', 'hgt'], { databaseUrl: (code) => postgres.url(code) });
      try {
        const [home, host] = [network.college('kpk'), network.college('hgt')];
        const loads = [new Load(home, 'hgt', 6), new Load(host, 'kpk', 6)];
        for (let round = 0; round < 3; round += 1) {
          await pause(2_000);
          if (round === 1) process.kill(postgres.pid, 'SIGKILL'); // once without a word
          await postgres.stop();
          postgres = await startedAgain(dataFolder, port);
        }
        await pause(2_000);
        await Promise.all(loads.map((load) => load.end()));
        await settled([home, host], 60_000);
        await expectAgreement(home, host, loads);
      } finally {
        await network.stop();
      }
    } finally {
      await postgres.stop();
      await eraseLocalPostgres(dataFolder);
    }
  }, 240_000);
});
