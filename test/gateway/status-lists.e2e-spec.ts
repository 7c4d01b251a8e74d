import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type RequestListener, type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LIST_IS_GOOD_FOR_MILLISECONDS, type ListToSign, isGood, signStatusList } from '#credentials/status-list.js';
import { StatusLists, type StatusListsOptions } from '#gateway/credentials/status-lists.js';
import { type PrivateKeys, generatePrivateKeys } from '#identity/private-keys.js';
import { type Member, parseRoster } from '#roster/roster.js';
import type { RosterSource } from '#roster/roster-source.js';
import { minutesAhead } from '#support/at-another-time.js';
import { aMember } from '#support/test-roster.js';
import { until } from '#support/until.js';

/** Everything is stale at once, and nothing is fetched ahead; whoever asks has the patience to see what came of it. */
const EAGER = { fresh: -1, cooldown: -1, waiting: 30_000, look: 3_600_000, round: 3_600_000 };
const IMPATIENT = { ...EAGER, waiting: 400 };
const REVOKED = { index: 7, at: new Date('2026-05-01T10:00:00Z') };

let folder: string;
let node: Server;
let keys: PrivateKeys;
let answer: RequestListener;
let asked: string[];
let warnings: string[];
let lists: StatusLists | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dobroset-lists-'));
  keys = await generatePrivateKeys();
  [asked, warnings] = [[], []];
  node = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  node.listen(0, '127.0.0.1');
  await once(node, 'listening');
});

afterEach(async () => {
  await lists?.close();
  node.closeAllConnections();
  node.close();
  await rm(folder, { recursive: true });
});

const endpoint = () => `http://127.0.0.1:${(node.address() as AddressInfo).port}/graphql`;
const url = (list = 1) => new URL(`credentials/status/${list}`, endpoint()).href;

function open(options: Partial<StatusListsOptions> & { readonly member?: Partial<Member> } = {}): StatusLists {
  const { member, ...rest } = options;
  const current = parseRoster(JSON.stringify({ version: 1, colleges: [aMember('bat', endpoint(), keys, member)] }));
  const roster: RosterSource = { current, isInForce: true, onChange: () => undefined, missedKey: () => undefined, close: () => undefined };
  lists = new StatusLists({ roster, folder, privateAddresses: true, log: { warn: (warning: string) => void warnings.push(warning) }, pace: EAGER, ...rest });
  return lists;
}

function aList(overrides: Partial<ListToSign> = {}, by = keys): Promise<string> {
  return signStatusList({ issuer: 'bat', url: url(), revocations: [], validFrom: new Date(), ...overrides }, by.signing);
}

function serve(jws: string): void {
  answer = ({ url: path }, response) => (path?.endsWith('/1') ? response.end(jws) : response.writeHead(404).end());
}

const down: RequestListener = (request) => void request.socket.destroy();
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds);

