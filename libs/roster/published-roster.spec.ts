import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { JWK } from 'jose';
import { generateSigningKey, publicHalf } from '#identity/keys.js';
import { minutesAhead } from '#support/at-another-time.js';
import { until } from '#support/until.js';
import { PublishedRoster, type RosterPace } from './published-roster.js';
import { rosterKeys } from './roster-keys.js';
import { signRoster } from './signed-roster.js';

/** No fetch by the clock, and one whenever it is asked for: each test says when. */
const PACE: RosterPace = { every: 60_000, afterFailure: 50, keyCooldown: -1 };
const HOUR_MS = 3_600_000;

let folder: string;
let registry: Server;
let url: string;
let key: JWK;
let published: string | null;
let fetches: number;
let open: PublishedRoster[];
let notices: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'published-'));
  key = await generateSigningKey();
  [published, fetches, open, notices] = [null, 0, [], []];
  registry = createServer((_request, response) => {
    fetches += 1;
    response.statusCode = published === null ? 503 : 200;
    response.end(published ?? '');
  });
  await new Promise<void>((listening) => registry.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(registry.address() as AddressInfo).port}/.well-known/dobroset/roster.jws`;
});

afterEach(async () => {
  for (const roster of open) roster.close();
  registry.closeAllConnections();
  await new Promise((closed) => registry.close(closed));
  rmSync(folder, { recursive: true });
});

const fromNow = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();

function publish(version: number, expiresAt = fromNow(HOUR_MS), signedWith = key): Promise<string> {
  return signRoster({ version, expiresAt, colleges: [], gateways: [] }, signedWith);
}

async function openRoster(lastGoodPath = join(folder, 'last-good.jws'), pace = PACE): Promise<PublishedRoster> {
  const heard = notices; // one that is closed may still be told of a fetch that broke off
  const roster = await PublishedRoster.open({ url, trusted: [publicHalf(key)], lastGoodPath, tell: { log: () => undefined, warn: (alarm) => heard.push(alarm) }, pace });
  open.push(roster);
  return roster;
}

/** The registry was asked once more, and its answer dealt with: the fetch after it does not begin before. */
async function afterAnotherFetch(roster: PublishedRoster): Promise<void> {
  const before = fetches;
  await until('there were two more fetches', () => {
    roster.missedKey();
    return fetches >= before + 2;
  });
}

describe('a published roster', () => {
  it('is in force once it was fetched and verified, and none is before', async () => {
    const roster = await openRoster();
    expect(roster.isInForce).toBe(false);
    published = await publish(1);
    await until('it is in force', () => roster.isInForce);
    expect(roster.current.version).toBe(1);
  });

  it.each([
    ['tampered with', async () => (await publish(2)).replace(/\.(..)/, '.AA')],
    ['signed by a foreign key', async () => publish(2, fromNow(HOUR_MS), await generateSigningKey())],
    ['older than the one in force', () => publish(1)],
    ['expired', () => publish(9, fromNow(-1_000))],
    ['not a roster', async () => '<html>'],
  ])('row 5: that is %s changes nothing and raises an alarm', async (_what, forge) => {
    published = await publish(2);
    const roster = await openRoster();
    published = await forge();
    await afterAnotherFetch(roster);
    expect(roster.current.version).toBe(2);
    expect(roster.isInForce).toBe(true);
    expect(notices.join()).toContain('so the last good one stays');
  });

  it('row 6: serves while the registry is down, until it expires', async () => {
    published = await publish(1);
    const roster = await openRoster();
    published = null;
    await afterAnotherFetch(roster);
    expect(roster.isInForce).toBe(true);
    expect(await minutesAhead(61, () => Promise.resolve(roster.isInForce))).toBe(false);
  });

  it('row 77: is read from the disk when the registry is down at the start; a forged copy is not', async () => {
    published = await publish(3);
    await openRoster();
    published = null;
    expect((await openRoster()).current.version).toBe(3);
    const kept = join(folder, 'last-good.jws');
    writeFileSync(kept, readFileSync(kept, 'utf8').replace(/\.(..)/, '.AA'));
    expect((await openRoster()).isInForce).toBe(false);
    expect(notices.at(-1)).toContain('and there is no last good one: HTTP 503');
  });

  it('row 6: that has expired is not called good while the registry is down', async () => {
    published = await publish(3);
    await openRoster();
    published = null;
    await minutesAhead(61, openRoster);
    expect(notices.at(-1)).toContain('and the last good one has expired: HTTP 503');
  });

  it('that is fetched again is the same one; one of the same version that lasts longer is another', async () => {
    published = await publish(1);
    const roster = await openRoster();
    const { current } = roster;
    await afterAnotherFetch(roster);
    expect(roster.current).toBe(current);

    published = await publish(1, fromNow(2 * HOUR_MS));
    await afterAnotherFetch(roster);
    expect(roster.current.expiresAt).not.toBe(current.expiresAt);
  });

  it('row 77: counts where the disk keeps no copy of it, which is told of once and tried again', async () => {
    published = await publish(1);
    const missing = join(folder, 'missing');
    const roster = await openRoster(join(missing, 'last-good.jws'));
    expect(roster.current.version).toBe(1);
    const told: number[] = [];
    roster.onChange(({ version }) => told.push(version));
    published = await publish(2);
    await afterAnotherFetch(roster);
    expect(roster.current.version).toBe(2);
    expect(told).toEqual([2]);
    expect(notices).toEqual([expect.stringMatching(/last-good\.jws \(ROSTER_LAST_GOOD\) cannot be written, .*ENOENT/)]);
    mkdirSync(missing);
    await afterAnotherFetch(roster);
    expect(readFileSync(join(missing, 'last-good.jws'), 'utf8')).toBe(published);
  });

  it('row 20: is fetched once for a flood of unknown keys', async () => {
    published = await publish(1);
    const roster = await openRoster(undefined, { ...PACE, keyCooldown: 60_000 });
    const { ofCollege } = rosterKeys(roster);
    const flood = () => {
      for (let number = 0; number < 1_000; number += 1) expect(ofCollege('bat', `unknown-${number}`)).toBeUndefined();
    };
    const fetching = jest.spyOn(globalThis, 'fetch');
    try {
      flood();
      expect(fetching).toHaveBeenCalledTimes(0);
      published = await publish(2);
      await minutesAhead(2, async () => {
        flood();
        await until('it was fetched', () => roster.current.version === 2);
        flood();
      });
      expect(fetching).toHaveBeenCalledTimes(1);
    } finally {
      fetching.mockRestore();
    }
  });
});
