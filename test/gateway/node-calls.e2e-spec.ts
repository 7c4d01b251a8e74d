import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MAX_REPRESENTATIONS } from '#contract/limits.js';
import { CONTRACT_VERSION } from '#contract/version.js';
import { CollegeDataSource } from '#gateway/college/college-data-source.js';
import { until } from '#support/until.js';
import { CalledNode, EVENT, contract } from './called-node.js';
import { type Behaviour, FakeNode } from './fake-node.js';
import { fixtureCollege } from './fixture-contract.js';
import { rosterOf } from './fixture-gateway.js';
import { crash, json, late, silent } from './misbehaviour.js';

let called: CalledNode;
beforeEach(async () => {
  called = await CalledNode.start();
});
afterEach(() => called.stop());

describe('row 76: the breaker', () => {
  it.each([
    ['words', crash],
    ['JSON that is no answer', json({ message: 'bad gateway' })],
    ['an answer with HTTP 500', (response) => void response.writeHead(500, { 'content-type': 'application/json' }).end('{"errors":[{"message":"at /srv/node.js:1"}]}')],
  ] satisfies [string, Behaviour][])('opens after twenty failures in a row, told in %s, lets a probe through, and closes when that is answered', async (_what, failing) => {
    await called.join({ watching: { every: 50, answering: 60_000, unreachable: 500 } });
    called.bat.behave(failing);
    for (let failures = 0; failures < 20; failures += 1) {
      const { errors } = await called.nodes.forRequest(undefined).read('bat', EVENT, { id: 'bat:1' });
      expect(errors[0]?.extensions.code).toBe('NODE_BAD_ANSWER');
    }
    expect(called.bat.operations).toHaveLength(20);

    const { errors } = await called.nodes.forRequest(undefined).read('bat', EVENT, { id: 'bat:1' });
    expect(errors[0]?.extensions).toEqual({ code: 'NODE_UNAVAILABLE', college: 'bat' });
    const change = await called.nodes.forRequest(undefined).mutate('bat', 'mutation { create(title: "x") { id } }');
    expect(change.errors[0]?.extensions).toEqual({ code: 'NODE_UNAVAILABLE', college: 'bat' });
    expect(called.bat.operations).toHaveLength(20);

    const before = called.bat.requests.length;
    await until('a probe came', () => called.bat.requests.length > before);
    expect(called.bat.operations).toHaveLength(20);
    expect((await called.nodes.forRequest(undefined).read('bat', EVENT, { id: 'bat:1' })).data).toBeNull();

    called.bat.recover();
    await until('the breaker closed', () => called.nodes.availability('bat') === 'ANSWERING');
    expect((await called.nodes.forRequest(undefined).read('bat', EVENT, { id: 'bat:1' })).data).toEqual({ event: { title: 'Event bat:1' } });
  });

  it('stays closed where it is the client that asks for more than is taken', async () => {
    await called.join();
    called.bat.behave(json({ data: { event: { title: 'x'.repeat(5 * 2 ** 20) } } }));
    for (let time = 0; time < 20; time += 1) {
      const { errors } = await called.nodes.forRequest(undefined).read('bat', EVENT, { id: `bat:${time}` });
      expect(errors).toMatchObject([{ message: expect.stringContaining('ask for less'), extensions: { code: 'NODE_BAD_ANSWER' } }]);
    }
    called.bat.recover();
    expect((await called.nodes.forRequest(undefined).read('bat', EVENT, { id: 'bat:1' })).errors).toEqual([]);
    expect(called.nodes.availability('bat')).toBe('ANSWERING');
  });

  it('opens for a node that says so much to a probe', async () => {
    await called.join({ watching: { every: 20, answering: 0, unreachable: 0 } });
    called.bat.behave(json({ data: { __typename: 'x'.repeat(5 * 2 ** 20) } }));
    await until('it is given up', () => called.nodes.availability('bat') === 'UNREACHABLE');
  });

  it('stays closed where failures are not in a row', async () => {
    await called.join();
    for (let round = 0; round < 3; round += 1) {
      called.bat.behave(crash);
      for (let failures = 0; failures < 15; failures += 1) await called.nodes.forRequest(undefined).read('bat', EVENT, { id: 'bat:1' });
      called.bat.recover();
      expect((await called.nodes.forRequest(undefined).read('bat', EVENT, { id: 'bat:1' })).errors).toEqual([]);
    }
  });
});

describe('more calls than a node can take', () => {
  it('are refused at once, and the node is asked again when it recovers', async () => {
    await called.join({ client: { maxAnswerBytes: 2 ** 20, maxCalls: 50 } });
    called.bat.behave(silent);
    const answers: unknown[] = [];
    await Promise.all(
      Array.from({ length: 80 }, async (_, number) => {
        const { errors } = await called.nodes.forRequest(undefined).read('bat', EVENT, { id: `bat:${number}` });
        answers.push(errors[0]?.extensions.code);
      }),
    );
    // In this order: whoever is refused waited for nobody.
    expect(answers).toEqual([...Array(30).fill('NODE_UNAVAILABLE'), ...Array(50).fill('NODE_TIMEOUT')]);
    called.bat.recover();
    await until('it answers again', async () => (await called.nodes.forRequest(undefined).read('bat', EVENT, { id: 'bat:1' })).errors.length === 0);
  });
});