describe('the status lists that a gateway keeps', () => {
  it('are fetched from where the roster says that the node is, all of them, before anybody asks', async () => {
    const both = [await aList(), await aList({ url: url(2) })];
    answer = ({ url: path }, response) => {
      const jws = both[Number(path?.split('/').at(-1)) - 1];
      if (jws === undefined) response.writeHead(404);
      response.end(jws);
    };
    open();
    const copies = () => Promise.all([1, 2].map((list) => readFile(join(folder, `bat.${list}.jws`), 'utf8').catch(() => null)));
    await until('there is a copy of both', async () => (await copies()).join() === both.join());
    await until('the one behind them was asked for', () => asked.length === 3);
    expect(asked).toEqual(['/credentials/status/1', '/credentials/status/2', '/credentials/status/3']);
  });

  it('serve from disk while the node is away, until they are too old', async () => {
    serve(await aList({ revocations: [REVOKED], validFrom: ago(LIST_IS_GOOD_FOR_MILLISECONDS - 3_600_000) }));
    await open().find('bat', 1);
    await lists?.close();
    answer = down;
    const found = await open().find('bat', 1);
    expect(found && isGood(found)).toBe(true);
    expect([found?.isRevoked(7), found?.isRevoked(8), found?.revokedAt(7)]).toEqual([true, false, REVOKED.at]);
    const later = await minutesAhead(61, async () => {
      const old = await open().find('bat', 1);
      return old && isGood(old);
    });
    expect(later).toBe(false);
  });

  it('are given away as their college signed them while the node is away, and nothing that is not its own', async () => {
    const signed = await aList({ revocations: [REVOKED] });
    serve(`${signed}\n`);
    for (const kept of [folder, undefined]) {
      const before = open({ folder: kept });
      await before.find('bat', 1);
      answer = down;
      expect(await before.findSigned('bat', 1)).toBe(signed);
      await before.close();
      serve(signed);
    }
    answer = down;
    const kept = open();
    expect(await kept.findSigned('bat', 1)).toBe(signed);
    expect(await Promise.all([kept.findSigned('bat', 2), kept.findSigned('kpk', 1), kept.findSigned('../bat', 1), kept.findSigned('bat', 65)])).toEqual([null, null, null, null]);
    await kept.close();
    expect(await open({ member: { status: 'SUSPENDED' } }).findSigned('bat', 1)).toBeNull();
    await lists?.close();
    await writeFile(join(folder, 'bat.1.jws'), await aList({}, await generatePrivateKeys()));
    expect(await open().findSigned('bat', 1)).toBeNull();
  });

  it('that cannot be had are told of once, however often the others can', async () => {
    const good = await aList();
    answer = ({ url: path }, response) => (path?.endsWith('/1') ? response.end(good) : response.end('no list'));
    const both = open();
    for (let round = 0; round < 3; round += 1) for (const list of [1, 2]) await both.find('bat', list);
    const told = () => warnings.filter((warning) => warning.startsWith('Status list 2 of bat'));
    await until('it is told', () => told().length > 0);
    expect(told()).toHaveLength(1);
  });

  it('are never replaced by older ones', async () => {
    const [older, newer] = [await aList({ validFrom: ago(60_000) }), await aList({ revocations: [REVOKED] })];
    serve(newer);
    const kept = open();
    expect((await kept.find('bat', 1))?.isRevoked(7)).toBe(true);
    serve(older);
    expect((await kept.find('bat', 1))?.isRevoked(7)).toBe(true);
    expect(warnings.join()).toContain('older than the one');
    await kept.close();
    expect((await open().find('bat', 1))?.isRevoked(7)).toBe(true); // nor after a restart
  });

  it('are never replaced by newer ones that take a revocation back, and age until the college says all that it said before', async () => {
    const [another, later] = [{ index: 8, at: REVOKED.at }, { index: 9, at: REVOKED.at }];
    const nearlyOld = ago(LIST_IS_GOOD_FOR_MILLISECONDS - 600_000);
    const told = await aList({ revocations: [REVOKED, another], validFrom: nearlyOld });
    serve(told);
    const before = open();
    await before.find('bat', 1);
    serve(await aList({ revocations: [another, later] })); // as a restored backup has it
    expect((await before.find('bat', 1))?.validFrom.getTime()).toBe(nearlyOld.getTime());
    expect((await before.find('bat', 1))?.isRevoked(7)).toBe(true);
    expect(await before.findSigned('bat', 1)).toBe(told);
    expect(warnings).toEqual([expect.stringContaining('says no more that the entry at 7 is revoked')]);
    await before.close();
    const [restored, next] = [await aList({ revocations: [another, later] }), await aList({ url: url(2) })];
    answer = ({ url: path }, response) => (path?.endsWith('/3') ? response.writeHead(404).end() : response.end(path?.endsWith('/2') ? next : restored));
    expect((await open().find('bat', 1))?.isRevoked(7)).toBe(true); // nor after a restart
    await until('those behind it are fetched ahead all the same', async () => (await readFile(join(folder, 'bat.2.jws'), 'utf8').catch(() => null)) === next);
    serve(await aList({ revocations: [REVOKED, another, later] }));
    const healed = await lists?.find('bat', 1);
    expect([7, 8, 9].map((index) => healed?.isRevoked(index))).toEqual([true, true, true]);
  });

  it('are not taken from anybody but the college', async () => {
    const other = await generatePrivateKeys();
    for (const jws of [await aList({}, other), await aList({ issuer: 'kpk' }), await aList({ url: url(2) })]) {
      serve(jws);
      expect(await open().find('bat', 1)).toBeNull();
      await lists?.close();
    }
  });

  it('are checked again when they are read from disk', async () => {
    answer = down;
    await writeFile(join(folder, 'bat.1.jws'), await aList({}, await generatePrivateKeys()));
    expect(await open().find('bat', 1)).toBeNull();
    await lists?.close();
    await writeFile(join(folder, 'bat.1.jws'), 'garbage');
    expect(await open().find('bat', 1)).toBeNull();
  });

  it('are not fetched for a college that is no issuer, nor beyond the number that one may have', async () => {
    serve(await aList());
    const kept = open({ member: { status: 'SUSPENDED' } });
    expect([await kept.find('bat', 1), await kept.find('kpk', 1), await kept.find('bat', 65), await kept.find('bat', 0)]).toEqual([null, null, null, null]);
    expect(asked).toEqual([]);
  });

  it('are still fetched from a college that left', async () => {
    serve(await aList({ revocations: [REVOKED] }));
    expect((await open({ member: { status: 'LEFT', leftAt: ago(86_400_000).toISOString() } }).find('bat', 1))?.isRevoked(7)).toBe(true);
  });

  it('keep nobody waiting for long, and are asked for once however many wait', async () => {
    serve(await aList());
    const kept = open({ pace: IMPATIENT });
    await until('it is kept', async () => (await kept.find('bat', 1)) !== null);
    asked.length = 0;
    answer = () => undefined; // it never answers
    const started = performance.now();
    const found = await Promise.all(Array.from({ length: 50 }, () => kept.find('bat', 1)));
    expect(performance.now() - started).toBeLessThan(1_500);
    expect(found.every((list) => list !== null)).toBe(true);
    expect(asked.filter((path) => path.endsWith('/1'))).toHaveLength(1);
  });

  it('are kept in memory where there is no folder', async () => {
    serve(await aList({ revocations: [REVOKED] }));
    const kept = open({ folder: undefined });
    await kept.find('bat', 1);
    answer = down;
    expect((await kept.find('bat', 1))?.isRevoked(7)).toBe(true);
  });
});

