import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Correspondence, type Correspondent } from './messages/correspondence.js';
import { Load, bothSides, disorder, settled } from './messages/load.js';
import { ShufflingProxy } from './messages/shuffling-proxy.js';

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

describe('row 68: a proxy that repeats and shuffles three times', () => {
  it('brings about the same state', async () => {
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
