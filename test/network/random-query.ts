import fc from 'fast-check';

/** A selection of a random query; `on` is the type that it stands on. */
type Selection =
  | { readonly kind: 'field'; readonly text: string; readonly within: readonly Selection[] }
  | { readonly kind: 'fragment'; readonly on: string; readonly named: boolean; readonly condition: string; readonly within: readonly Selection[] };

export interface RandomQuery {
  readonly text: string;
  readonly variables: { readonly p: boolean; readonly q: boolean };
}

/** What a random query may name: things that are there, and things that are not. */
export interface Names {
  readonly colleges: readonly string[];
  readonly eventIds: readonly string[];
  readonly practiceIds: readonly string[];
  /** By the list that gives them. */
  readonly cursors: Readonly<Record<List, readonly string[]>>;
}

/** A list of the whole network's, and of each college's. */
export type List = 'events' | 'practices' | 'offers';

/** Of what each list consists. */
const TYPES: Readonly<Record<List, string>> = { events: 'Event', practices: 'Practice', offers: 'Offer' };
const LISTS: readonly List[] = ['events', 'practices', 'offers'];

const CONDITIONS = ['', '', '', ' @include(if: $p)', ' @skip(if: $q)', ' @include(if: true)', ' @skip(if: true)', ' @include(if: $p) @skip(if: $q)'];
const EVENT_LEAVES = ['__typename', 'id', 'title', 'kind', 'format', 'status', 'audience', 'startsAt', 'endsAt', 'timeZone', 'capacity', 'tags', 'placesTaken', 'remotePlaces { places }'];
const PRACTICE_LEAVES = ['__typename', 'id', 'title', 'summary', 'body', 'tags', 'publishedAt', 'withdrawnAt', 'adoptions { college { code } outcome }'];
const OFFER_LEAVES = ['__typename', 'id', 'direction', 'kind', 'title', 'details', 'from', 'to', 'status', 'postedAt'];
const COLLEGE_LEAVES = ['__typename', 'code', 'name', 'shortName', 'city', 'region', 'status'];
const CONNECTION_LEAVES = ['totalCount', 'pageInfo { hasNextPage endCursor }', 'coverage { answered { code } missing { reason } }'];

/** Valid queries over the public graph: links, lists of events, practices and offers, filters, cursors, aliases, fragments and conditions. */
export function randomQuery(names: Names): fc.Arbitrary<RandomQuery> {
  return fc.record({ selections: some(rootField(names), 4), p: fc.boolean(), q: fc.boolean() }).map(({ selections, p, q }) => ({
    text: print(selections),
    variables: { p, q },
  }));
}

function rootField(names: Names): fc.Arbitrary<Selection> {
  const id = fc.constantFrom(...names.eventIds).map((value) => `event(id: "${value}")`);
  const code = fc.constantFrom(...names.colleges).map((value) => `college(code: "${value}")`);
  return fc.oneof(
    nested(id, eventSelection(names, 2)),
    nested(code, collegeSelection(names, 2)),
    nested(fc.constant('colleges'), collegeSelection(names, 1)),
    nested(fc.constantFrom(...names.practiceIds).map((value) => `practice(id: "${value}")`), rowSelection('practices', names, 2)),
    { weight: 2, arbitrary: listSelection('events', names, 2) },
    ...LISTS.map((list) => listSelection(list, names, 2)),
  );
}

function eventSelection(names: Names, depth: number): fc.Arbitrary<Selection> {
  const leaves = leaf(EVENT_LEAVES);
  if (depth === 0) return leaves;
  return fc.oneof(
    { weight: 4, arbitrary: leaves },
    nested(fc.constantFrom('host', 'coHosts'), collegeSelection(names, depth - 1)),
    nested(fc.constantFrom('partOf', 'parts'), eventSelection(names, depth - 1)),
    fragment('Event', eventSelection(names, depth - 1)),
  );
}

function rowSelection(list: List, names: Names, depth: number): fc.Arbitrary<Selection> {
  if (list === 'events') return eventSelection(names, depth);
  const leaves = leaf(list === 'practices' ? PRACTICE_LEAVES : OFFER_LEAVES);
  if (depth === 0) return leaves;
  return fc.oneof(
    { weight: 4, arbitrary: leaves },
    nested(fc.constant('college'), collegeSelection(names, depth - 1)),
    fragment(TYPES[list], rowSelection(list, names, depth - 1)),
  );
}

function collegeSelection(names: Names, depth: number): fc.Arbitrary<Selection> {
  const leaves = leaf(COLLEGE_LEAVES);
  if (depth === 0) return leaves;
  return fc.oneof(
    { weight: 3, arbitrary: leaves },
    ...LISTS.map((list) => listSelection(list, { ...names, colleges: [] }, depth - 1)),
    fragment('College', collegeSelection(names, depth - 1)),
  );
}

