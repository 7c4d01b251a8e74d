import { once } from 'node:events';
import { type Socket, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Agent, request } from 'undici';
import { anEvent, fakeCollege } from './fake-college.js';
import { FakeNetwork } from './fake-network.js';
import { FakeNode } from './fake-node.js';

/** What one may ask at once, ten seconds' worth; three more come back each second. */
const AT_ONCE = 30;
const LIMIT = 6 * AT_ONCE;
const SLOW = 1_000;

let network: FakeNetwork;
let bat: FakeNode;

beforeAll(async () => {
  bat = await FakeNode.start('bat', fakeCollege('bat', { events: [anEvent('bat', 1)] }));
  network = await FakeNetwork.start([bat], { RATE_LIMIT: String(LIMIT) });
  await askFrom({ address: '127.0.0.20' }); // the first to ask pays for the plan
});

afterAll(() => network.stop());

interface Client {
  readonly address: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks from an address of this machine: the whole of 127.0.0.0/8 is its own. */
async function askFrom({ address, headers = {} }: Client, gateway = network) {
  const dispatcher = new Agent({ localAddress: address });
  const { statusCode, headers: answered, body } = await request(`${gateway.gateway.origin}/graphql`, {
    method: 'POST',
    dispatcher,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: '{ colleges { code events { totalCount } } }' }),
  });
  const answer: unknown = await body.json();
  await dispatcher.close();
  return { status: statusCode, retryAfter: Number(answered['retry-after']), answer };
}

async function statusesOf(count: number, client: Client, gateway = network): Promise<number[]> {
  const statuses: number[] = [];
  for (let sent = 0; sent < count; sent += 1) statuses.push((await askFrom(client, gateway)).status);
  return statuses;
}

/** Asks until it is told not to; what it was answered until then. */
async function untilRefused(client: Client | ((sent: number) => Client), most: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let sent = 0; sent < most; sent += 1) {
    const { status } = await askFrom(typeof client === 'function' ? client(sent) : client);
    if (status === 429) return statuses;
    statuses.push(status);
  }
  throw new Error(`${most} requests, and none was refused.`);
}

