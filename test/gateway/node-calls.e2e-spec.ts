import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MAX_BATCH, MAX_REPRESENTATIONS } from '#contract/limits.js';
import { CONTRACT_VERSION } from '#contract/version.js';
import { CollegeDataSource } from '#gateway/college/college-data-source.js';
import { contractOf } from '#gateway/college/contract.js';
import { Nodes, type NodesOptions } from '#gateway/college/nodes.js';
import { until } from '#support/until.js';
import { FakeNode } from './fake-node.js';
import { fixtureCollege, fixtureContract, fixtureRules } from './fixture-contract.js';
import { rosterOf } from './fixture-gateway.js';
import { crash, json, late, rewritten, silent } from './misbehaviour.js';
import { aCaller } from './test-caller.js';

const contract = contractOf(fixtureContract, fixtureRules);
const EVENT = 'query E($id: ID!) { event(id: $id) { title } }';

let bat: FakeNode;
let nodes: Nodes;

beforeEach(async () => {
  bat = await FakeNode.start('bat', fixtureCollege('bat', []));
  nodes = new Nodes(contract, aCaller, { privateAddresses: true });
});

afterEach(async () => {
  await nodes.close();
  await bat.stop();
});

/** Starts over with these options, and waits for the first probe, so that what arrives later is the test's own. */
async function join(options: Partial<NodesOptions> = {}): Promise<void> {
  await nodes.close();
  nodes = new Nodes(contract, aCaller, { ...options, privateAddresses: true });
  nodes.reconcile(rosterOf([bat]));
  await until('the node was seen', () => nodes.availability('bat') === 'ANSWERING');
  bat.requests.length = 0;
}

function readEvents(count: number) {
  const calls = nodes.forRequest(undefined);
  return Promise.all(Array.from({ length: count }, (_, number) => calls.read('bat', EVENT, { id: `bat:${number}` })));
}

describe('who is asking', () => {
  it('rows 36 and 38: is told to the node of a member, and not to one that is looking on until it is approved', async () => {
    await join();
    const [college] = rosterOf([bat]).colleges;
    for (const status of ['OBSERVER', 'MEMBER'] as const) {
      nodes.reconcile({ ...rosterOf([bat]), colleges: college ? [{ ...college, status }] : [] });
      await nodes.forRequest('an assertion').read('bat', EVENT, { id: `bat:${status}` });
    }
    expect(bat.requests.map(({ headers }) => headers.authorization)).toEqual([undefined, 'Bearer an assertion']);
  });
});

