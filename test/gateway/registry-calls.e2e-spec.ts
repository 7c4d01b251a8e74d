import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Registry } from '#gateway/registry/registry.js';
import { fakeCollege } from './fake-college.js';
import { FakeNode } from './fake-node.js';
import { rosterOf } from './fixture-gateway.js';
import { json } from './misbehaviour.js';
import { aCaller, aRecipient } from './test-caller.js';

const READ = '{ invitations { nodes { code } } }';
const CHANGE = 'mutation ($code: ID!) { invite(code: $code) { __typename } }';

const registry = new Registry(aCaller, true);
let fake: FakeNode;

beforeAll(async () => {
  fake = await FakeNode.start('registry', fakeCollege('registry', { events: [] }));
  fake.behave(json({ data: {} }));
  registry.reconcile({ ...rosterOf([]), registry: { endpoint: fake.endpoint, keys: [aRecipient] } });
});

afterAll(async () => {
  await registry.close();
  await fake.stop();
});

beforeEach(() => {
  fake.requests.length = 0;
});

describe('the registry, as one client request asks it', () => {
  it('is sent the same read once, for a query may be run twice', async () => {
    const calls = registry.forRequest(undefined, 'a request');
    await Promise.all([calls.read(READ, {}), calls.read(READ, {})]);
    await calls.read(READ, {});
    expect(fake.operations).toHaveLength(1);
    await calls.read(READ, { first: 1 });
    expect(fake.operations).toHaveLength(2);
  });

  it('is sent a read of another request', async () => {
    await registry.forRequest(undefined, 'a request').read(READ, {});
    await registry.forRequest(undefined, 'another').read(READ, {});
    expect(fake.operations).toHaveLength(2);
  });

  it('is sent a change each time', async () => {
    const calls = registry.forRequest(undefined, 'a request');
    await calls.mutate(CHANGE, { code: 'bat' });
    await calls.mutate(CHANGE, { code: 'bat' });
    expect(fake.operations).toHaveLength(2);
  });
});
