import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Agent, request } from 'undici';
import { anEvent, fakeCollege } from './fake-college.js';
import { FakeNetwork } from './fake-network.js';
import { FakeNode } from './fake-node.js';

/** What one may ask at once; four more come back each second. */
const AT_ONCE = 40;

let network: FakeNetwork;
let bat: FakeNode;

beforeAll(async () => {
  bat = await FakeNode.start('bat', fakeCollege('bat', { events: Array.from({ length: 30 }, (_, index) => anEvent('bat', index + 1)) }));
  network = await FakeNetwork.start([bat], { RATE_LIMIT: String(6 * AT_ONCE) });
});

afterAll(() => network.stop());

interface Asking {
  readonly address: string;
  readonly variables?: object;
  readonly token?: string;
}

async function ask(query: string, { address, variables = {}, token }: Asking) {
  const dispatcher = new Agent({ localAddress: address });
  const before = bat.operations.length;
  const { statusCode, headers, body } = await request(`${network.gateway.origin}/graphql`, {
    method: 'POST',
    dispatcher,
    headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  const text = await body.text();
  await dispatcher.close();
  return { status: statusCode, retryAfter: Number(headers['retry-after']), errors: JSON.parse(text).errors, asked: bat.operations.length - before };
}

let bodies = 30;

async function statusesOfBodies(count: number, body: string, { address, headers }: { address: string; headers: Readonly<Record<string, string>> }): Promise<number[]> {
  const dispatcher = new Agent({ localAddress: address });
  const statuses: number[] = [];
  for (let sent = 0; sent < count; sent += 1) {
    const answer = await request(`${network.gateway.origin}/graphql`, { method: 'POST', dispatcher, headers: { 'content-type': 'application/json', ...headers }, body });
    await answer.body.dump();
    statuses.push(answer.statusCode);
  }
  await dispatcher.close();
  return statuses;
}

const many = (count: number, each: (index: number) => string) => Array.from({ length: count }, (_, index) => each(index)).join(' ');

/** Ten times a hundred events with a hundred registrations each. */
const lists = (first: string) => `{ colleges { ${many(10, (index) => `a${index}: events(first: ${first}) { nodes { id registrations(first: ${first}) { nodes { id } } } }`)} } }`;

const TOO_MUCH: readonly [string, string, object][] = [
  ['lists in lists', lists('100'), {}],
  ['lists in lists, by variables', `query ($n: Int!) ${lists('$n')}`, { n: 100 }],
  ['lists in lists, by defaults', `query ($n: Int = 100) ${lists('$n')}`, {}],
  ['more than a list ever gives', `query ($n: Int!) ${lists('$n')}`, { n: 2_000_000_000 }],
  ['lists in lists, in fragments', `{ colleges { ${many(10, (index) => `a${index}: events(first: 100) { ...A }`)} } } fragment A on EventConnection { nodes { ...B } } fragment B on Event { id registrations(first: 100) { nodes { id } } }`, {}],
  ['parts of forums of parts, of which nobody says how many there are', `{ event(id: "bat:1") ${'{ parts { partOf '.repeat(6)} { id } ${'} }'.repeat(6)} }`, {}],
  ['very many plain fields', `{ colleges { events(first: 100) { nodes { registrations(first: 100) { nodes { event { ...F } } } } } } } fragment F on Event { ${many(88, () => 'title')} host { about } }`, {}],
];

describe('row 43: what a document comes to', () => {
  it.each(TOO_MUCH)('%s: is refused with 400, and no node hears of it', async (_what, query, variables) => {
    const { status, errors, asked } = await ask(query, { address: '127.0.3.1', variables });
    expect({ status, asked }).toEqual({ status: 400, asked: 0 });
    expect(errors).toEqual([{ message: expect.stringMatching(/^This may come to \d+ objects; one request may ask for 100000\. Ask for/), extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('eleven questions to every college are refused, ten are answered', async () => {
    const questions = (count: number) => `{ ${many(count, (index) => `a${index}: events(first: 1) { totalCount }`)} }`;
    const { status, errors, asked } = await ask(questions(11), { address: '127.0.3.2' });
    expect({ status, asked }).toEqual({ status: 400, asked: 0 });
    expect(errors[0].message).toBe('The document puts 11 questions to every college; one request puts 10 at most. Ask them in several requests.');
    expect((await ask(questions(10), { address: '127.0.3.2' })).status).toBe(200);
  });
});

describe('row 46: a list in a variable costs what it is long', () => {
  const LIST = 'query ($n: Int) { events(first: $n) { nodes { id title } } more: events(first: $n) { nodes { id title } } }';
  const answersUntilRefused = async (n: number | null | undefined, address: string) => {
    let answered = 0;
    for (; answered < 100; answered += 1) {
      const { status } = await ask(LIST, { address, variables: { n } });
      if (status === 429) return answered;
      expect(status).toBe(200);
    }
    return answered;
  };

  it('two hundred rows three times as much as none', async () => {
    await ask(LIST, { address: '127.0.3.3', variables: { n: 0 } });
    const [none, hundred] = [await answersUntilRefused(0, '127.0.3.4'), await answersUntilRefused(100, '127.0.3.5')];
    expect(none).toBeGreaterThanOrEqual(AT_ONCE);
    expect(hundred).toBeLessThanOrEqual(none / 2);
    expect(hundred).toBeGreaterThanOrEqual(AT_ONCE / 3 - 1);
  });
});

describe('row 52: who asks much', () => {
  const MUCH = `{ ${many(10, (index) => `a${index}: events(first: 100) { nodes { id title description } }`)} }`;

  it.each(['a visitor', 'somebody who signed in'])('is told to come back later (%s), and no node hears of it; others are served', async (who) => {
    const token = who === 'a visitor' ? undefined : await network.curatorToken('bat', 3);
    const noisy = { address: '127.0.3.6', ...(token !== undefined && { token }) };
    const answers = [];
    for (let sent = 0; sent < 20; sent += 1) answers.push(await ask(MUCH, noisy));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(2);
    for (const { retryAfter, asked } of refused) {
      expect(asked).toBe(0);
      expect(retryAfter).toBeGreaterThanOrEqual(1);
      expect(retryAfter).toBeLessThanOrEqual(30);
    }
    expect((await ask(MUCH, { address: '127.0.3.7' })).status).toBe(200);
  });

  it('at the same moment pays for the first before the second is looked at', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(MUCH, { address: '127.0.3.8' })));
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(3);
  });

  it('pays for the length of what is refused', async () => {
    const long = `{ ${many(1_200, (index) => `a${index}: colleges { code }`)} }`;
    const statuses: number[] = [];
    for (let sent = 0; sent < 10; sent += 1) statuses.push((await ask(long, { address: '127.0.3.9' })).status);
    expect(statuses.filter((status) => status === 400).length).toBeLessThanOrEqual(4);
    expect(statuses.at(-1)).toBe(429);
  });

  it.each<[string, string, boolean]>([
    ['a visitor, of a document that is too long', `{"query":"{ __typename }${' '.repeat(200_000)}"}`, false],
    ['a visitor, of what is no JSON', `{${' '.repeat(200_000)}`, false],
    ['somebody who signed in, of a document that is too long', `{"query":"{ __typename }${' '.repeat(400_000)}"}`, true],
  ])('pays for a body whatever is wrong with it: %s', async (_what, body, signedIn) => {
    const address = `127.0.3.${(bodies += 1)}`;
    const headers: Readonly<Record<string, string>> = signedIn ? { authorization: `Bearer ${await network.curatorToken('bat', 4)}` } : {};
    const statuses = await statusesOfBodies(10, body, { address, headers });
    expect(statuses.filter((status) => status === 400).length).toBeLessThanOrEqual(2);
    expect(statuses.at(-1)).toBe(429);
  });

  it('with a token that proves nothing is not heard at all: the body is not read', async () => {
    const bad = { address: '127.0.3.20', headers: { authorization: 'Bearer eyJhbGciOiJFZERTQSJ9.e30.AAAA' } };
    const long = `{"query":"{ __typename }${' '.repeat(200_000)}"}`;
    expect(new Set(await statusesOfBodies(AT_ONCE - 5, long, bad))).toEqual(new Set([401]));
    // Time gives some back meanwhile: as many as an answer takes to come.
    expect(await statusesOfBodies(60, '{', bad)).toContain(429);
    expect((await ask('{ colleges { code } }', { address: '127.0.3.20' })).status).toBe(200);
  });

  it('pays for documents that nobody asked before', async () => {
    const statuses: number[] = [];
    for (let sent = 0; sent < AT_ONCE; sent += 1) statuses.push((await ask(`{ colleges { a${sent}: code } }`, { address: '127.0.3.10' })).status);
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(AT_ONCE / 2);
  });
});

describe('row 52: who has a document planned', () => {
  it('pays for each combination of its conditions, for each is planned by itself', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const query = `query (${names.map((name) => `$${name}: Boolean!`).join()}) { colleges { code ${names.map((name) => `${name}: name @include(if: $${name})`).join(' ')} } }`;
    const statuses: number[] = [];
    for (let sent = 0; sent < AT_ONCE; sent += 1) {
      const variables = Object.fromEntries(names.map((name, bit) => [name, (sent & (1 << bit)) !== 0]));
      statuses.push((await ask(query, { address: '127.0.3.11', variables })).status);
    }
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(AT_ONCE / 2);
  });

  it('pays when it is, though it was refused before', async () => {
    const statuses: number[] = [];
    for (let sent = 0; sent < AT_ONCE / 2; sent += 1) {
      const query = `query ($n: Int!) { z${sent}: ${lists('$n').slice(2)}`;
      expect((await ask(query, { address: `127.0.4.${sent + 1}`, variables: { n: 100 } })).status).toBe(400);
      statuses.push((await ask(query, { address: '127.0.3.12', variables: { n: 0 } })).status);
    }
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(AT_ONCE / 4);
  });
});

describe('row 52: a class of thirty behind one address', () => {
  const COLLEGES = '{ colleges { code name shortName city region status availability about timeZone } }';
  const FIGURES = `query NetworkFigures($from: Month!, $to: Month!) {
    network { colleges figures(from: $from, to: $to) {
      volunteers activeVolunteers events registrations minutes crossCollegeShare
      byCollege { college { code } volunteers activeVolunteers events registrations minutes attendanceRate }
      coverage { answered { code } missing { college { code } reason } }
    } }
  }`;
  const EVENTS = `query MergedEvents($filter: EventFilter!, $first: Int!, $after: String) {
    events(filter: $filter, first: $first, after: $after) {
      nodes {
        id title summary kind format status audience startsAt endsAt timeZone venue capacity placesTaken tags
        speakers { name position organisation } host { code shortName city }
      }
      pageInfo { hasNextPage endCursor } totalCount coverage { missing { college { code } reason } }
    }
  }`;

  it('opens the page in the same second, and chooses among the events four times, with what the gateway allows of itself', async () => {
    const colleges = await Promise.all(['aa', 'bb', 'cc'].map((code) => FakeNode.start(code, fakeCollege(code, { events: [anEvent(code, 1)] }))));
    const school = await FakeNetwork.start(colleges, { RATE_LIMIT: '1800' });
    try {
      const read = async (query: string, variables?: Readonly<Record<string, unknown>>) => (await school.ask(query, variables)).status;
      const page = (text: string) => read(EVENTS, { filter: { text }, first: 12 });
      const open = () => Promise.all([read(COLLEGES), read(FIGURES, { from: '2026-01', to: '2026-06' }), page('')]);
      const statuses = (await Promise.all(Array.from({ length: 30 }, open))).flat();
      for (const text of ['бере', 'берег', 'лес', '']) statuses.push(...(await Promise.all(Array.from({ length: 30 }, () => page(text)))));
      expect(statuses).toEqual(Array.from({ length: 210 }, () => 200));
    } finally {
      await school.stop();
    }
  });
});
