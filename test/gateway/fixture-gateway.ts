import { composeServices } from '@apollo/composition';
import { ApolloGateway, type GraphQLDataSource, LocalGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLFormattedError, parse } from 'graphql';
import type { Actor } from '#identity/actor.js';
import type { Roster } from '#roster/roster.js';
import { CollegeDataSource } from '#gateway/college/college-data-source.js';
import { contractOf } from '#gateway/college/contract.js';
import type { GraphContext } from '#gateway/college/graph-context.js';
import { Nodes } from '#gateway/college/nodes.js';
import type { FakeNode } from './fake-node.js';
import { fixtureContract, fixtureRules } from './fixture-contract.js';
import { aCaller, aRecipient } from './test-caller.js';

// @apollo/gateway looks when it starts, and phones home unless told otherwise.
process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';

const networkContract = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { colleges: [College!]! links(ids: [ID!]!): [Event]! }
  type College @key(fields: "code") { code: ID! name: String! }
  type Event @key(fields: "id", resolvable: false) { id: ID! }
`);

export interface FixtureAnswer {
  readonly data: ReturnType<typeof JSON.parse>;
  readonly errors: readonly GraphQLFormattedError[];
}

export function rosterOf(nodes: readonly { readonly code: string; readonly endpoint: string }[]): Roster {
  const place = { city: 'Чапаевск', region: 'Самарская область', status: 'MEMBER' as const, contractVersion: 1, keys: [aRecipient] };
  return { version: 1, colleges: nodes.map(({ code, endpoint }) => ({ code, endpoint, name: code, shortName: code, ...place })), gateways: [] };
}

export function curatorOf(college: string): Actor {
  return { id: `${college}:0192f3c4-0000-7000-8000-000000000000`, college, roles: ['CURATOR'] };
}

/** A gateway of the fixture contract, in this process: what the network's own contract does not have yet. */
export class FixtureGateway {
  private constructor(
    readonly nodes: Nodes,
    private readonly server: ApolloServer<GraphContext>,
    private readonly fakes: readonly FakeNode[],
  ) {}

  static async start(fakes: readonly FakeNode[]): Promise<FixtureGateway> {
    const { supergraphSdl } = composeServices([
      { name: 'college', url: 'urn:college', typeDefs: fixtureContract },
      { name: 'network', url: 'urn:network', typeDefs: networkContract },
    ]);
    const nodes = new Nodes(contractOf(fixtureContract, fixtureRules), aCaller, { privateAddresses: true });
    nodes.reconcile(rosterOf(fakes));
    const sources: Readonly<Record<string, GraphQLDataSource>> = {
      college: new CollegeDataSource(nodes.contract),
      network: new LocalGraphQLDataSource(
        buildSubgraphSchema([
          {
            typeDefs: networkContract,
            resolvers: {
              Query: {
                colleges: () => fakes.map(({ code }) => ({ __typename: 'College', code })),
                links: (_: unknown, { ids }: { readonly ids: readonly string[] }) => ids.map((id) => ({ __typename: 'Event', id })),
              },
              College: { name: ({ code }: { readonly code: string }) => code, __resolveReference: (college: object) => college },
            },
          },
        ]),
      ),
    };
    const gateway = new ApolloGateway({
      supergraphSdl: supergraphSdl ?? '',
      buildService: ({ name }) => sources[name] ?? new LocalGraphQLDataSource(nodes.contract.schema),
    });
    const server = new ApolloServer<GraphContext>({
      gateway,
      stopOnTerminationSignals: false,
      plugins: [ApolloServerPluginLandingPageDisabled()],
    });
    await server.start();
    return new FixtureGateway(nodes, server, fakes);
  }

  async ask(query: string, variables: Readonly<Record<string, unknown>> = {}, actor: Actor | null = null): Promise<FixtureAnswer> {
    const contextValue: GraphContext = { actor, roster: rosterOf(this.fakes), nodes: this.nodes.forRequest(undefined) };
    const { body } = await this.server.executeOperation({ query, variables }, { contextValue });
    if (body.kind !== 'single') throw new Error('A gateway does not stream.');
    // As a client would read it: without prototypes and without what JSON cannot hold.
    const answer = JSON.parse(JSON.stringify(body.singleResult)) as { data?: unknown; errors?: GraphQLFormattedError[] };
    return { data: answer.data ?? null, errors: answer.errors ?? [] };
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await this.nodes.close();
    await Promise.all(this.fakes.map((fake) => fake.stop()));
  }
}