function listSelection(list: List, names: Names, depth: number): fc.Arbitrary<Selection> {
  const nodes = nested(fc.constant('nodes'), rowSelection(list, names, depth));
  const connection = fc.oneof({ weight: 2, arbitrary: nodes }, leaf(CONNECTION_LEAVES), fragment(`${TYPES[list]}Connection`, fc.oneof(nodes, leaf(CONNECTION_LEAVES))));
  return nested(listField(list, names), connection);
}

/** What each list is narrowed by. */
const FILTERS: Readonly<Record<List, Readonly<Record<string, fc.Arbitrary<string>>>>> = {
  events: {
    kinds: fc.constantFrom('[SERVICE]', '[FORUM, SERVICE]', '[]'),
    tags: fc.constantFrom('["река"]', '["РЕКА", "лес"]'),
    from: fc.constantFrom('"2090-01-03T00:00:00.000Z"', '"2090-01-01T00:00:00.000+04:00"'),
  },
  practices: { tags: fc.constantFrom('["река"]', '["РЕКА", "лес"]'), adoptedBy: fc.constantFrom('["bat"]', '["hgt", "chhtt"]') },
  offers: { direction: fc.constantFrom('WANTED', 'OFFERED'), kinds: fc.constantFrom('[SPEAKER]', '[VENUE, SPEAKER]', '[]'), statuses: fc.constantFrom('[OPEN]', '[OPEN, CLOSED]') },
};

/** `events(…)` and the like under a name that its arguments give it: two that differ never meet under one name. */
function listField(list: List, { colleges, cursors }: Names): fc.Arbitrary<string> {
  const filter = fc.record(
    {
      ...FILTERS[list],
      ...(colleges.length > 0 && { colleges: fc.subarray([...colleges], { minLength: 1 }).map((codes) => JSON.stringify(codes)) }),
    },
    { requiredKeys: [] },
  );
  const values = fc.record(
    { first: fc.constantFrom('0', '1', '3', '7', '100', '5000'), after: fc.constantFrom(...cursors[list]).map((cursor) => `"${cursor}"`), filter: filter.map(objectLiteral) },
    { requiredKeys: [] },
  );
  return values.map((given) => {
    const args = Object.entries(given).map(([name, value]) => `${name}: ${value}`);
    return args.length > 0 ? `e${checksum(`${list} ${args.join()}`)}: ${list}(${args.join(', ')})` : list;
  });
}

function objectLiteral(fields: Readonly<Record<string, string | undefined>>): string {
  return `{ ${Object.entries(fields).map(([name, value]) => `${name}: ${value ?? 'null'}`).join(', ')} }`;
}

function leaf(texts: readonly string[]): fc.Arbitrary<Selection> {
  return fc.tuple(fc.constantFrom(...texts), fc.constantFrom(...CONDITIONS), fc.boolean()).map(([text, condition, aliased]) => {
    const isPlain = /^\w+$/.test(text);
    return { kind: 'field', text: isPlain ? `${aliased ? `${text}_: ` : ''}${text}${condition}` : text.replace(' {', `${condition} {`), within: [] };
  });
}

/** A field with a selection; one with arguments goes by a name made of them. */
function nested(field: fc.Arbitrary<string>, selection: fc.Arbitrary<Selection>): fc.Arbitrary<Selection> {
  return fc.tuple(field, fc.constantFrom(...CONDITIONS), some(selection, 4)).map(([text, condition, within]) => {
    const name = text.includes('(') && !/^e\w+: /.test(text) ? `f${checksum(text)}: ` : '';
    return { kind: 'field', text: `${name}${text}${condition}`, within };
  });
}

function fragment(on: string, selection: fc.Arbitrary<Selection>): fc.Arbitrary<Selection> {
  return fc
    .record({ named: fc.boolean(), condition: fc.constantFrom(...CONDITIONS), within: some(selection, 3) })
    .map((parts) => ({ kind: 'fragment', on, ...parts }));
}

function some(selection: fc.Arbitrary<Selection>, most: number): fc.Arbitrary<Selection[]> {
  return fc.array(selection, { minLength: 1, maxLength: most });
}

function print(selections: readonly Selection[]): string {
  const fragments: string[] = [];
  const printed = (selection: Selection): string => {
    const within = selection.within.map(printed).join(' ');
    if (selection.kind === 'field') return within === '' ? selection.text : `${selection.text} { ${within} }`;
    if (!selection.named) return `... on ${selection.on}${selection.condition} { ${within} }`;
    const name = `F${fragments.length}`;
    fragments.push(`fragment ${name} on ${selection.on} { ${within} }`);
    return `...${name}${selection.condition}`;
  };
  const body = selections.map(printed).join(' ');
  // So that both variables are always used.
  return `query Random($p: Boolean!, $q: Boolean!) { root: __typename @include(if: $p) @skip(if: $q) ${body} } ${fragments.join(' ')}`;
}

function checksum(text: string): string {
  let sum = 7;
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 2_147_483_647;
  return sum.toString(36);
}
