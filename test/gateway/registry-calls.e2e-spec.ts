import type { GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NodeFailure } from '#gateway/college/failure.js';
import type { RegistryCalls } from '#gateway/registry/registry-calls.js';
import { RegistryDataSource } from '#gateway/registry/registry-data-source.js';
import { Registry } from '#gateway/registry/registry.js';
import { fakeCollege } from './fake-college.js';
import { FakeNode } from './fake-node.js';
import { rosterOf } from './fixture-gateway.js';
import { json, silent } from './misbehaviour.js';
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

describe('a registry that does not answer', () => {
  it('is waited for once a request, and sent nothing that nobody would know the end of', async () => {
    fake.behave(silent);
    const calls = registry.forRequest(undefined, 'a request');
    const codeOf = (call: Promise<unknown>) => call.then(() => null, (error: unknown) => (error instanceof NodeFailure ? error.code : error));
    expect(await codeOf(calls.mutate(CHANGE, { code: 'bat' }))).toBe('NODE_TIMEOUT');
    expect(await codeOf(calls.mutate(CHANGE, { code: 'hgt' }))).toBe('NODE_UNAVAILABLE');
    expect(await codeOf(calls.read(READ, {}))).toBe('NODE_UNAVAILABLE');
    expect(fake.operations).toHaveLength(1);

    fake.behave(json({ data: {} }));
    await registry.forRequest(undefined, 'another').read(READ, {});
    expect(fake.operations).toHaveLength(2);
  });
});

describe('an answer of the registry', () => {
  const answerTo = (answer: unknown, query = READ, variables: Readonly<Record<string, unknown>> = {}) => {
    fake.behave(json(answer));
    // The data source reads nothing else of what the gateway hands it.
    const options = { request: { query, variables }, context: { registry: registry.forRequest(undefined, 'a request') }, incomingRequestContext: {} } as unknown;
    return new RegistryDataSource().process(options as GraphQLDataSourceProcessOptions<{ registry: RegistryCalls }>);
  };
  const UNUSABLE = { message: 'The registry gave an answer that cannot be used.', extensions: { code: 'NODE_BAD_ANSWER' } };

  it('that says nothing but an error without a code stands as an error where the answer would be', async () => {
    expect(await answerTo({ data: null, errors: [{ message: 'upstream at 10.0.0.1' }] })).toEqual({ data: { invitations: null }, errors: [{ ...UNUSABLE, path: ['invitations'] }] });
  });

  const REFUSED = { message: 'Too much is asked.', extensions: { code: 'RATE_LIMITED' } };

  it('that refuses all of a read, and nowhere in particular, stands where the answer would be', async () => {
    expect(await answerTo({ errors: [REFUSED] })).toEqual({ data: { invitations: null }, errors: [{ ...REFUSED, path: ['invitations'] }] });
  });

  it('that refuses all of a change stands at each of its parts', async () => {
    const change = 'mutation ($with: Boolean!) { a: invite(code: "bat") { __typename } b: withdraw(code: "kpk") { __typename } c: invite(code: "hgt") @include(if: $with) { __typename } }';
    expect(await answerTo({ data: null, errors: [REFUSED] }, change, { with: false })).toEqual({
      data: { a: null, b: null },
      errors: [{ ...REFUSED, path: ['a'] }, { ...REFUSED, path: ['b'] }],
    });
  });

  it('that tells of an error nowhere in particular has it where something is missing', async () => {
    const both = '{ invitations { nodes { code } } registrations: invitations { totalCount } }';
    expect(await answerTo({ data: { invitations: { nodes: [] }, registrations: null }, errors: [REFUSED] }, both)).toEqual({
      data: { invitations: { nodes: [] }, registrations: null },
      errors: [{ ...REFUSED, path: ['registrations'] }],
    });
  });

  it('keeps its data beside an error without a code', async () => {
    expect(await answerTo({ data: { invitations: { nodes: [] } }, errors: [{ message: 'upstream at 10.0.0.1' }] })).toEqual({ data: { invitations: { nodes: [] } }, errors: [{ ...UNUSABLE, path: [] }] });
  });
});
