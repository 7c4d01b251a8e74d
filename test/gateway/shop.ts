import type { GraphQLResolverMap } from '@apollo/subgraph';
import { GraphQLError } from 'graphql';

/** Plain subgraphs that use what Federation has, and fail in the ways that subgraphs do. */
export interface ShopSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly resolvers: GraphQLResolverMap;
}

const link = (...directives: readonly string[]): string =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${directives.map((name) => `"@${name}"`).join(', ')}])\n`;

interface Key {
  readonly id: string;
}

const tools = [
  { __typename: 'Spade', id: '1', name: 'Лопата', weight: 2, size: 'LARGE', shelf: { hall: 'A', place: { row: 1 } }, length: 120 },
  { __typename: 'Gloves', id: '2', name: 'Перчатки', weight: 0.1, size: 'SMALL', shelf: { hall: 'B', place: { row: 7 } }, pairs: 10 },
];
const toolOf = ({ id }: Key) => tools.find((tool) => tool.id === id) ?? null;

let sum = 0;

const catalogue: ShopSubgraph = {
  name: 'catalogue',
  sdl: `${link('key', 'shareable', 'inaccessible')}
    type Query {
      tools: [Tool!]!
      tool(id: ID!, loud: Boolean = false): Tool
      anything: [Thing!]!
      shelves: [Shelf!]!
      broken: String
      brokenForGood: [Box!]!
      boxes: [Box]
    }
    type Mutation { add(number: Int!): Int! reset: Int! rename(id: ID!, name: String!): Tool fail: Int }
    enum Size { SMALL LARGE SECRET @inaccessible }
    interface Tool @key(fields: "id") { id: ID! name: String! weight: Float! size: Size shelf: Shelf! }
    type Spade implements Tool @key(fields: "id") { id: ID! name: String! weight: Float! size: Size shelf: Shelf! length: Int! }
    type Gloves implements Tool @key(fields: "id") { id: ID! name: String! weight: Float! size: Size shelf: Shelf! pairs: Int! }
    type Shelf @key(fields: "hall place { row }") { hall: String! place: Place! }
    type Place @shareable { row: Int! }
    union Thing = Spade | Gloves | Box
    type Box @key(fields: "id") { id: ID! label: String! @shareable contents: String secretLabel: String @inaccessible price: Int @shareable }`,
  resolvers: {
    Query: {
      tools: () => tools,
      tool: (_: unknown, { id, loud }: Key & { readonly loud: boolean }) => {
        const tool = toolOf({ id });
        return tool && loud ? { ...tool, name: tool.name.toUpperCase() } : tool;
      },
      anything: () => [...tools, { __typename: 'Box', id: 'b1', label: 'Ящик' }],
      shelves: () => tools.map(({ shelf }) => shelf),
      broken: () => {
        throw new GraphQLError('It is broken.', { extensions: { code: 'BROKEN', detail: 7 } });
      },
      brokenForGood: () => [{ id: 'b1', label: 'Ящик' }, { id: 'b2', label: null }],
      boxes: () => [{ id: 'b1', label: 'Ящик' }, { id: 'b2', label: null }, { id: 'b3', label: 'Третий' }],
    },
    Mutation: {
      add: (_: unknown, { number }: { readonly number: number }) => (sum += number),
      reset: () => (sum = 0),
      rename: (_: unknown, { id, name }: Key & { readonly name: string }) => ({ ...toolOf({ id }), name }),
      fail: () => {
        throw new GraphQLError('No.', { extensions: { code: 'REFUSED' } });
      },
    },
    Tool: { __resolveReference: toolOf },
    Spade: { __resolveReference: toolOf },
    Gloves: { __resolveReference: toolOf, size: () => 'SECRET' },
    Box: {
      __resolveReference: ({ id }: Key) => ({ id, label: `Ящик ${id}` }),
      contents: ({ id }: Key) => {
        if (id === 'b1') throw new GraphQLError('It is locked.', { extensions: { code: 'LOCKED' } });
        return 'гвозди';
      },
    },
  },
};

const stock: ShopSubgraph = {
  name: 'stock',
  sdl: `${link('key', 'external', 'requires', 'provides', 'override', 'interfaceObject', 'shareable')}
    type Query { warehouse: String! featured: Box @provides(fields: "label") counted: [Tool!]! }
    type Mutation { multiply(by: Int!): Int! }
    type Tool @key(fields: "id") @interfaceObject { id: ID! inStock: Int! weight: Float! @external postage: Float @requires(fields: "weight") }
    type Shelf @key(fields: "hall place { row }") { hall: String! place: Place! free: Int warning: String! }
    type Place @shareable { row: Int! }
    type Box @key(fields: "id") { id: ID! label: String! @external price: Int @override(from: "catalogue") seal: Seal }
    type Seal { number: Int! }`,
  resolvers: {
    Query: { warehouse: () => 'Чапаевск', featured: () => ({ id: 'b1', label: 'Provided' }), counted: () => [{ id: '1' }, { id: '2' }] },
    Mutation: { multiply: (_: unknown, { by }: { readonly by: number }) => (sum *= by) },
    Tool: {
      __resolveReference: (tool: Key) => tool,
      inStock: ({ id }: Key) => Number(id) * 10,
      postage: ({ weight }: { readonly weight: number }) => weight * 100,
    },
    Shelf: {
      __resolveReference: (shelf: object) => shelf,
      free: ({ place }: { readonly place: { readonly row: number } }) => 9 - place.row,
      warning: ({ hall }: { readonly hall: string }) => (hall === 'A' ? 'Осторожно' : null),
    },
    Box: {
      __resolveReference: ({ id }: Key) => {
        if (id === 'b3') throw new GraphQLError('This box was lost.', { extensions: { code: 'LOST' } });
        return id === 'b2' ? null : { id };
      },
      price: () => 700,
      seal: () => ({ number: 'none' }),
    },
  },
};

export const shop: readonly ShopSubgraph[] = [catalogue, stock];