describe('reads of one client request', () => {
  it('that are the same are sent once; another request sends its own', async () => {
    await join();
    const calls = nodes.forRequest(undefined);
    const both = await Promise.all([calls.read('bat', EVENT, { id: 'bat:1' }), calls.read('bat', EVENT, { id: 'bat:1' })]);
    const later = await calls.read('bat', EVENT, { id: 'bat:1' });
    expect(bat.operations).toHaveLength(1);
    expect([...both, later].map(({ data }) => data)).toEqual(Array.from({ length: 3 }, () => ({ event: { title: 'Event bat:1' } })));
    expect(both[0].data).not.toBe(both[1].data);
    await nodes.forRequest(undefined).read('bat', EVENT, { id: 'bat:1' });
    expect(bat.operations).toHaveLength(2);
  });

  it('that are the same are sent again after a change', async () => {
    await join();
    const calls = nodes.forRequest('abc');
    await calls.read('bat', EVENT, { id: 'bat:1' });
    await calls.mutate('bat', 'mutation { create(title: "x") { id } }');
    expect((await calls.read('bat', EVENT, { id: 'bat:1' })).data).toEqual({ event: { title: 'Event bat:1' } });
    expect(bat.operations.filter(({ query }) => query === EVENT)).toHaveLength(2);
  });

  it('of one tick travel together, at most as many as a node takes', async () => {
    await join();
    const answers = await readEvents(2 * MAX_BATCH + 3);
    expect(answers.map(({ data }) => data)).toEqual(answers.map((_, number) => ({ event: { title: `Event bat:${number}` } })));
    expect(bat.requests).toHaveLength(3);
    expect(bat.operations).toHaveLength(2 * MAX_BATCH + 3);
  });

  it.each([
    ['an object', 400, '{"errors":[{"message":"Operation batching disabled."}]}'],
    ['words', 400, 'Bad Request'],
    ['an answer to one', 200, '{"data":null,"errors":[]}'],
  ])('are sent one by one to a node that answers an array with %s', async (_what, status, body) => {
    await join();
    bat.behave(async (response, request) => {
      const honest = request.body.startsWith('[') ? { status, body } : await bat.honestAnswer(request);
      response.writeHead(honest.status, { 'content-type': 'application/json' }).end(honest.body);
    });
    for (const requests of [4, 3]) {
      bat.requests.length = 0;
      const answers = await readEvents(3);
      expect(answers.map(({ data }) => data)).toEqual([0, 1, 2].map((number) => ({ event: { title: `Event bat:${number}` } })));
      expect(bat.requests).toHaveLength(requests);
    }
  });

  it('that a busy node refuses together are all refused, and not sent again', async () => {
    await join();
    bat.behave((response) => {
      response.writeHead(503, { 'content-type': 'application/json' }).end('{"errors":[{"message":"Later.","extensions":{"code":"BUSY"}}]}');
    });
    const answers = await readEvents(3);
    for (const { data, errors } of answers) {
      expect(data).toBeNull();
      expect(errors).toEqual([{ message: 'Later.', path: [], extensions: { code: 'BUSY', college: 'bat' } }]);
    }
    expect(bat.requests).toHaveLength(1);
  });

  it('carry the token that the client sent, and nothing for a visitor', async () => {
    await join();
    await nodes.forRequest('abc').read('bat', EVENT, { id: 'bat:1' });
    await nodes.forRequest(undefined).read('bat', EVENT, { id: 'bat:1' });
    expect(bat.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer abc', undefined]);
  });

  it('row 74: share one budget, however many follow on each other', async () => {
    await join();
    bat.behave(late(bat, 1_400));
    const calls = nodes.forRequest(undefined);
    const since = performance.now();
    const codes = [];
    for (const id of ['bat:1', 'bat:2', 'bat:3', 'bat:4']) {
      const { errors } = await calls.read('bat', EVENT, { id });
      codes.push(errors[0]?.extensions.code);
    }
    expect(codes).toEqual([undefined, undefined, 'NODE_TIMEOUT', 'NODE_TIMEOUT']);
    expect(performance.now() - since).toBeLessThan(3_500);
  });

  it('row 74: have their time to themselves, and not what nodes take for changes', async () => {
    await join();
    bat.behave(late(bat, 1_600));
    const calls = nodes.forRequest('abc');
    for (let change = 0; change < 2; change += 1) await calls.mutate('bat', 'mutation { create(title: "x") { id } }');
    bat.recover();
    expect((await calls.read('bat', EVENT, { id: 'bat:1' })).data).toEqual({ event: { title: 'Event bat:1' } });
  });

  it('row 74: are left time by changes that fail late, however they fail', async () => {
    const hgt = await FakeNode.start('hgt', fixtureCollege('hgt', []));
    await join();
    nodes.reconcile(rosterOf([bat, hgt]));
    bat.behave(async (response) => {
      await pause(1_600);
      response.end('<html>');
    });
    const calls = nodes.forRequest('abc');
    for (let change = 0; change < 3; change += 1) await calls.mutate('bat', 'mutation { create(title: "x") { id } }');
    expect((await calls.read('hgt', EVENT, { id: 'hgt:1' })).data).toEqual({ event: { title: 'Event hgt:1' } });
    await hgt.stop();
  });

  it('row 76: say nothing of a node that another one left no time for', async () => {
    const hgt = await FakeNode.start('hgt', fixtureCollege('hgt', []));
    await nodes.close();
    nodes = new Nodes(contract, aCaller, { deadlines: { call: 2_000, request: 100 }, watching: { every: 50, answering: 60_000, unreachable: 60_000 }, privateAddresses: true });
    nodes.reconcile(rosterOf([bat, hgt]));
    await until('both were seen', () => [bat, hgt].every(({ code }) => nodes.availability(code) === 'ANSWERING'));
    bat.behave(late(bat, 200));
    for (let round = 0; round < 20; round += 1) {
      const calls = nodes.forRequest(undefined);
      await calls.read('bat', EVENT, { id: 'bat:1' });
      const { errors } = await calls.read('hgt', EVENT, { id: 'hgt:1' });
      expect(errors[0]?.extensions).toEqual({ code: 'NODE_TIMEOUT', college: 'hgt' });
    }
    expect(nodes.availability('hgt')).toBe('ANSWERING');
    const change = await nodes.forRequest(undefined).mutate('hgt', 'mutation { create(title: "x") { id } }');
    expect(change.errors).toEqual([]);
    await hgt.stop();
  });

  it('row 73: do not wait twice for a node that failed', async () => {
    await join();
    bat.behave(silent);
    const calls = nodes.forRequest(undefined);
    await calls.read('bat', EVENT, { id: 'bat:1' });
    const since = performance.now();
    const { errors } = await calls.read('bat', EVENT, { id: 'bat:2' });
    expect(errors[0]?.extensions).toEqual({ code: 'NODE_TIMEOUT', college: 'bat' });
    expect(performance.now() - since).toBeLessThan(100);
    expect(bat.operations).toHaveLength(1);
  });
});

describe('visitors who ask a node the same at the same moment', () => {
  const visitors = (count: number) => Promise.all(Array.from({ length: count }, () => nodes.forRequest(undefined).read('bat', EVENT, { id: 'bat:1' })));

  it('share one call, and each has the whole answer', async () => {
    await join();
    const answers = await visitors(30);
    expect(answers.map(({ data }) => data)).toEqual(answers.map(() => ({ event: { title: 'Event bat:1' } })));
    expect(bat.operations).toHaveLength(1);
    await visitors(1);
    expect(bat.operations).toHaveLength(2);
  });

  it('share nothing with anybody who signed in, and neither do these with each other', async () => {
    await join();
    bat.behave(late(bat, 20));
    await Promise.all(['abc', 'abc', undefined].map((assertion) => nodes.forRequest(assertion).read('bat', EVENT, { id: 'bat:1' })));
    expect(bat.requests.map(({ headers }) => headers.authorization).sort()).toEqual(['Bearer abc', 'Bearer abc', undefined]);
  });

  it('do not wait with somebody whose answer is long in coming', async () => {
    await join();
    bat.behave(late(bat, 400));
    const first = visitors(1);
    await pause(150);
    await Promise.all([first, visitors(2)]);
    expect(bat.operations).toHaveLength(2);
  });

  it('do not wait for what another asks besides', async () => {
    await join();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    bat.behave(async (response, request) => {
      if (request.body.includes('bat:2')) await held;
      await late(bat, 0)(response, request);
    });
    const calls = nodes.forRequest(undefined);
    const first = Promise.all([calls.read('bat', EVENT, { id: 'bat:1' }), calls.read('bat', EVENT, { id: 'bat:2' })]);
    await pause(20);
    const [answer] = await visitors(1);
    release();
    expect(answer?.data).toEqual({ event: { title: 'Event bat:1' } });
    await first;
  });

  it('are not answered with what was read before a change that is done', async () => {
    await join();
    bat.behave((response, request) => (request.body.includes('mutation') ? rewritten(bat, (body) => body)(response, request) : late(bat, 80)(response, request)));
    const first = visitors(1);
    await nodes.forRequest('abc').mutate('bat', 'mutation { create(title: "x") { id } }');
    await Promise.all([first, visitors(1)]);
    expect(bat.operations.filter(({ query }) => query === EVENT)).toHaveLength(2);
  });

  it('have a call of their own where the one before has less time than theirs', async () => {
    await join({ deadlines: { call: 1_000, request: 1_000 } });
    bat.behave(late(bat, 60));
    const calls = nodes.forRequest(undefined);
    await calls.read('bat', EVENT, { id: 'bat:2' });
    bat.requests.length = 0;
    await Promise.all([calls.read('bat', EVENT, { id: 'bat:1' }), visitors(1)]);
    expect(bat.operations).toHaveLength(2);
  });

  it('are told of the same failure', async () => {
    await join();
    bat.behave(crash);
    const answers = await visitors(3);
    expect(answers.map(({ errors }) => errors[0]?.extensions)).toEqual(answers.map(() => ({ code: 'NODE_BAD_ANSWER', college: 'bat' })));
    expect(bat.operations).toHaveLength(1);
  });
});

describe('row 76: the breaker', () => {
  it.each([
    ['words', crash],
    ['JSON that is no answer', json({ message: 'bad gateway' })],
  ] as const)('opens after twenty failures in a row, told in %s, lets a probe through, and closes when that is answered', async (_what, failing) => {
    await join({ watching: { every: 50, answering: 60_000, unreachable: 500 } });
    bat.behave(failing);
    for (let failures = 0; failures < 20; failures += 1) {
      const { errors } = await nodes.forRequest(undefined).read('bat', EVENT, { id: 'bat:1' });
      expect(errors[0]?.extensions.code).toBe('NODE_BAD_ANSWER');
    }
    expect(bat.operations).toHaveLength(20);

    const { errors } = await nodes.forRequest(undefined).read('bat', EVENT, { id: 'bat:1' });
    expect(errors[0]?.extensions).toEqual({ code: 'NODE_UNAVAILABLE', college: 'bat' });
    const change = await nodes.forRequest(undefined).mutate('bat', 'mutation { create(title: "x") { id } }');
    expect(change.errors[0]?.extensions).toEqual({ code: 'NODE_UNAVAILABLE', college: 'bat' });
    expect(bat.operations).toHaveLength(20);

    const before = bat.requests.length;
    await until('a probe came', () => bat.requests.length > before);
    expect(bat.operations).toHaveLength(20);
    expect((await nodes.forRequest(undefined).read('bat', EVENT, { id: 'bat:1' })).data).toBeNull();

    bat.recover();
    await until('the breaker closed', () => nodes.availability('bat') === 'ANSWERING');
    expect((await nodes.forRequest(undefined).read('bat', EVENT, { id: 'bat:1' })).data).toEqual({ event: { title: 'Event bat:1' } });
  });

  it('stays closed where it is the client that asks for more than is taken', async () => {
    await join();
    bat.behave(json({ data: { event: { title: 'x'.repeat(5 * 2 ** 20) } } }));
    for (let time = 0; time < 20; time += 1) {
      const { errors } = await nodes.forRequest(undefined).read('bat', EVENT, { id: `bat:${time}` });
      expect(errors).toMatchObject([{ message: expect.stringContaining('ask for less'), extensions: { code: 'NODE_BAD_ANSWER' } }]);
    }
    bat.recover();
    expect((await nodes.forRequest(undefined).read('bat', EVENT, { id: 'bat:1' })).errors).toEqual([]);
    expect(nodes.availability('bat')).toBe('ANSWERING');
  });

  it('opens for a node that says so much to a probe', async () => {
    await join({ watching: { every: 20, answering: 0, unreachable: 0 } });
    bat.behave(json({ data: { __typename: 'x'.repeat(5 * 2 ** 20) } }));
    await until('it is given up', () => nodes.availability('bat') === 'UNREACHABLE');
  });

  it('stays closed where failures are not in a row', async () => {
    await join();
    for (let round = 0; round < 3; round += 1) {
      bat.behave(crash);
      for (let failures = 0; failures < 15; failures += 1) await nodes.forRequest(undefined).read('bat', EVENT, { id: 'bat:1' });
      bat.recover();
      expect((await nodes.forRequest(undefined).read('bat', EVENT, { id: 'bat:1' })).errors).toEqual([]);
    }
  });
});

describe('more calls than a node can take', () => {
  it('are refused at once, and the node is asked again when it recovers', async () => {
    await join({ client: { maxAnswerBytes: 2 ** 20, maxCalls: 50 } });
    bat.behave(silent);
    const since = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 80 }, async (_, number) => {
        const { errors } = await nodes.forRequest(undefined).read('bat', EVENT, { id: `bat:${number}` });
        return { code: errors[0]?.extensions.code, after: performance.now() - since };
      }),
    );
    const refused = answers.filter(({ code }) => code === 'NODE_UNAVAILABLE');
    expect(refused).toHaveLength(30);
    expect(Math.max(...refused.map(({ after }) => after))).toBeLessThan(500);
    expect(answers.filter(({ code }) => code === 'NODE_TIMEOUT')).toHaveLength(50);
    bat.recover();
    await until('it answers again', async () => (await nodes.forRequest(undefined).read('bat', EVENT, { id: 'bat:1' })).errors.length === 0);
  });
});

