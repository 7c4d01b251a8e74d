import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MAX_BATCH } from '#contract/limits.js';
import { CalledNode, EVENT } from './called-node.js';
import { FakeNode } from './fake-node.js';
import { fixtureCollege } from './fixture-contract.js';
import { rosterOf } from './fixture-gateway.js';
import { crash, late, rewritten, silent } from './misbehaviour.js';

let called: CalledNode;
beforeEach(async () => {
  called = await CalledNode.start();
});
afterEach(() => called.stop());

describe('who is asking', () => {
  it('rows 36 and 38: is told to the node of a member, and not to one that is looking on until it is approved', async () => {
    await called.join();
    const [college] = rosterOf([called.bat]).colleges;
    for (const status of ['OBSERVER', 'MEMBER'] as const) {
      called.nodes.reconcile({ ...rosterOf([called.bat]), colleges: college ? [{ ...college, status }] : [] });
      await called.nodes.forRequest('an assertion').read('bat', EVENT, { id: `bat:${status}` });
    }
    expect(called.bat.requests.map(({ headers }) => headers.authorization)).toEqual([undefined, 'Bearer an assertion']);
  });
});

describe('reads of one client request', () => {
  it('that are the same are sent once; another request sends its own', async () => {
    await called.join();
    const calls = called.nodes.forRequest(undefined);
    const both = await Promise.all([calls.read('bat', EVENT, { id: 'bat:1' }), calls.read('bat', EVENT, { id: 'bat:1' })]);
    const later = await calls.read('bat', EVENT, { id: 'bat:1' });
    expect(called.bat.operations).toHaveLength(1);
    expect([...both, later].map(({ data }) => data)).toEqual(Array.from({ length: 3 }, () => ({ event: { title: 'Event bat:1' } })));
    expect(both[0].data).not.toBe(both[1].data);
    await called.nodes.forRequest(undefined).read('bat', EVENT, { id: 'bat:1' });
    expect(called.bat.operations).toHaveLength(2);
  });

  it('that are the same are sent again after a change', async () => {
    await called.join();
    const calls = called.nodes.forRequest('abc');
    await calls.read('bat', EVENT, { id: 'bat:1' });
    await calls.mutate('bat', 'mutation { create(title: "x") { id } }');
    expect((await calls.read('bat', EVENT, { id: 'bat:1' })).data).toEqual({ event: { title: 'Event bat:1' } });
    expect(called.bat.operations.filter(({ query }) => query === EVENT)).toHaveLength(2);
  });

  it('of one tick travel together, at most as many as a node takes', async () => {
    await called.join();
    const answers = await called.readEvents(2 * MAX_BATCH + 3);
    expect(answers.map(({ data }) => data)).toEqual(answers.map((_, number) => ({ event: { title: `Event bat:${number}` } })));
    expect(called.bat.requests).toHaveLength(3);
    expect(called.bat.operations).toHaveLength(2 * MAX_BATCH + 3);
  });

  it.each([
    ['an object', 400, '{"errors":[{"message":"Operation batching disabled."}]}'],
    ['words', 400, 'Bad Request'],
    ['an answer to one', 200, '{"data":null,"errors":[]}'],
  ])('are sent one by one to a node that answers an array with %s', async (_what, status, body) => {
    await called.join();
    called.bat.behave(async (response, request) => {
      const honest = request.body.startsWith('[') ? { status, body } : await called.bat.honestAnswer(request);
      response.writeHead(honest.status, { 'content-type': 'application/json' }).end(honest.body);
    });
    for (const requests of [4, 3]) {
      called.bat.requests.length = 0;
      const answers = await called.readEvents(3);
      expect(answers.map(({ data }) => data)).toEqual([0, 1, 2].map((number) => ({ event: { title: `Event bat:${number}` } })));
      expect(called.bat.requests).toHaveLength(requests);
    }
  });

  it('that a busy node refuses together are all refused, and not sent again', async () => {
    await called.join();
    called.bat.behave((response) => {
      response.writeHead(503, { 'content-type': 'application/json' }).end('{"errors":[{"message":"Later.","extensions":{"code":"BUSY"}}]}');
    });
    const answers = await called.readEvents(3);
    for (const { data, errors } of answers) {
      expect(data).toBeNull();
      expect(errors).toEqual([{ message: 'Later.', path: [], extensions: { code: 'BUSY', college: 'bat' } }]);
    }
    expect(called.bat.requests).toHaveLength(1);
  });

  it('carry the token that the client sent, and nothing for a visitor', async () => {
    await called.join();
    await called.nodes.forRequest('abc').read('bat', EVENT, { id: 'bat:1' });
    await called.nodes.forRequest(undefined).read('bat', EVENT, { id: 'bat:1' });
    expect(called.bat.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer abc', undefined]);
  });

  it('row 74: share one budget, however many follow on each other', async () => {
    await called.join();
    called.bat.behave(late(called.bat, 1_050)); // two take 2.1 s of 3 s, which leaves a busy machine some, and the third too little
    const calls = called.nodes.forRequest(undefined);
    const codes = [];
    for (const id of ['bat:1', 'bat:2', 'bat:3', 'bat:4']) {
      const { errors } = await calls.read('bat', EVENT, { id });
      codes.push(errors[0]?.extensions.code);
    }
    expect(codes).toEqual([undefined, undefined, 'NODE_TIMEOUT', 'NODE_TIMEOUT']);
    expect(called.bat.operations).toHaveLength(3); // the fourth is not waited for
  });

  it('row 74: have their time to themselves, and not what nodes take for changes', async () => {
    await called.join();
    called.bat.behave(late(called.bat, 1_050));
    const calls = called.nodes.forRequest('abc');
    for (let change = 0; change < 3; change += 1) await calls.mutate('bat', 'mutation { create(title: "x") { id } }');
    called.bat.recover();
    expect((await calls.read('bat', EVENT, { id: 'bat:1' })).data).toEqual({ event: { title: 'Event bat:1' } });
  });

  it('row 74: are left time by changes that fail late, however they fail', async () => {
    const hgt = await FakeNode.start('hgt', fixtureCollege('hgt', []));
    await called.join();
    called.nodes.reconcile(rosterOf([called.bat, hgt]));
    called.bat.behave(async (response) => {
      await pause(1_050);
      response.end('<html>');
    });
    const calls = called.nodes.forRequest('abc');
    for (let change = 0; change < 3; change += 1) await calls.mutate('bat', 'mutation { create(title: "x") { id } }');
    expect((await calls.read('hgt', EVENT, { id: 'hgt:1' })).data).toEqual({ event: { title: 'Event hgt:1' } });
    await hgt.stop();
  });

  it('row 76: say nothing of a node that another one left no time for', async () => {
    const hgt = await FakeNode.start('hgt', fixtureCollege('hgt', []));
    await called.join({ deadlines: { call: 2_000, request: 100 }, watching: { every: 50, answering: 60_000, unreachable: 60_000 } }, hgt);
    called.bat.behave(late(called.bat, 200));
    for (let round = 0; round < 20; round += 1) {
      const calls = called.nodes.forRequest(undefined);
      await calls.read('bat', EVENT, { id: 'bat:1' });
      const { errors } = await calls.read('hgt', EVENT, { id: 'hgt:1' });
      expect(errors[0]?.extensions).toEqual({ code: 'NODE_TIMEOUT', college: 'hgt' });
    }
    expect(called.nodes.availability('hgt')).toBe('ANSWERING');
    const change = await called.nodes.forRequest(undefined).mutate('hgt', 'mutation { create(title: "x") { id } }');
    expect(change.errors).toEqual([]);
    await hgt.stop();
  });

  it('row 73: do not wait twice for a node that failed', async () => {
    await called.join();
    called.bat.behave(silent);
    const calls = called.nodes.forRequest(undefined);
    await calls.read('bat', EVENT, { id: 'bat:1' });
    const { errors } = await calls.read('bat', EVENT, { id: 'bat:2' });
    expect(errors[0]?.extensions).toEqual({ code: 'NODE_TIMEOUT', college: 'bat' });
    expect(called.bat.operations).toHaveLength(1); // nothing was sent that could be waited for
  });
});

describe('visitors who ask a node the same at the same moment', () => {
  const visitors = (count: number) => Promise.all(Array.from({ length: count }, () => called.nodes.forRequest(undefined).read('bat', EVENT, { id: 'bat:1' })));

  it('share one call, and each has the whole answer', async () => {
    await called.join();
    const answers = await visitors(30);
    expect(answers.map(({ data }) => data)).toEqual(answers.map(() => ({ event: { title: 'Event bat:1' } })));
    expect(called.bat.operations).toHaveLength(1);
    await visitors(1);
    expect(called.bat.operations).toHaveLength(2);
  });

  it('share nothing with anybody who signed in, and neither do these with each other', async () => {
    await called.join();
    called.bat.behave(late(called.bat, 20));
    await Promise.all(['abc', 'abc', undefined].map((assertion) => called.nodes.forRequest(assertion).read('bat', EVENT, { id: 'bat:1' })));
    expect(called.bat.requests.map(({ headers }) => headers.authorization).sort()).toEqual(['Bearer abc', 'Bearer abc', undefined]);
  });

  it('do not wait with somebody whose answer is long in coming', async () => {
    await called.join();
    called.bat.behave(late(called.bat, 400));
    const first = visitors(1);
    await pause(150);
    await Promise.all([first, visitors(2)]);
    expect(called.bat.operations).toHaveLength(2);
  });

  it('do not wait for what another asks besides', async () => {
    await called.join();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    called.bat.behave(async (response, request) => {
      if (request.body.includes('bat:2')) await held;
      await late(called.bat, 0)(response, request);
    });
    const calls = called.nodes.forRequest(undefined);
    const first = Promise.all([calls.read('bat', EVENT, { id: 'bat:1' }), calls.read('bat', EVENT, { id: 'bat:2' })]);
    await pause(20);
    const [answer] = await visitors(1);
    release();
    expect(answer?.data).toEqual({ event: { title: 'Event bat:1' } });
    await first;
  });

  it('are not answered with what was read before a change that is done', async () => {
    await called.join();
    called.bat.behave((response, request) => (request.body.includes('mutation') ? rewritten(called.bat, (body) => body)(response, request) : late(called.bat, 80)(response, request)));
    const first = visitors(1);
    await called.nodes.forRequest('abc').mutate('bat', 'mutation { create(title: "x") { id } }');
    await Promise.all([first, visitors(1)]);
    expect(called.bat.operations.filter(({ query }) => query === EVENT)).toHaveLength(2);
  });

  it('have a call of their own where the one before has less time than theirs', async () => {
    await called.join({ deadlines: { call: 1_000, request: 1_000 } });
    called.bat.behave(late(called.bat, 60));
    const calls = called.nodes.forRequest(undefined);
    await calls.read('bat', EVENT, { id: 'bat:2' });
    called.bat.requests.length = 0;
    await Promise.all([calls.read('bat', EVENT, { id: 'bat:1' }), visitors(1)]);
    expect(called.bat.operations).toHaveLength(2);
  });

  it('are told of the same failure', async () => {
    await called.join();
    called.bat.behave(crash);
    const answers = await visitors(3);
    expect(answers.map(({ errors }) => errors[0]?.extensions)).toEqual(answers.map(() => ({ code: 'NODE_BAD_ANSWER', college: 'bat' })));
    expect(called.bat.operations).toHaveLength(1);
  });
});