describe('row 75: a node with a hostile list', () => {
  const megabyte = 'A'.repeat(2 ** 20);
  const behaviours: readonly (readonly [string, () => RequestListener])[] = [
    ['300 MB', () => (_request, response) => {
      let left = 300;
      const more = () => {
        while (left > 0 && response.write(megabyte)) left -= 1;
        if (left > 0) response.once('drain', more);
        else response.end();
      };
      more();
    }],
    ['a bomb that HTTP packed', () => {
      const bomb = gzipSync(Buffer.alloc(100 * 2 ** 20));
      return (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    }],
    ['garbage', () => (_request, response) => response.end('<html>'.repeat(1_000))],
    ['a redirect', () => (_request, response) => response.writeHead(302, { location: `${endpoint()}/elsewhere` }).end()],
    ['an error', () => (_request, response) => response.writeHead(500).end('no')],
    ['a drip', () => (_request, response) => {
      const drip = setInterval(() => response.write('A'), 20);
      response.on('close', () => clearInterval(drip));
    }],
  ];

  it.each(behaviours)('%s: is not taken, nobody waits, and it costs little memory', async (_what, behaviour) => {
    answer = behaviour();
    const kept = open({ pace: IMPATIENT });
    const [before, started] = [process.memoryUsage().rss, performance.now()];
    expect(await kept.find('bat', 1)).toBeNull();
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(60 * 2 ** 20);
    expect(asked.some((path) => path.includes('elsewhere'))).toBe(false);
  });

  it('is cut off where it is longer than a list can be', async () => {
    let [sent, isCut] = [0, false];
    answer = (_request, response) => {
      const more = () => {
        while (!isCut && sent < 300 && response.write(megabyte)) sent += 1;
        sent += 1;
        response.once('drain', more);
      };
      response.on('close', () => (isCut = true));
      more();
    };
    await open().find('bat', 1);
    await until('the connection is cut', () => Promise.resolve(isCut));
    expect(sent).toBeLessThan(30);
  });

  it('row 17: at an inner address is not asked by a production gateway', async () => {
    serve(await aList());
    expect(await open({ privateAddresses: false }).find('bat', 1)).toBeNull();
    expect(asked).toEqual([]);
    expect(warnings.join()).toContain('not an address of the public internet');
  });
});