describe('the roster', () => {
  it('brings and takes away nodes while requests run', async () => {
    const hgt = await FakeNode.start('hgt', fixtureCollege('hgt', []));
    await join();
    expect((await nodes.forRequest(undefined).read('hgt', EVENT, { id: 'hgt:1' })).errors[0]?.extensions.code).toBe('NODE_UNAVAILABLE');

    nodes.reconcile(rosterOf([bat, hgt]));
    expect((await nodes.forRequest(undefined).read('hgt', EVENT, { id: 'hgt:1' })).data).toEqual({ event: { title: 'Event hgt:1' } });

    hgt.behave(late(hgt, 300));
    const underWay = nodes.forRequest(undefined).read('hgt', EVENT, { id: 'hgt:2' });
    await pause(100);
    nodes.reconcile(rosterOf([bat]));
    expect((await underWay).data).toEqual({ event: { title: 'Event hgt:2' } });
    expect((await nodes.forRequest(undefined).read('hgt', EVENT, { id: 'hgt:1' })).errors[0]?.extensions.code).toBe('NODE_UNAVAILABLE');
    await hgt.stop();
  });

  it('moves a node to another address', async () => {
    await join();
    const moved = await FakeNode.start('bat', fixtureCollege('bat', []));
    nodes.reconcile(rosterOf([moved]));
    await nodes.forRequest(undefined).read('bat', EVENT, { id: 'bat:1' });
    expect(moved.operations).toHaveLength(1);
    expect(bat.operations).toHaveLength(0);
    await moved.stop();
  });

  it('shows a node that died before anybody asked it', async () => {
    await join({ watching: { every: 50, answering: 200, unreachable: 200 } });
    expect(nodes.contractVersion('bat')).toBe(CONTRACT_VERSION);
    await bat.stop();
    await until('it shows', () => nodes.availability('bat') === 'UNREACHABLE');
  });
});

