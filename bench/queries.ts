import { codeOf } from './rows.js';

/** One question, as it is put to a gateway of one contract and to the native alternative. */
export interface Question {
  readonly number: number;
  readonly title: string;
  readonly ours: string;
  /** What makes of `ours` a question to next to nobody, with the same plan: what is replaced, and by what. */
  readonly ofFew: readonly [string, string];
  /** @param colleges codes; each has a root field of its own */
  readonly native: (colleges: readonly string[]) => string;
}

const COLLEGE_EVENTS = 'code name events(first: 5) { nodes { id title startsAt placesTaken } }';
const FEED_EVENT = 'id title startsAt placesTaken host { code name }';
const REGISTRATION = (volunteer: string): string =>
  `code name events(first: 3) { nodes { id title registrations(first: 3) { nodes { id status volunteer { ${volunteer} } } } } }`;
const VOLUNTEER = 'id displayName home { code name }';
const OF_NO_REGION = ['{ colleges {', '{ colleges(region: "none") {'] as const;

export const QUESTIONS: readonly Question[] = [
  {
    number: 1,
    title: 'colleges with their next five events',
    ours: `{ colleges { ${COLLEGE_EVENTS} } }`,
    ofFew: OF_NO_REGION,
    native: (colleges) => ofEachCollege(colleges, COLLEGE_EVENTS),
  },
  {
    number: 2,
    title: 'the merged feed of twenty events',
    ours: `{ events(first: 20) { nodes { ${FEED_EVENT} } pageInfo { hasNextPage endCursor } } }`,
    ofFew: ['first: 20', `first: 20, filter: { colleges: ["${codeOf(0)}"] }`],
    // It cannot merge: whoever asks gets a page of each college and merges by themselves.
    native: (colleges) => ofEachCollege(colleges, `events(first: 20) { nodes { ${FEED_EVENT} } pageInfo { hasNextPage } }`),
  },
  {
    number: 3,
    title: 'colleges → events → registrations → volunteers of other colleges',
    ours: `{ colleges { ${REGISTRATION(VOLUNTEER)} } }`,
    ofFew: OF_NO_REGION,
    native: (colleges) => ofEachCollege(colleges, REGISTRATION(`id ... on Volunteer { ${VOLUNTEER} }`)),
  },
];

function ofEachCollege(colleges: readonly string[], selection: string): string {
  return `{ ${colleges.map((code) => `${code} { ...Asked }`).join(' ')} } fragment Asked on College { ${selection} }`;
}

/** What is asked for under a name of each client's own, where clients ask in their own words. */
const NAMED = 'title|displayName|placesTaken';

/** The question as one client asks it and no other does, so that no two of them want the same of a node; all are of one length. */
export function inOwnWords(query: string, client: number): string {
  return query.replaceAll(new RegExp(`\\b(${NAMED})\\b`, 'g'), `$1_${100 + client}: $1`);
}

/** What was answered to a question in somebody's own words, as it would be to the question itself. */
export function inCommonWords(data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const names = new RegExp(`"(${NAMED})_\\d{3}"`, 'g');
  return JSON.parse(JSON.stringify(data).replaceAll(names, '"$1"')) as Readonly<Record<string, unknown>>;
}

/**
 * The same question in a text that no gateway has seen, for pages of nothing: it is parsed and planned as the question is,
 * and what else happens the first time does not hide the plan behind sixty answers. `number` makes it another text each time.
 */
export function unseen(query: string, number: number): string {
  return `# ${number}\n${query.replaceAll(/first: \d+/g, 'first: 0')}`;
}
