import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer, type ApolloServerOptionsWithGateway } from '@apollo/server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { GraphQLFormattedError } from 'graphql';
import { collegeContract } from '#contract/college-contract.js';
import { rootFieldRules } from '#contract/root-field-rules.js';
import { Allowance } from '#defence/allowance.js';
import { RateLimit } from '#defence/rate-limit.js';
import { contractOf } from '#gateway/college/contract.js';
import { Nodes } from '#gateway/college/nodes.js';
import { BroughtEntities } from '#gateway/network/brought-entities.js';
import type { GatewayContext } from '#gateway/network/gateway-context.js';
import { Registry } from '#gateway/registry/registry.js';
import { networkGraph } from '#gateway/server/network-graph.js';
import { anEvent, fakeCollege } from './fake-college.js';
import { FakeNode } from './fake-node.js';
import { rosterOf } from './fixture-gateway.js';
import { rewritten } from './misbehaviour.js';
import { aCaller } from './test-caller.js';

// @apollo/gateway looks when it starts, and phones home unless told otherwise.
process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';

const QUERY = '{ events(first: 4) { nodes { id title coHosts { name } host { code name } } } }';

const nodes = new Nodes(contractOf(collegeContract(), rootFieldRules), aCaller, { privateAddresses: true });
const registry = new Registry(aCaller, true);
let bat: FakeNode;
let hgt: FakeNode;
let server: ApolloServer<GatewayContext>;
/** How often the gateway's own executor ran: it tells of the plan each time. */
let longWays = 0;

beforeAll(async () => {
  bat = await FakeNode.start('bat', fakeCollege('bat', { events: [anEvent('bat', 1, { coHostCodes: ['hgt'] }), anEvent('bat', 3)] }));
  hgt = await FakeNode.start('hgt', fakeCollege('hgt', { events: [anEvent('hgt', 2), anEvent('hgt', 4)] }));
  nodes.reconcile(rosterOf([bat, hgt]));
  const graph = networkGraph({} as never, { nodes, callers: {} as never, registry, lists: { find: () => Promise.resolve(null) } }, true);
  const gateway = new ApolloGateway({
    ...graph.gateway,
    experimental_didResolveQueryPlan: (resolved) => {
      longWays += 1;
      graph.gateway?.experimental_didResolveQueryPlan?.(resolved);
    },
  });
  server = new ApolloServer({ ...(graph.server as ApolloServerOptionsWithGateway<GatewayContext>), gateway, stopOnTerminationSignals: false });
  await server.start();
});

afterAll(async () => {
  await server.stop();
  await nodes.close();
  await Promise.all([bat, hgt].map((node) => node.stop()));
});

beforeEach(() => {
  longWays = 0;
  bat.requests.length = 0;
  hgt.requests.length = 0;
});

async function ask(query: string, variables: Readonly<Record<string, unknown>> = {}) {
  const contextValue: GatewayContext = {
    requestId: 'test',
    allowance: new Allowance(new RateLimit(0), 'a test'),
    actor: null,
    roster: rosterOf([bat, hgt]),
    nodes: nodes.forRequest(undefined),
    lookahead: new Map(),
    clientVariables: {},
    brought: new BroughtEntities(),
    mixedLists: new Map(),
    registry: registry.forRequest(undefined, 'test'),
  };
  const { body } = await server.executeOperation({ query, variables }, { contextValue });
  if (body.kind !== 'single') throw new Error('A gateway does not stream.');
  return JSON.parse(JSON.stringify(body.singleResult)) as { data: ReturnType<typeof JSON.parse>; errors?: GraphQLFormattedError[] };
}

describe('a query whose plan is known', () => {
  it('goes the short way, past the gateway’s own executor', async () => {
    const first = await ask(QUERY);
    expect(longWays).toBe(1);
    expect(first.data.events.nodes).toHaveLength(4);
    expect(await ask(QUERY)).toEqual(first);
    expect(longWays).toBe(1);
  });

  it('goes it with other variables, too', async () => {
    const PAGE = 'query Page($first: Int) { events(first: $first) { nodes { title } } }';
    await ask(PAGE, { first: 1 });
    expect((await ask(PAGE, { first: 3 })).data.events.nodes).toHaveLength(3);
    expect(longWays).toBe(1);
  });
});

describe('a query that goes the short way in vain', () => {
  it('checks each credential once, however often they are asked for', async () => {
    const checks = Array.from({ length: 6 }, (_, index) => `c${index}: verifyCredential(credential: "${index}") { reason }`).join(' ');
    const query = `{ ${checks} events(first: 4) { nodes { registrations { totalCount nodes { id } } } } }`;
    expect((await ask(query)).errors).toBeUndefined();
    bat.behave(rewritten(bat, (body) => body.replaceAll('"registrations":{', '"registrations":null,"_":{')));
    const second = await ask(query);
    bat.recover();
    expect(longWays).toBe(2);
    expect(second.errors?.map(({ extensions }) => extensions)).toEqual(Array.from({ length: 2 }, () => ({ code: 'NODE_BAD_ANSWER', college: 'bat' })));
    expect(second.data.c5).toEqual({ reason: 'NOT_A_CREDENTIAL' });
  });
});

describe('a page of a merged list', () => {
  it('costs each node one operation where the plan tells what it will ask, whichever way the query goes', async () => {
    for (const time of [1, 2]) {
      const { data } = await ask(`# a document of its own\n${QUERY}`);
      expect(data.events.nodes).toHaveLength(4);
      expect([bat, hgt].map(({ operations }) => operations.length)).toEqual([time, time]);
    }
    expect(longWays).toBe(1);
  });

  it('costs no more where that is conditional, and less where it is skipped', async () => {
    const query = 'query ($yes: Boolean!) { events(first: 4) { nodes { id ... @include(if: $yes) { title } } } }';
    for (const yes of [true, false]) {
      const { data } = await ask(query, { yes });
      expect(data.events.nodes).toHaveLength(4);
      expect(Object.keys(data.events.nodes[0] ?? {})).toEqual(yes ? ['id', 'title'] : ['id']);
    }
    expect([bat, hgt].map(({ operations }) => operations.length)).toEqual([2, 2]);
  });
});
