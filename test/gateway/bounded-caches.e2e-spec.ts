import { ApolloGateway, type GatewayConfig } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { afterAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { contractOf } from '#gateway/college/contract.js';
import { Nodes } from '#gateway/college/nodes.js';
import { Registry } from '#gateway/registry/registry.js';
import { Operations } from '#gateway/college/operation.js';
import { Splittables } from '#gateway/college/split.js';
import { networkGraph } from '#gateway/server/network-graph.js';
import { ordinaryGraph } from '#gateway/server/ordinary-graph.js';
import { collegeContract } from '#contract/college-contract.js';
import { rootFieldRules } from '#contract/root-field-rules.js';
import { supergraphFile } from '#gateway/supergraph/committed.js';
import { aCaller } from './test-caller.js';

// @apollo/gateway looks when it starts, and phones home unless told otherwise.
process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';

const MEBIBYTE = 2 ** 20;
const MOST_MEBIBYTES = 64;
const VERY_MANY = 120;

/** A long document, another one for another number: no client can send much more in one body. */
function aDocument(number: number, characters = 64 * 1024): string {
  const fields = Array.from({ length: Math.ceil(characters / 20) }, (_, index) => `f${index}_${number}: title`);
  return `{ event(id: "bat:1") { ${fields.join(' ')} } }`;
}

/** A document of a mebibyte that takes no time to plan; its plan holds its text. */
function aLongText(number: number): string {
  return `{ event(id: "${'x'.repeat(MEBIBYTE)}${number}") { title } }`;
}

/** Apollo's gateway with a graph's own options, before a subgraph that knows of nothing. */
class Planner {
  private plan: unknown;
  private readonly server: ApolloServer;

  private constructor(options: GatewayConfig | undefined) {
    const gateway = new ApolloGateway({
      ...options,
      buildService: () => ({ process: () => Promise.resolve({ data: { event: null } }) }),
      experimental_didResolveQueryPlan: ({ queryPlan }) => (this.plan = queryPlan),
    });
    this.server = new ApolloServer({ gateway, stopOnTerminationSignals: false });
  }

  static async start(options: GatewayConfig | undefined): Promise<Planner> {
    const planner = new Planner(options);
    await planner.server.start();
    return planner;
  }

  /** The same object for the same document while the gateway remembers it. */
  async planOf(query: string): Promise<unknown> {
    this.plan = undefined;
    await this.server.executeOperation({ query });
    expect(this.plan).toBeDefined();
    return this.plan;
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}

/** Whether what was first remembered is still the same after so much else. */
function remembersTheFirst(remember: (text: string) => unknown): boolean {
  const first = remember(aDocument(0));
  expect(remember(aDocument(0))).toBe(first);
  for (let number = 1; number <= VERY_MANY; number += 1) remember(aDocument(number));
  return remember(aDocument(0)) === first;
}

describe('what a gateway remembers of documents is bounded by their size, not by their number alone', () => {
  it('where it cuts them by owner', () => {
    const cache = new Splittables();
    expect(remembersTheFirst((text) => cache.of(text))).toBe(false);
  });

  it('where it sends them and reads the answers', () => {
    const contract = contractOf(parse('type Query { event(id: ID!): Event } type Event { title: String }'), {});
    const cache = new Operations(contract);
    expect(remembersTheFirst((text) => cache.prepare(text, new Set()))).toBe(false);
  });

  const nodes = new Nodes(contractOf(collegeContract(), rootFieldRules), aCaller, { privateAddresses: true });
  const roster = { current: { version: 1, colleges: [] } };
  afterAll(() => nodes.close());

  describe.each([
    ['an ordinary supergraph', ordinaryGraph(supergraphFile.pathname)],
    ['the network', networkGraph(roster as never, { nodes, callers: {} as never, registry: new Registry(aCaller, true), lists: { find: () => Promise.resolve(null) } }, true)],
  ])('of %s', (_which, { server, gateway }) => {
    it('where it parses and validates them', async () => {
      const store = server?.documentStore;
      if (!store) throw new Error('The documents have no store of their own.');
      for (let number = 0; number <= VERY_MANY; number += 1) await store.set(String(number), parse(aDocument(number)));
      expect(await store.get('0')).toBeUndefined();
      expect(await store.get(String(VERY_MANY))).toBeDefined();
    });

    it('where it plans them', async () => {
      const planner = await Planner.start(gateway);
      const first = await planner.planOf(aLongText(0));
      expect(await planner.planOf(aLongText(0))).toBe(first);
      for (let number = 1; number <= MOST_MEBIBYTES; number += 1) await planner.planOf(aLongText(number));
      expect(await planner.planOf(aLongText(0))).not.toBe(first);
      await planner.stop();
    });
  });
});
