import { buildSubgraphSchema } from '@apollo/subgraph';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { collegeContract } from '#contract/college-contract.js';
import { decodeCursor, encodeCursor, eventKey } from '#contract/event-key.js';
import { globalId } from '#contract/ids.js';
import { pageSize } from '#contract/page.js';

type Row = Readonly<Record<string, unknown>>;

export interface FakeEvent extends Row {
  readonly id: string;
  readonly startsAt: string;
}

export interface FakeCollegeOptions {
  readonly events: readonly FakeEvent[];
  /** Another contract than the committed one: a node that is behind or ahead. */
  readonly contract?: DocumentNode;
}

/** An id of that college, the same for the same number. */
export function anId(college: string, number: number): string {
  return globalId(college, `0192f3c4-0000-7000-8000-${String(number).padStart(12, '0')}`);
}

/** An event of that college; the later the greater its number. */
export function anEvent(college: string, number: number, overrides: Row = {}): FakeEvent {
  return {
    id: anId(college, number),
    title: `${college} ${number}`,
    kind: 'SERVICE',
    format: 'ONSITE',
    status: 'PUBLISHED',
    audience: 'PUBLIC',
    startsAt: new Date(Date.UTC(2027, 0, 1, number)).toISOString(),
    endsAt: new Date(Date.UTC(2027, 0, 1, number + 2)).toISOString(),
    timeZone: 'Europe/Samara',
    tags: ['забота'],
    coHostCodes: [],
    remotePlaceRows: [],
    speakers: [],
    materials: [],
    parts: [],
    host: { __typename: 'College', code: college },
    placesTaken: 3,
    waitingCount: 0,
    registrations: { nodes: [], pageInfo: { hasNextPage: false }, totalCount: 0 },
    ...overrides,
  };
}

interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** What an honest node of that college would serve, without a database behind it. */
export function fakeCollege(code: string, { events, contract = collegeContract() }: FakeCollegeOptions): GraphQLSchema {
  const eventById = ({ id }: { readonly id: string }) => events.find((event) => event.id === id) ?? null;
  const page = ({ first, after }: PageArguments) => {
    const keyed = events
      .map((event) => ({ key: eventKey(new Date(event.startsAt), event.id), event }))
      .sort((one, other) => (one.key < other.key ? -1 : 1))
      .filter(({ key }) => after === null || after === undefined || key > decodeCursor(after));
    return { items: keyed.slice(0, pageSize(first)), hasNextPage: keyed.length > pageSize(first), totalCount: events.length };
  };
  return buildSubgraphSchema([
    {
      typeDefs: contract,
      resolvers: {
        Query: {
          event: (_: unknown, args: { readonly id: string }) => eventById(args),
          viewer: () => ({ id: anId(code, 0), displayName: `Кто-то из ${code}`, roles: ['CURATOR'], college: { code } }),
          eventFeed: (_: unknown, args: PageArguments) => page(args),
        },
        College: {
          __resolveReference: ({ code: asked }: { readonly code: string }) => (asked === code ? { code } : null),
          about: () => `О колледже ${code}`,
          events: (_: unknown, args: PageArguments) => {
            const { items, hasNextPage, totalCount } = page(args);
            const last = items.at(-1);
            return {
              nodes: items.map(({ event }) => event),
              pageInfo: { hasNextPage, endCursor: last ? encodeCursor(last.key) : null },
              totalCount,
              coverage: { answered: [{ code }], missing: [] },
            };
          },
        },
        Event: { __resolveReference: eventById },
      },
    },
  ]);
}