describe('the roster', () => {
  it('brings and takes away nodes while requests run', async () => {
    const hgt = await FakeNode.start('hgt', fixtureCollege('hgt', []));
    await called.join();
    expect((await called.nodes.forRequest(undefined).read('hgt', EVENT, { id: 'hgt:1' })).errors[0]?.extensions.code).toBe('NODE_UNAVAILABLE');

    called.nodes.reconcile(rosterOf([called.bat, hgt]));
    expect((await called.nodes.forRequest(undefined).read('hgt', EVENT, { id: 'hgt:1' })).data).toEqual({ event: { title: 'Event hgt:1' } });

    hgt.behave(late(hgt, 300));
    const underWay = called.nodes.forRequest(undefined).read('hgt', EVENT, { id: 'hgt:2' });
    await pause(100);
    called.nodes.reconcile(rosterOf([called.bat]));
    expect((await underWay).data).toEqual({ event: { title: 'Event hgt:2' } });
    expect((await called.nodes.forRequest(undefined).read('hgt', EVENT, { id: 'hgt:1' })).errors[0]?.extensions.code).toBe('NODE_UNAVAILABLE');
    await hgt.stop();
  });

  it('moves a node to another address', async () => {
    await called.join();
    const moved = await FakeNode.start('bat', fixtureCollege('bat', []));
    called.nodes.reconcile(rosterOf([moved]));
    await called.nodes.forRequest(undefined).read('bat', EVENT, { id: 'bat:1' });
    expect(moved.operations).toHaveLength(1);
    expect(called.bat.operations).toHaveLength(0);
    await moved.stop();
  });

  it('shows a node that died before anybody asked it', async () => {
    await called.join({ watching: { every: 50, answering: 200, unreachable: 200 } });
    expect(called.nodes.contractVersion('bat')).toBe(CONTRACT_VERSION);
    await called.bat.stop();
    await until('it shows', () => called.nodes.availability('bat') === 'UNREACHABLE');
  });
});

describe('row 48: very many representations', () => {
  it('travel in operations of bearable size, each entity once, and come back in order', async () => {
    await called.join();
    const dataSource = new CollegeDataSource(contract);
    const ids = Array.from({ length: 2 * MAX_REPRESENTATIONS + 500 }, (_, number) => `bat:${number}`);
    const representations = [...ids, ...ids.slice(0, 100)].map((id) => ({ __typename: 'Event', id }));
    const { data, errors } = await ask(dataSource, representations);
    expect(errors).toBeUndefined();
    expect(data).toEqual({ _entities: representations.map(({ id }) => ({ title: `Event ${id}` })) });
    const sent = called.bat.operations.map(({ variables }) => (variables?.['representations'] as unknown[]).length);
    expect(sent.sort()).toEqual([MAX_REPRESENTATIONS, MAX_REPRESENTATIONS, 500].sort());
  });

  it('that all fail give a bounded number of errors', async () => {
    await called.join();
    called.bat.behave(json({ data: null, errors: Array.from({ length: 5_000 }, (_, number) => ({ message: String(number), extensions: { code: 'BUSY' } })) }));
    const { errors } = await ask(
      new CollegeDataSource(contract),
      Array.from({ length: 5_000 }, (_, number) => ({ __typename: 'Event', id: `bat:${number}` })),
    );
    expect(errors?.length).toBeLessThanOrEqual(2_000);
  });

  function ask(dataSource: CollegeDataSource<never>, representations: readonly object[]) {
    const query = 'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Event { title } } }';
    const context = { actor: null, roster: rosterOf([called.bat]), nodes: called.nodes.forRequest(undefined) };
    return dataSource.process({ request: { query, variables: { representations } }, context, incomingRequestContext: {} } as never);
  }
});

describe('a change that is refused', () => {
  it.each(['Cannot query field "motto" on type "Event".', 'Cannot query field "title" on type "Nothing".', 'Unknown argument "loud" on field "Event.title".', 'Unknown type "Nothing".'])(
    'for want of what nobody has is not sent again: %s',
    async (message) => {
      await called.join();
      called.bat.behave(json({ errors: [{ message }] }));
      const { errors } = await called.nodes.forRequest('abc').mutate('bat', 'mutation { create(title: "x") { title } }');
      expect(errors).toMatchObject([{ path: [], extensions: { code: 'NODE_BAD_ANSWER', college: 'bat' } }]);
      expect(called.bat.operations).toHaveLength(1);
    },
  );
});
