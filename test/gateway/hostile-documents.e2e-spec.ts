import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { leastOf } from '#support/least-of.js';
import { eventLoopTime } from '#support/processes.js';
import { anEvent, fakeCollege } from './fake-college.js';
import { FakeNetwork } from './fake-network.js';
import { FakeNode } from './fake-node.js';

/** What the gateway's event loop may spend on one that it refuses; a hundred would be what the eye calls at once. */
const MILLISECONDS_OF_PROCESSOR = 100;

let network: FakeNetwork;
let bat: FakeNode;

beforeAll(async () => {
  bat = await FakeNode.start('bat', fakeCollege('bat', { events: [anEvent('bat', 1)] }));
  network = await FakeNetwork.start([bat]);
  for (let times = 0; times < 5; times += 1) await network.ask(`{ colleges { code unknown${times} } }`); // the code is warm
});

afterAll(() => network.stop());

const many = (count: number, each: (index: number) => string, between = ' ') => Array.from({ length: count }, (_, index) => each(index)).join(between);

/** Each fragment spreads the next one twice: 2^levels fields when they are written out. */
const doubling = (levels: number, within: (next: string) => string, last: string) =>
  `{ colleges { ...F0 } } ${many(levels, (index) => `fragment F${index} on College { ${within(`...F${index + 1}`)} }`)} fragment F${levels} on College { ${last} }`;

const HOSTILE: readonly [string, string][] = [
  ['row 41: depth 500', `{ events { nodes ${'{ parts { partOf '.repeat(250)} { id } ${'} }'.repeat(250)} } }`],
  ['row 41: depth 21, in fragments', `{ event(id: "bat:1") { ...F0 } } ${many(20, (index) => `fragment F${index} on Event { partOf { ...F${index + 1} } }`)} fragment F20 on Event { id }`],
  ['row 41: a literal 500 deep', `{ events(filter: { tags: ${'['.repeat(500)}${']'.repeat(500)} }) { totalCount } }`],
  ['row 41: a literal 20,000 deep', `{ events(filter: { tags: ${'['.repeat(20_000)}${']'.repeat(20_000)} }) { totalCount } }`],
  ['row 42: 5,000 aliases', `{ ${many(5_000, (index) => `a${index}: __typename`)} }`],
  ['row 42: 101 aliases of a name', `{ ${many(101, (index) => `a${index}: __typename`)} }`],
  ['row 42: 101 aliases of something dear', `{ ${many(101, (index) => `a${index}: events(first: 100) { totalCount }`)} }`],
  ['row 42: 5,000 times the same field', `{ ${many(5_000, () => 'colleges { code }')} }`],
  ['row 42: 2,000 aliases by one fragment', `{ ${many(50, (index) => `a${index}: colleges { ...F }`)} } fragment F on College { ${many(40, (index) => `b${index}: name`)} }`],
  ['row 43: 10,000 directives', `{ colleges { code ${many(10_000, () => '@a')} } }`],
  ['row 43: 101 directives that are known', `{ colleges { ${many(101, () => 'code @include(if: true)')} } }`],
  ['row 44: a fragment that spreads itself', '{ colleges { ...A } } fragment A on College { code ...A }'],
  ['row 44: fragments in a circle', '{ colleges { ...A } } fragment A on College { ...B } fragment B on College { ...C } fragment C on College { ...A }'],
  ['row 44: a fan-out to 2^30', doubling(30, (next) => `${next} ${next}`, 'code')],
  ['row 44: a fan-out to 2^30 through fields', doubling(14, (next) => `a: events { nodes { host { ${next} } } } b: events { nodes { host { ${next} } } }`, 'code')],
  ['row 44: a fan-out by ten, flat', `{ colleges { ...F0 } } ${many(6, (index) => `fragment F${index} on College { ${many(10, () => `...F${index + 1}`)} }`)} fragment F6 on College { code }`],
  ['row 44: a fan-out of long arguments', `{ ${many(90, (index) => `a${index}: colleges { ...F }`)} } fragment F on College { events(filter: { colleges: [${many(300, () => '"bat"')}] }) { totalCount } }`],
  ['row 45: 1 MB of one text', `{ event(id: "${'x'.repeat(2 ** 20)}") { id } }`],
  ['row 45: 1 MB of a block string', `{ event(id: """${'x\n'.repeat(2 ** 19)}""") { id } }`],
  ['row 45: 1 MB of spaces', `{ colleges { code }${' '.repeat(2 ** 20)} }`],
  ['row 45: 1 MB of a comment', `{ colleges { code } }\n#${'x'.repeat(2 ** 20)}`],
  ['row 45: 1 MB of fields', `{ colleges { ${'code '.repeat(2 ** 20 / 5)} } }`],
  ['row 45: 1 MB of brackets', '{'.repeat(2 ** 20)],
];

describe('a hostile document', () => {
  it.each(HOSTILE)('%s: is refused with 400 for next to nothing, and no node hears of it', async (_what, query) => {
    const before = bat.operations.length;
    const spent = await leastOf(MILLISECONDS_OF_PROCESSOR, async (time) => {
      const since = await eventLoopTime(network.gateway.pid);
      const { status, data, errors } = await network.ask(time === 1 ? query : `${query}\n#${time}`); // another text each time, of which nothing is known yet
      const milliseconds = (await eventLoopTime(network.gateway.pid)) - since;
      expect(status).toBe(400);
      expect(data).toBeNull();
      expect(errors.length).toBeGreaterThan(0);
      for (const { extensions } of errors) expect(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED']).toContain(extensions.code);
      expect(JSON.stringify(errors).length).toBeLessThan(20_000);
      expect(bat.operations).toHaveLength(before);
      return milliseconds;
    });
    expect(spent).toBeLessThan(MILLISECONDS_OF_PROCESSOR);
  });

  it('says what was too much', async () => {
    const { errors } = await network.ask(HOSTILE[0]?.[1] ?? '');
    expect(errors).toEqual([
      {
        message: 'Query depth limit of 20 exceeded, found 503. Ask for less at once, or in several requests.',
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      },
    ]);
  });
});

describe('a large document that somebody may well send', () => {
  it.each([
    ['the whole schema, as GraphiQL asks', getIntrospectionQuery({ specifiedByUrl: true, inputValueDeprecation: true, schemaDescription: true })],
    ['a hundred events by their ids', `{ ${many(100, (index) => `e${index}: event(id: "bat:${index}") { title startsAt host { name } }`)} }`],
    ['lists in lists', '{ colleges { events(first: 5) { nodes { coHosts { events(first: 5) { nodes { parts { partOf { host { teams(first: 10) { id } } } } } } } } } } }'],
  ])('%s: is answered', async (_what, query) => {
    const { status, data } = await network.ask(query);
    expect(status).toBe(200);
    expect(data).not.toBeNull();
  });
});
