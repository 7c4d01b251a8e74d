import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type DocumentNode, Kind, parse, print, visit } from 'graphql';
import { collegeContract } from '#contract/college-contract.js';
import { anEvent, anId, fakeCollege } from './fake-college.js';
import { FakeNetwork } from './fake-network.js';
import { FakeNode } from './fake-node.js';

/** The contract with some of its text changed, its descriptions left out; each change has to find its place. */
function contractWith(...changes: readonly (readonly [string, string])[]): DocumentNode {
  const terse = visit(collegeContract(), { [Kind.STRING]: (node, key) => (key === 'description' ? null : node) });
  const text = changes.reduce((sdl, [from, to]) => {
    if (!sdl.includes(from)) throw new Error(`The contract does not hold ${from}.`);
    return sdl.replace(from, to);
  }, print(terse));
  return parse(text);
}

const BEHIND = contractWith(
  ['  waitingCount: Int!\n', ''],
  ['  summary: String\n', ''],
  ['  seriesId: ID\n  coHosting', '  coHosting'],
  ['type Speaker {', 'type Talker {'],
  ['speakers: [Speaker!]!', 'speakers: [Talker!]!'],
  ['events(filter: EventFilter, first: Int = 20, after: String): EventConnection', 'events(first: Int = 20, after: String): EventConnection'],
);
const STRICTER = contractWith(['  seriesId: ID\n  coHosting', '  coHosting'], ['  EDUCATIONAL_SESSION\n', '']);
const AHEAD = contractWith(['  FORUM\n', '  FORUM\n  HACKATHON\n'], ['  about: String\n', '  about: String\n  motto: String\n']);

/** It says that it serves a version that was never heard of, so that what is known of the one before is forgotten. */
async function forget(): Promise<void> {
  version += 1;
  const said = String(version);
  behind.behave(async (response, request) => {
    const { status, body } = await behind.honestAnswer(request);
    response.writeHead(status, { 'content-type': 'application/json', 'dobroset-contract': said }).end(body);
  });
  await network.ask('{ college(code: "hgt") { about } }');
}

let version = 100;
let today: FakeNode;
let behind: FakeNode;
let ahead: FakeNode;
let network: FakeNetwork;
let stricter: FakeNode;
let other: FakeNetwork;

beforeAll(async () => {
  const speakers = [{ name: 'Директор', topic: 'Возможности' }];
  today = await FakeNode.start('bat', fakeCollege('bat', { events: [anEvent('bat', 1, { summary: 'Кратко', speakers })] }));
  behind = await FakeNode.start('hgt', fakeCollege('hgt', { events: [anEvent('hgt', 2, { speakers })], contract: BEHIND }), 1);
  ahead = await FakeNode.start('kpk', fakeCollege('kpk', { events: [anEvent('kpk', 3, { kind: 'HACKATHON' })], contract: AHEAD }), 9);
  network = await FakeNetwork.start([today, behind, ahead]);
  stricter = await FakeNode.start('hgt', fakeCollege('hgt', { events: [anEvent('hgt', 2)], contract: STRICTER }), 1);
  other = await FakeNetwork.start([stricter]);
});

afterAll(async () => {
  await network.stop();
  await other.stop();
});

afterEach(() => {
  behind.recover();
});