describe('row 48: very many representations', () => {
  it('travel in operations of bearable size, each entity once, and come back in order', async () => {
    await join();
    const dataSource = new CollegeDataSource(contract);
    const ids = Array.from({ length: 2 * MAX_REPRESENTATIONS + 500 }, (_, number) => `bat:${number}`);
    const representations = [...ids, ...ids.slice(0, 100)].map((id) => ({ __typename: 'Event', id }));
    const { data, errors } = await ask(dataSource, representations);
    expect(errors).toBeUndefined();
    expect(data).toEqual({ _entities: representations.map(({ id }) => ({ title: `Event ${id}` })) });
    const sent = bat.operations.map(({ variables }) => (variables?.['representations'] as unknown[]).length);
    expect(sent.sort()).toEqual([MAX_REPRESENTATIONS, MAX_REPRESENTATIONS, 500].sort());
  });

  it('that all fail give a bounded number of errors', async () => {
    await join();
    bat.behave(json({ data: null, errors: Array.from({ length: 5_000 }, (_, number) => ({ message: String(number), extensions: { code: 'BUSY' } })) }));
    const { errors } = await ask(
      new CollegeDataSource(contract),
      Array.from({ length: 5_000 }, (_, number) => ({ __typename: 'Event', id: `bat:${number}` })),
    );
    expect(errors?.length).toBeLessThanOrEqual(2_000);
  });

  function ask(dataSource: CollegeDataSource<never>, representations: readonly object[]) {
    const query = 'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Event { title } } }';
    const context = { actor: null, roster: rosterOf([bat]), nodes: nodes.forRequest(undefined) };
    return dataSource.process({ request: { query, variables: { representations } }, context, incomingRequestContext: {} } as never);
  }
});

describe('a change that is refused', () => {
  it.each(['Cannot query field "motto" on type "Event".', 'Cannot query field "title" on type "Nothing".', 'Unknown argument "loud" on field "Event.title".', 'Unknown type "Nothing".'])(
    'for want of what nobody has is not sent again: %s',
    async (message) => {
      await join();
      bat.behave(json({ errors: [{ message }] }));
      const { errors } = await nodes.forRequest('abc').mutate('bat', 'mutation { create(title: "x") { title } }');
      expect(errors).toMatchObject([{ path: [], extensions: { code: 'NODE_BAD_ANSWER', college: 'bat' } }]);
      expect(bat.operations).toHaveLength(1);
    },
  );
});
