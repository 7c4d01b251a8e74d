import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { composeServices } from '@apollo/composition';
import { type GraphQLResolverMap, buildSubgraphSchema } from '@apollo/subgraph';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DocumentNode, GraphQLError, parse } from 'graphql';
import { startGateway } from '#support/gateway-process.js';
import type { ServerProcess } from '#support/server-process.js';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@shareable"])';

const subgraphs: readonly { name: string; typeDefs: DocumentNode; resolvers: GraphQLResolverMap }[] = [
  {
    name: 'products',
    typeDefs: parse(`${LINK}
      type Query { products: [Product!]! broken: String product(id: ID!): Product }
      type Mutation { rename(id: ID!, name: String!): Product }
      interface Named { name: String! }
      type Product implements Named @key(fields: "id") { id: ID! name: String! weight: Float! }`),
    resolvers: {
      Query: {
        products: () => [{ id: '1', name: 'Лопата', weight: 2 }, { id: '2', name: 'Перчатки', weight: 0.1 }],
        product: (_: unknown, { id }: { id: string }) => ({ id, name: 'Лопата', weight: 2 }),
        broken: () => {
          throw new GraphQLError('It is broken.', { extensions: { code: 'BROKEN', detail: 7 } });
        },
      },
      Mutation: { rename: (_: unknown, { id, name }: { id: string; name: string }) => ({ id, name, weight: 2 }) },
      Product: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'Лопата', weight: 2 }) },
    },
  },
  {
    name: 'stock',
    typeDefs: parse(`${LINK}
      type Query { warehouse: String }
      type Product @key(fields: "id") { id: ID! weight: Float! @external inStock: Int! postage: Float @requires(fields: "weight") }`),
    resolvers: {
      Query: { warehouse: () => 'Чапаевск' },
      Product: {
        __resolveReference: (product: { id: string }) => product,
        inStock: ({ id }: { id: string }) => Number(id) * 10,
        postage: ({ weight }: { weight: number }) => weight * 100,
      },
    },
  },
];

let gateway: ServerProcess;
let folder: string;
const servers: ApolloServer[] = [];

beforeAll(async () => {
  const services = [];
  for (const { name, typeDefs, resolvers } of subgraphs) {
    const server = new ApolloServer({ schema: buildSubgraphSchema([{ typeDefs, resolvers }]) });
    const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
    servers.push(server);
    services.push({ name, url, typeDefs });
  }
  folder = mkdtempSync(join(tmpdir(), 'supergraph-'));
  const file = join(folder, 'supergraph.graphql');
  writeFileSync(file, composeServices(services).supergraphSdl ?? '');
  gateway = await startGateway({ SUPERGRAPH: file });
});

afterAll(async () => {
  await gateway.stop();
  await Promise.all(servers.map((server) => server.stop()));
  rmSync(folder, { recursive: true });
});

async function ask(query: string, variables = {}): Promise<{ data: unknown; errors?: { path: unknown; message: string; extensions: object }[] }> {
  const response = await fetch(`${gateway.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Awaited<ReturnType<typeof ask>>;
}

describe('an ordinary supergraph', () => {
  it('is served by the subgraphs at the URLs it gives', async () => {
    const { data, errors } = await ask('{ warehouse products { __typename id name inStock postage ... on Named { name } } }');
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      warehouse: 'Чапаевск',
      products: [
        { __typename: 'Product', id: '1', name: 'Лопата', inStock: 10, postage: 200 },
        { __typename: 'Product', id: '2', name: 'Перчатки', inStock: 20, postage: 10 },
      ],
    });
  });

  it("hands on the subgraphs' errors, with their codes, at their paths", async () => {
    const { data, errors } = await ask('{ warehouse broken }');
    expect(data).toEqual({ warehouse: 'Чапаевск', broken: null });
    expect(errors).toMatchObject([{ message: 'It is broken.', path: ['broken'], extensions: { code: 'BROKEN', detail: 7 } }]);
  });

  it('runs mutations, and what hangs on them elsewhere', async () => {
    const { data } = await ask('mutation Rename($name: String!) { rename(id: "2", name: $name) { name inStock } }', { name: 'Рукавицы' });
    expect(data).toEqual({ rename: { name: 'Рукавицы', inStock: 20 } });
  });

  it('row 73: keeps the data of the subgraph that answers when another is down', async () => {
    await servers[1]?.stop();
    const { data, errors } = await ask('{ products { name inStock } product(id: "1") { name } }');
    expect(data).toBeNull();
    expect(errors).not.toHaveLength(0);
    const others = await ask('{ product(id: "1") { name } warehouse }');
    expect(others.data).toEqual({ product: { name: 'Лопата' }, warehouse: null });
    expect(others.errors).toMatchObject([{ message: 'The subgraph stock did not answer: it cannot be reached.', extensions: { code: 'NODE_UNAVAILABLE' } }]);
    expect(JSON.stringify([errors, others.errors])).not.toMatch(/127\.0\.0\.1|localhost|ECONN/);
  });
});