describe('row 80: a node that is a version behind', () => {
  it('answers everything it has; what it lacks is null with CONTRACT_SKEW', async () => {
    const { data, errors } = await network.ask('{ colleges { code events { nodes { id title summary } } } }');
    expect(data.colleges[0].events.nodes).toEqual([{ id: anId('bat', 1), title: 'bat 1', summary: 'Кратко' }]);
    expect(data.colleges[1].events.nodes).toEqual([{ id: anId('hgt', 2), title: 'hgt 2', summary: null }]);
    expect(errors).toEqual([
      expect.objectContaining({ path: ['colleges', 1, 'events', 'nodes', 0, 'summary'], extensions: { code: 'CONTRACT_SKEW', college: 'hgt' } }),
    ]);
  });

  it('takes the nearest place that may be null where what it lacks may not', async () => {
    const { data, errors } = await network.ask(`{ event(id: "${anId('hgt', 2)}") { title waitingCount } }`);
    expect(data).toEqual({ event: null });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ path: ['event', 'waitingCount'], extensions: { code: 'CONTRACT_SKEW', college: 'hgt' } });
  });

  it('is not asked with an argument it does not know, and gives no other answer instead', async () => {
    const { data, errors } = await network.ask(
      'query Cited($f: EventFilter) { colleges { code events(filter: $f) { totalCount } } }',
      { f: { text: 'bat' } },
    );
    expect(data.colleges[0].events).toEqual({ totalCount: 1 });
    expect(data.colleges[1].events).toBeNull();
    expect(errors).toEqual([expect.objectContaining({ path: ['colleges', 1, 'events'], extensions: { code: 'CONTRACT_SKEW', college: 'hgt' } })]);
  });

  it('answers where the field of a filter that it does not know is null, which does not narrow', async () => {
    const { data, errors } = await network.ask('{ events(filter: { seriesId: null }) { totalCount coverage { missing { reason } } } }');
    expect(errors).toEqual([]);
    expect(data['events']).toMatchObject({ coverage: { missing: [] } });
  });

  it('is not taken for a node that fails where it does not know a field of a filter', async () => {
    const { data, errors } = await network.ask('{ events(filter: { seriesId: "bat:01890a5d-ac96-774b-bcce-b302099a8057" }) { coverage { missing { college { code } reason } } } }');
    expect(data.events).toEqual({ coverage: { missing: [{ college: { code: 'hgt' }, reason: 'CONTRACT_SKEW' }] } });
    expect(errors.map(({ extensions }) => extensions)).toEqual([{ code: 'CONTRACT_SKEW', college: 'hgt' }]);
  });

  const UNKNOWN = 'hgt:01890a5d-ac96-774b-bcce-b302099a8057';

  it.each([
    ['a field of a filter, as a literal', 'query', `filter: { seriesId: "${UNKNOWN}" }`, {}],
    ['a field of a filter, in a variable', 'query ($filter: EventFilter)', 'filter: $filter', { filter: { seriesId: UNKNOWN } }],
    ['a field of a filter, in what a variable is where nobody gives it', `query ($filter: EventFilter = { seriesId: "${UNKNOWN}" })`, 'filter: $filter', {}],
    ['a value of an enum, as a literal', 'query', 'filter: { kinds: [TRAINING, EDUCATIONAL_SESSION] }', {}],
    ['a value of an enum, in a variable', 'query ($filter: EventFilter)', 'filter: $filter', { filter: { kinds: ['EDUCATIONAL_SESSION'] } }],
  ])('answers what is asked beside %s that it does not know', async (_what, head, given, variables) => {
    const query = `${head} { college(code: "hgt") { about known: events(first: 2, filter: { kinds: [SERVICE] }) { totalCount } few: events(first: 1, ${given}) { totalCount } } }`;
    const { data, errors } = await other.ask(query, variables);
    expect(data).toEqual({ college: { about: 'О колледже hgt', known: { totalCount: 1 }, few: null } });
    expect(errors).toEqual([expect.objectContaining({ path: ['college', 'few'], extensions: { code: 'CONTRACT_SKEW', college: 'hgt' } })]);
  });

  it('answers all of what is asked at once, also before it is known what it lacks', async () => {
    await forget();
    const before = behind.requests.length;
    const { data, errors } = await network.ask('{ a: events(first: 5) { nodes { summary } coverage { missing { reason } } } b: events(first: 6) { nodes { summary } coverage { missing { reason } } } }');
    for (const name of ['a', 'b']) expect(data[name]).toEqual({ nodes: [{ summary: 'Кратко' }, { summary: null }, { summary: null }], coverage: { missing: [] } });
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['CONTRACT_SKEW']));
    // Both were refused in one request, and are asked again in one: that they were refused does not mean that it takes no two at once.
    expect(behind.requests.slice(before).map(({ body }) => body.startsWith('['))).toEqual([true, true]);
  });

  it('answers everybody who asks at once', async () => {
    await forget();
    const answers = await Promise.all(Array.from({ length: 8 }, () => network.ask('{ college(code: "hgt") { events(first: 7) { nodes { title summary } } } }')));
    for (const { data, errors } of answers) {
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['CONTRACT_SKEW']);
      expect(data.college.events.nodes).toEqual([{ title: 'hgt 2', summary: null }]);
    }
  });

  it('may have renamed a type', async () => {
    const { data, errors } = await network.ask('{ events { nodes { title speakers { ...Who } } } } fragment Who on Speaker { name topic }');
    expect(data.events.nodes[0]).toEqual({ title: 'bat 1', speakers: [{ name: 'Директор', topic: 'Возможности' }] });
    expect(data.events.nodes[1]).toEqual({ title: 'hgt 2', speakers: [{ name: 'Директор', topic: 'Возможности' }] });
    expect(errors).toEqual([]);
  });

  it('is remembered, so that the refusal is not paid for each time', async () => {
    const query = '{ college(code: "hgt") { events(first: 3) { nodes { title summary } } } }';
    await network.ask(query);
    const before = behind.operations.length;
    const { data } = await network.ask(query);
    expect(data.college.events.nodes).toEqual([{ title: 'hgt 2', summary: null }]);
    expect(behind.operations.slice(before)).toHaveLength(1);
  });

  it('is asked for what it lacked once it says that it serves another version', async () => {
    const query = '{ college(code: "hgt") { events(first: 3) { nodes { title summary } } } }';
    await network.ask(query);
    const upgraded = await FakeNode.start('hgt', fakeCollege('hgt', { events: [anEvent('hgt', 2, { summary: 'Новое' })] }));
    behind.behave(async (response, request) => {
      const { status, body } = await upgraded.honestAnswer(request);
      response.writeHead(status, { 'content-type': 'application/json', 'dobroset-contract': '2' }).end(body);
    });
    await network.ask('{ college(code: "hgt") { about } }');
    const { data, errors } = await network.ask(query);
    expect(errors).toEqual([]);
    expect(data.college.events.nodes).toEqual([{ title: 'hgt 2', summary: 'Новое' }]);
    await upgraded.stop();
  });

  it('that refuses for no reason of the contract is not asked again and again', async () => {
    behind.behave((response) => {
      const errors = [{ message: 'Cannot query field "title" on type "Event".', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }];
      response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ errors }));
    });
    const before = behind.operations.length;
    const { data } = await network.ask('{ colleges { code events(first: 4) { nodes { title } } } }');
    expect(data.colleges[0].events.nodes).toEqual([{ title: 'bat 1' }]);
    expect(data.colleges[1].events).toBeNull();
    expect(behind.operations.length - before).toBeLessThanOrEqual(4);
  });
});

