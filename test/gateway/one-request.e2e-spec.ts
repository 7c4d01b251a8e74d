import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '#support/until.js';
import { anEvent, anId, fakeCollege } from './fake-college.js';
import { FakeNetwork } from './fake-network.js';
import { FakeNode } from './fake-node.js';
import { crash } from './misbehaviour.js';

const ABOUT = '{ college(code: "bat") { about } }';

let bat: FakeNode;
let hgt: FakeNode;
let network: FakeNetwork;

beforeAll(async () => {
  bat = await FakeNode.start('bat', fakeCollege('bat', { events: [1, 3, 5].map((number) => anEvent('bat', number)) }));
  hgt = await FakeNode.start('hgt', fakeCollege('hgt', { events: [2, 4].map((number) => anEvent('hgt', number)) }));
  network = await FakeNetwork.start([bat, hgt]);
});

afterAll(() => network.stop());

afterEach(async () => {
  bat.recover();
  await until('bat is well', async () => (await network.ask(ABOUT)).errors.length === 0);
});

/** What reached a node while one client request was answered, the gateway's probes left out. */
async function reaching(node: FakeNode, query: string, variables?: Readonly<Record<string, unknown>>) {
  const [operations, requests] = [node.operations.length, node.requests.length];
  const answer = await network.ask(query, variables);
  const bodies = node.requests.slice(requests).filter(({ body }) => body !== '{"query":"{__typename}"}');
  return { ...answer, operations: node.operations.slice(operations), requests: bodies };
}

describe('one client request', () => {
  it('sends the same read once, under however many names it is asked for', async () => {
    const { data, operations } = await reaching(bat, '{ one: college(code: "bat") { about } two: college(code: "bat") { about } three: colleges { about } }');
    expect([data.one, data.two, data.three[0]]).toEqual(Array.from({ length: 3 }, () => ({ about: 'О колледже bat' })));
    expect(operations.length).toBeLessThanOrEqual(2); // one college, then the list with it
    expect(new Set(operations.map((operation) => JSON.stringify(operation))).size).toBe(operations.length);
  });

  it('sends what it asks of one node at once in one HTTP request', async () => {
    const { data, errors, operations, requests } = await reaching(
      bat,
      `{ a: events(first: 1) { nodes { title } } b: events(first: 2) { nodes { id } } c: college(code: "bat") { about } event(id: "${anId('bat', 1)}") { title } }`,
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      a: { nodes: [{ title: 'bat 1' }] },
      b: { nodes: [{ id: anId('bat', 1) }, { id: anId('hgt', 2) }] },
      c: { about: 'О колледже bat' },
      event: { title: 'bat 1' },
    });
    expect(operations.length).toBeGreaterThan(requests.length);
  });

  it('is cut by owner, with aliases, fragments and conditions on every routed field', async () => {
    const query = `query Mixed($bat: ID!, $hgt: ID!, $yes: Boolean!, $no: Boolean = false) {
      ...Both
      skipped: event(id: $hgt) @skip(if: $yes) { title }
      ... @include(if: $yes) { kept: event(id: $hgt) { ...Card } }
      ... on Query @include(if: $no) { never: event(id: $bat) { title } }
      viewer @include(if: $no) { id }
      nobody: viewer { id }
    }
    fragment Both on Query { first: event(id: $bat) { ...Card host { name: code } } other: event(id: $hgt) { ...Card } }
    fragment Card on Event { name: title ... @skip(if: $no) { placesTaken } }`;
    const { data, errors, operations } = await reaching(bat, query, { bat: anId('bat', 1), hgt: anId('hgt', 2), yes: true });
    expect(errors).toEqual([]);
    expect(data).toEqual({
      first: { name: 'bat 1', placesTaken: 3, host: { name: 'bat' } },
      other: { name: 'hgt 2', placesTaken: 3 },
      kept: { name: 'hgt 2', placesTaken: 3 },
      nobody: null,
    });
    expect(JSON.stringify(operations)).not.toContain('hgt');
  });

  it.each([true, false])('that asks for parts of one thing behind a condition is told of no failure where they are left out (%s)', async (yes) => {
    const { data, errors } = await network.ask(
      `query Parts($id: ID!, $yes: Boolean!) {
        event(id: $id) { title parts { id } }
        ... @include(if: $yes) { event(id: $id) { placesTaken parts { title } } }
        college(code: "bat") { about events(first: 1) { totalCount } }
        again: college(code: "bat") { events(first: 1) { nodes { id } } events(first: 1) @include(if: $yes) { nodes { placesTaken } totalCount } }
      }`,
      { id: anId('bat', 1), yes },
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      event: { title: 'bat 1', parts: [], ...(yes && { placesTaken: 3 }) },
      college: { about: 'О колледже bat', events: { totalCount: 3 } },
      again: { events: { nodes: [{ id: anId('bat', 1), ...(yes && { placesTaken: 3 }) }], ...(yes && { totalCount: 3 }) } },
    });
  });
});

describe('row 76: a node that fails twenty times in a row', () => {
  it('is asked no more by clients, watched by a probe, and served again when it recovers', async () => {
    bat.behave(crash);
    let asked = 0;
    await until('nothing is sent any more', async () => {
      const { operations, errors } = await reaching(bat, ABOUT);
      expect(errors).toHaveLength(1);
      asked += operations.length;
      return errors[0]?.extensions.code === 'NODE_UNAVAILABLE';
    });
    expect(asked).toBeLessThanOrEqual(20);

    const shut = await reaching(bat, `{ colleges { code about } event(id: "${anId('bat', 1)}") { title } events { coverage { missing { college { code } reason } } } }`);
    expect(shut.operations).toEqual([]);
    expect(shut.milliseconds).toBeLessThan(1_000);
    expect(shut.data).toEqual({
      colleges: [{ code: 'bat', about: null }, { code: 'hgt', about: 'О колледже hgt' }],
      event: null,
      events: { coverage: { missing: [{ college: { code: 'bat' }, reason: 'NODE_UNAVAILABLE' }] } },
    });

    bat.recover();
    await until('a probe found it', async () => (await network.ask(ABOUT)).data.college.about === 'О колледже bat');
  });
});
