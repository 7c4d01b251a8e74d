import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request } from 'undici';
import { encodeCursor, eventKey } from '#contract/event-key.js';
import { edited } from '#support/edited.js';
import { anEvent, anId, fakeCollege } from './fake-college.js';
import { FakeNetwork } from './fake-network.js';
import { FakeNode } from './fake-node.js';
import { json } from './misbehaviour.js';

const MANY = 130;

let bat: FakeNode;
let network: FakeNetwork;

beforeAll(async () => {
  bat = await FakeNode.start('bat', fakeCollege('bat', { events: Array.from({ length: MANY }, (_, index) => anEvent('bat', index + 1)) }));
  network = await FakeNetwork.start([bat]);
});

afterAll(() => network.stop());

/** Asks what must not be answered, and checks that no node heard of it. */
async function refused(query: string, variables?: Readonly<Record<string, unknown>>) {
  const before = bat.operations.length;
  const answer = await network.ask(query, variables);
  expect(bat.operations.length).toBe(before);
  return answer;
}

describe('what is for the gateway alone', () => {
  it.each([
    ['_entities', '{ _entities(representations: [{ __typename: "College", code: "bat" }]) { __typename } }'],
    ['_service', '{ _service { sdl } }'],
    ['the feed of one college', '{ eventFeed { items { key } } }'],
    ['the codes behind a link', `{ event(id: "${anId('bat', 1)}") { coHostCodes } }`],
    ['rows behind a link', `{ event(id: "${anId('bat', 1)}") { remotePlaceRows { collegeCode } } }`],
    ['the code behind a reader', `{ volunteer(id: "${anId('bat', 1)}") { readers { readerCode } } }`],
    ['figures before they are added up', '{ college(code: "bat") { figures { crossCollegeRegistrations } } }'],
  ])('row 29: %s cannot be asked for', async (_what, query) => {
    const { status, data, errors } = await refused(query);
    expect(status).toBe(400);
    expect(data).toBeNull();
    expect(errors[0]?.extensions).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' });
  });

  it('row 29: stands not in the schema either', async () => {
    const { data } = await network.ask('{ __schema { queryType { fields { name } } types { name fields(includeDeprecated: true) { name } } } }');
    const text = JSON.stringify(data);
    for (const hidden of ['_entities', '_service', 'eventFeed', 'EventFeed', 'coHostCodes', 'coHostRows', 'CoHostRow', 'remotePlaceRows', 'RemotePlaceRow', 'readerCode', 'crossCollegeRegistrations', '_Any']) {
      expect(text).not.toContain(`"${hidden}"`);
    }
  });

  it('what the gateway finds wrong with a null is not told beside the answer', async () => {
    const key = eventKey(new Date('2027-01-01T01:00:00.000Z'), anId('bat', 1));
    bat.behave(json({ data: { eventFeed: { items: [{ key, event: null }], hasNextPage: false } } }));
    const { data, extensions } = await network.ask('{ events { nodes { title } } }');
    bat.recover();
    expect(data).toEqual({ events: { nodes: [null] } });
    expect(extensions).toBeUndefined();
  });

  it('row 48: a hundred thousand representations are refused, and no node hears of them', async () => {
    const representations = Array.from({ length: 100_000 }, (_, number) => ({ __typename: 'Event', id: `bat:${number}` }));
    const { status } = await refused('query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }', { representations });
    expect([400, 413]).toContain(status);
  });
});