describe('row 80: a node that is a version ahead', () => {
  it('gives CONTRACT_SKEW for an enum value that the contract does not know', async () => {
    const { data, errors } = await network.ask(`{ event(id: "${anId('kpk', 3)}") { title kind } other: event(id: "${anId('bat', 1)}") { kind } }`);
    expect(data).toEqual({ event: null, other: { kind: 'SERVICE' } });
    expect(errors).toEqual([expect.objectContaining({ path: ['event', 'kind'], extensions: { code: 'CONTRACT_SKEW', college: 'kpk' } })]);
  });

  it('is searched for what the contract knows, and what it does not takes no place on the page', async () => {
    const found = [{ kind: 'COURSE', id: anId('kpk', 7), rank: 3 }, { kind: 'EVENT', id: anId('kpk', 3), rank: 2 }];
    ahead.behave((response, request) => {
      if (!request.body.includes('searchFeed')) return ahead.answer(response, request);
      response.writeHead(200, { 'content-type': 'application/json', 'dobroset-contract': '9' }).end(JSON.stringify({ data: { searchFeed: found } }));
    });
    const { data } = await network.ask('{ search(text: "kpk", first: 1) { nodes { ... on Event { title } } } }');
    ahead.recover();
    expect(data.search.nodes).toEqual([{ title: 'kpk 3' }]);
  });

  it('answers everything else', async () => {
    const { data, errors } = await network.ask('{ college(code: "kpk") { about contractVersion events { nodes { title } } } }');
    expect(errors).toEqual([]);
    expect(data.college).toEqual({ about: 'О колледже kpk', contractVersion: 9, events: { nodes: [{ title: 'kpk 3' }] } });
  });
});
