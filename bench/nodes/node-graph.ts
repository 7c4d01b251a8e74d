import { encodeCursor, eventKey } from '#contract/event-key.js';
import { collegeOf } from '#contract/ids.js';
import { pageSize } from '#contract/page.js';
import type { CollegeRows } from '../network-data.js';
import type { EventRow, RegistrationRow } from '../rows.js';

/** An object of a graph: values, or functions of a field's arguments. */
export type GraphObject = Readonly<Record<string, unknown>>;

/** What a type is called on a node: the contract's own name, or one with the college in it. */
export type TypeName = (type: string, college: string) => string;

interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** One college's rows as a graph: the root of what its node answers to queries. */
export function nodeGraph({ code, name, events, volunteers }: CollegeRows, typeName: TypeName): GraphObject {
  const keyed = events.map((event) => ({ key: eventKey(new Date(event.startsAt), event.id), event: eventOf(event) }));

  function page({ first, after }: PageArguments) {
    const begin = after ? keyed.findIndex(({ key }) => encodeCursor(key) === after) + 1 : 0;
    const items = keyed.slice(begin, begin + pageSize(first));
    return { items, hasNextPage: begin + items.length < keyed.length, totalCount: keyed.length };
  }

  const college: GraphObject = {
    __typename: typeName('College', code),
    code,
    name,
    about: `О колледже ${code}`,
    events: (args: PageArguments) => {
      const { items, hasNextPage, totalCount } = page(args);
      const last = items.at(-1);
      const endCursor = last ? encodeCursor(last.key) : null;
      return {
        __typename: typeName('EventConnection', code),
        nodes: items.map(({ event }) => event),
        pageInfo: { __typename: 'PageInfo', hasNextPage, endCursor },
        totalCount,
      };
    },
  };

  function eventOf(row: EventRow): GraphObject {
    return {
      ...row,
      __typename: typeName('Event', code),
      host: () => college,
      registrations: ({ first }: PageArguments) => ({
        __typename: typeName('RegistrationConnection', code),
        nodes: row.registrations.slice(0, pageSize(first)).map(registrationOf),
        pageInfo: { __typename: 'PageInfo', hasNextPage: row.registrations.length > pageSize(first), endCursor: null },
        totalCount: row.registrations.length,
      }),
    };
  }

  function registrationOf(row: RegistrationRow): GraphObject {
    const home = collegeOf(row.volunteerId) ?? '';
    const volunteer = { __typename: typeName('Volunteer', home), id: row.volunteerId };
    return { ...row, __typename: typeName('Registration', code), volunteer };
  }

  function entity({ code: asked, id }: GraphObject): GraphObject | null {
    if (asked !== undefined) return asked === code ? college : null;
    const volunteer = volunteers.get(String(id));
    if (volunteer) return { ...volunteer, __typename: typeName('Volunteer', code), home: college };
    return keyed.find(({ event }) => event['id'] === id)?.event ?? null;
  }

  return {
    __typename: 'Query',
    [code]: college,
    eventFeed: page,
    _entities: ({ representations }: { readonly representations: readonly GraphObject[] }) => representations.map(entity),
  };
}