const times = (count: number, status: number): number[] => Array.from({ length: count }, () => status);
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('row 52: one noisy client', () => {
  it('is told when to come back, and no node hears of it; others are served', async () => {
    const noisy = { address: '127.0.0.2' };
    const answered = await untilRefused(noisy, 4 * AT_ONCE);
    expect(answered.length).toBeGreaterThanOrEqual(AT_ONCE);
    expect(answered).toEqual(times(answered.length, 200));
    const before = bat.operations.length;
    const refusals = await Promise.all(Array.from({ length: 50 }, () => askFrom(noisy)));
    for (const { status, retryAfter, answer } of refusals) {
      if (status === 200) continue; // what came back meanwhile
      expect({ status, retryAfter }).toEqual({ status: 429, retryAfter: 1 });
      expect(answer).toEqual({ errors: [{ message: expect.stringContaining('Retry-After'), extensions: { code: 'RATE_LIMITED' } }] });
    }
    expect(refusals.filter(({ status }) => status === 429).length).toBeGreaterThan(40);
    expect(bat.operations.length - before).toBe(refusals.filter(({ status }) => status === 200).length);
    expect((await askFrom({ address: '127.0.0.3' })).status).toBe(200);
    expect((await askFrom({ address: '127.0.0.2', headers: bearer(await network.curatorToken('bat')) })).status).toBe(200);
  });

  it('gains nothing by saying that it comes from elsewhere', async () => {
    const answered = await untilRefused((sent) => ({ address: '127.0.0.4', headers: { 'x-forwarded-for': `192.0.2.${sent}` } }), 4 * AT_ONCE);
    expect(answered.length).toBeGreaterThanOrEqual(AT_ONCE);
  });

  it('who has signed in is counted wherever they ask from', async () => {
    const headers = bearer(await network.curatorToken('bat'));
    const answered = await untilRefused((sent) => ({ address: `127.0.1.${1 + (sent % 20)}`, headers }), 8 * AT_ONCE);
    expect(answered.length).toBeGreaterThanOrEqual(2 * AT_ONCE);
    expect((await askFrom({ address: '127.0.1.1' })).status).toBe(200);
    const others = bearer(await network.curatorToken('bat'));
    expect(await Promise.all(times(10, 0).map(async () => (await askFrom({ address: '127.0.1.1', headers: others })).status))).toContain(429);
  });

  it('a college’s people together are counted too, for it says itself who they are; other colleges’ are served', async () => {
    const nodes = await Promise.all(['bat', 'hgt'].map((code) => FakeNode.start(code, fakeCollege(code, { events: [anEvent(code, 1)] }))));
    const bounded = await FakeNetwork.start(nodes, { RATE_LIMIT: String(LIMIT), COLLEGE_RATE_LIMIT: String(6 * AT_ONCE) });
    try {
      const statusOf = async (college: string, person: number) => (await askFrom({ address: '127.0.0.10', headers: bearer(await bounded.curatorToken(college, person)) }, bounded)).status;
      const statuses: number[] = [];
      for (let sent = 0; sent < 4 * AT_ONCE; sent += 1) statuses.push(await statusOf('bat', sent % 10));
      expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(AT_ONCE / 3);
      expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(AT_ONCE);
      expect(await statusOf('hgt', 0)).toBe(200);
      expect((await askFrom({ address: '127.0.0.10' }, bounded)).status).toBe(200);
    } finally {
      await bounded.stop();
    }
  });

  it('with tokens that prove nothing is not looked at any more in the end; who is known already is', async () => {
    const good = { address: '127.0.0.5', headers: bearer(await network.curatorToken('bat', 1)) };
    const bad = { address: '127.0.0.5', headers: bearer('eyJhbGciOiJFZERTQSJ9.e30.AAAA') };
    expect((await askFrom(good)).status).toBe(200);
    const refused = await untilRefused(bad, 4 * AT_ONCE);
    expect(refused).toEqual(times(refused.length, 401));
    expect((await askFrom(good)).status).toBe(200);
    expect((await askFrom({ ...bad, address: '127.0.0.6' })).status).toBe(401);
  });

  it('may bring as many bad tokens as a visitor may ask before others behind its address are not looked at', async () => {
    const bad = { address: '127.0.0.9', headers: bearer('eyJhbGciOiJFZERTQSJ9.e30.AAAA') };
    expect(await statusesOf(AT_ONCE - 5, bad)).toEqual(times(AT_ONCE - 5, 401));
    expect((await askFrom({ address: '127.0.0.9', headers: bearer(await network.curatorToken('bat', 2)) })).status).toBe(200);
  });

  it('behind a proxy is told by what the proxy says, and not by what the client says before it', async () => {
    const behind = await FakeNetwork.start([], { RATE_LIMIT: '18', TRUST_PROXY: '1' });
    try {
      await askFrom({ address: '127.0.0.7', headers: { 'x-forwarded-for': '192.0.2.20' } }, behind);
      const via = (client: string) => ({ address: '127.0.0.7', headers: { 'x-forwarded-for': client } });
      expect(await statusesOf(3, via('192.0.2.1'), behind)).toEqual(times(3, 200));
      expect((await askFrom(via('192.0.2.1'), behind)).status).toBe(429);
      expect((await askFrom(via('198.51.100.9, 192.0.2.1'), behind)).status).toBe(429);
      expect((await askFrom(via('192.0.2.2'), behind)).status).toBe(200);
      expect((await askFrom(via('2001:db8:1:2::1'), behind)).status).toBe(200);
    } finally {
      await behind.stop();
    }
  });
});

describe('row 51: slow clients', () => {
  it(`${SLOW} that never finish what they say do not keep others waiting`, async () => {
    const port = Number(new URL(network.gateway.origin).port);
    const sockets: Socket[] = [];
    const beginnings = [
      'POST /graphql HTTP/1.1\r\nHost: gate',
      'POST /graphql HTTP/1.1\r\nHost: gateway\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{"query":"{',
      '',
    ];
    try {
      for (let index = 0; index < SLOW; index += 1) {
        const socket = connect({ host: '127.0.0.1', port, localAddress: '127.0.0.8' });
        socket.on('error', () => undefined);
        await once(socket, 'connect');
        socket.write(beginnings[index % beginnings.length] ?? '');
        sockets.push(socket);
      }
      const drip = setInterval(() => sockets.forEach((socket) => socket.write('x')), 200);
      const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => askFrom({ address: `127.0.2.${index + 1}` })));
      clearInterval(drip);
      expect(answers.map(({ status }) => status)).toEqual(times(20, 200));
    } finally {
      for (const socket of sockets) socket.destroy();
    }
  });
});
