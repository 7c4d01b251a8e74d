import { buildSubgraphSchema } from '@apollo/subgraph';
import { type DocumentNode, type GraphQLSchema, parse } from 'graphql';
import type { RootFieldRules } from '#contract/root-field-rules.js';

/** A contract with what the committed one will grow: mutations of every kind of owner, and a refusal. */
export const fixtureContract: DocumentNode = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])

  type College @key(fields: "code") { code: ID! motto: String events: [Event]! }
  type Event @key(fields: "id") { id: ID! title: String! mood: Mood places(kept: Int = 0): Int host: College! }
  enum Mood { CALM LIVELY }

  interface UserError { message: String! }
  type EventFullError implements UserError { message: String! capacity: Int! }
  union PublishResult = Event | EventFullError
  input RenameInput { eventId: ID! title: String! }

  type Query {
    me: College
    event(id: ID!): Event
  }
  type Mutation {
    publish(id: ID!, note: String): PublishResult
    rename(input: RenameInput!): Event
    create(title: String!): Event
  }
`);

export const fixtureRules: RootFieldRules = {
  me: { by: 'actor' },
  event: { by: 'owner', argument: 'id' },
  publish: { by: 'owner', argument: 'id' },
  rename: { by: 'owner', argument: 'input.eventId' },
  create: { by: 'actor' },
};

/** What a node did, in the order it was done, seen from all nodes that share the list. */
export type Deeds = string[];

/**
 * An honest node of the fixture contract. A title or note that is a number lets it work so many milliseconds; «fail»
 * makes it throw, «full» makes it refuse.
 */
export function fixtureCollege(code: string, deeds: Deeds, contract: DocumentNode = fixtureContract): GraphQLSchema {
  const event = (id: string, title = `Event ${id}`) => ({ __typename: 'Event', id, title, mood: 'CALM', places: 5, host: { code } });
  const work = async (deed: string, how: string | null | undefined): Promise<void> => {
    deeds.push(`${code}: ${deed} begins`);
    await new Promise((done) => setTimeout(done, Number(how) || 0));
    deeds.push(`${code}: ${deed} ends`);
    if (how === 'fail') throw new Error('relation "event" does not exist');
  };
  return buildSubgraphSchema([
    {
      typeDefs: contract,
      resolvers: {
        Query: { me: () => ({ code }), event: (_: unknown, { id }: { readonly id: string }) => event(id) },
        Mutation: {
          publish: async (_: unknown, { id, note }: { readonly id: string; readonly note?: string | null }) => {
            await work(`publish ${id}`, note);
            return note === 'full' ? { __typename: 'EventFullError', message: 'Full.', capacity: 2 } : event(id);
          },
          rename: async (_: unknown, { input }: { readonly input: { readonly eventId: string; readonly title: string } }) => {
            await work(`rename ${input.eventId}`, input.title);
            return event(input.eventId, input.title);
          },
          create: async (_: unknown, { title }: { readonly title: string }) => {
            await work(`create ${title}`, title);
            return event(`${code}:new`, title);
          },
        },
        College: {
          __resolveReference: ({ code: asked }: { readonly code: string }) => ({ code: asked }),
          motto: () => `Мы ${code}`,
          events: () => [event(`${code}:1`), event(`${code}:2`)],
        },
        Event: { __resolveReference: ({ id }: { readonly id: string }) => event(id) },
      },
    },
  ]);
}