describe('an answer on its way', () => {
  const LONG = '{ events(first: 100) { nodes { id title } } }';
  const SHORT = '{ colleges { code } }';

  /** Asks as a client that reads the bytes themselves. */
  async function bytesOf(query: string, encoding: Record<string, string>) {
    const { headers, body } = await request(`${network.gateway.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...encoding },
      body: JSON.stringify({ query }),
    });
    return { encoding: headers['content-encoding'], length: headers['content-length'], bytes: Buffer.from(await body.arrayBuffer()) };
  }

  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const)('is compressed by %s for those who take it', async (name, unpack) => {
    const plain = await bytesOf(LONG, {});
    const packed = await bytesOf(LONG, { 'accept-encoding': name });
    expect(packed.encoding).toBe(name);
    expect(unpack(packed.bytes)).toEqual(plain.bytes);
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 3);
  });

  it.each([
    ['those who do not ask for more', LONG, {}],
    ['those who ask for that', LONG, { 'accept-encoding': 'identity' }],
    ['all where it is short', SHORT, { 'accept-encoding': 'br, gzip' }],
  ])('goes as it is to %s', async (_whom, query, headers) => {
    const { encoding, length, bytes } = await bytesOf(query, headers);
    expect(encoding).toBeUndefined();
    expect(length).toBe(String(bytes.length));
    expect(JSON.parse(bytes.toString())).toHaveProperty('data');
  });
});

describe('a cursor', () => {
  const PAGE = 'query ($after: String) { events(first: 3, after: $after) { nodes { title } pageInfo { endCursor } } }';
  const good = encodeCursor(eventKey(new Date('2027-01-01T02:00:00.000Z'), anId('bat', 2)));

  it('leads on', async () => {
    const { data, errors } = await network.ask(PAGE, { after: good });
    expect(errors).toEqual([]);
    expect(data.events.nodes).toEqual([{ title: 'bat 3' }, { title: 'bat 4' }, { title: 'bat 5' }]);
  });

  it.each([
    ['that is empty', ''],
    ['of nobody', 'nonsense'],
    ['cut short', good.slice(0, 12)],
    ['with a bit turned', edited(good)],
    ['in another base', Buffer.from(eventKey(new Date(0), anId('bat', 2))).toString('hex')],
    ['that is endless', 'A'.repeat(50_000)],
  ])('row 35: %s is refused with 400, and no node is asked', async (_what, after) => {
    const { status, errors } = await refused(PAGE, { after });
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ message: 'after: is not a cursor that this list gave', extensions: { code: 'BAD_USER_INPUT' } }]);
    expect((await refused(`{ events(first: 3, after: ${JSON.stringify(after)}) { nodes { title } } }`)).status).toBe(400);
  });

  it.each([
    ['with something behind it', encodeCursor(`${eventKey(new Date(0), anId('bat', 2))}|more`)],
    ['with a time that is none', encodeCursor(`2027-13-01T00:00:00.000Z|${anId('bat', 2)}`)],
    ['with a time before all times', encodeCursor(`0000-01-01T00:00:00.000Z|${anId('bat', 2)}`)],
    ['with a time after all times', encodeCursor(`+275760-09-13T00:00:00.000Z|${anId('bat', 2)}`)],
    ['with SQL in it', encodeCursor(`2027-01-01T00:00:00.000Z' OR 1=1 --|${anId('bat', 2)}`)],
    ['with an id that is none', encodeCursor('2027-01-01T00:00:00.000Z|bat:')],
    ['with SQL for an id', encodeCursor("2027-01-01T00:00:00.000Z|bat:1' OR '1'='1")],
    ['with a NUL', encodeCursor(`2027-01-01T00:00:00.000Z|bat:\0`)],
  ])('row 35: one made anew %s is refused, and no node is asked', async (_what, after) => {
    const { data, errors } = await refused(PAGE, { after });
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('row 46: a list gives at most a hundred', () => {
  it.each([
    ['by a literal', '{ events(first: 100000) { nodes { id } } }', undefined],
    ['by a variable', 'query ($n: Int) { events(first: $n) { nodes { id } } }', { n: 2_147_483_647 }],
    ['by a default', 'query ($n: Int = 5000) { events(first: $n) { nodes { id } } }', {}],
    ['nested', '{ colleges { events(first: 5000) { nodes { id } } } }', undefined],
    ['nested, by a default', 'query ($n: Int = 5000) { college(code: "bat") { events(first: $n) { nodes { id } } } }', {}],
  ])('%s', async (_how, query, variables) => {
    const { data, errors } = await network.ask(query, variables);
    expect(errors).toEqual([]);
    const [list] = [data.events, data.college?.events, data.colleges?.[0]?.events].filter(Boolean);
    expect(list.nodes).toHaveLength(100);
  });

  it.each([-1, -2_147_483_648])('and refuses %i, and no node hears of it', async (first) => {
    const { errors } = await refused('query ($first: Int) { events(first: $first) { nodes { id } } }', { first });
    expect(errors).toMatchObject([{ message: `first: must be 0 or more, and is ${first}`, extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('and refuses a number that is none', async () => {
    const { status, errors } = await refused('query ($first: Int) { events(first: $first) { nodes { id } } }', { first: 1e12 });
    expect(status).toBe(400);
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});
