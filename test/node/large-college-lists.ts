import { encodeCursor, eventKey } from '#contract/event-key.js';
import type { Actor } from '#identity/actor.js';
import { aCurator } from '#support/factories/actor.factory.js';
import { FORUM, RARE_WORD, SERIES, WELL_ATTENDED, uuidOf } from '#support/large-college.js';

/** A list of a college's, as somebody asks for it. */
export interface AskedList {
  readonly name: string;
  readonly query: string;
  readonly as?: Actor;
  /** Why it reads more the more there is, where it does. */
  readonly readsAll?: string;
  /** Tables that it may read past every index. */
  readonly scans?: readonly string[];
}

const COUNTS = 'a total counts each row';

/** Every list of a college, with each filter people give. */
export function listsOf(now: Date): AskedList[] {
  const as = aCurator('chhtt');
  const days = (count: number) => new Date(now.getTime() + count * 86_400_000).toISOString();
  const ofCollege = (list: string, of: Omit<AskedList, 'query'>): AskedList => ({
    as,
    ...of,
    query: `{ _entities(representations: [{ __typename: "College", code: "chhtt" }]) { ... on College { ${list} } } }`,
  });
  const events = (name: string, filter: string, scans: readonly string[] = []): AskedList[] => [
    ofCollege(`events(filter: { ${filter} }) { nodes { id title startsAt } pageInfo { hasNextPage endCursor } }`, { name: `events ${name}` }),
    ofCollege(`events(filter: { ${filter} }) { totalCount }`, { name: `count of events ${name}`, readsAll: COUNTS, scans }),
  ];
  const feed = (name: string, args: string): AskedList => ({ name: `feed of events ${name}`, query: `{ eventFeed(${args}) { items { key event { id title } } hasNextPage } }` });
  const deep = encodeCursor(eventKey(new Date(days(300)), `chhtt:${uuidOf('event', 1)}`));
  return [
    ...events('of all time', ''),
    ...events('to come', `from: "${days(0)}"`),
    ...events('of a month', `from: "${days(-400)}", to: "${days(-370)}"`),
    ...events('that are forums', 'kinds: [FORUM]'),
    ...events('of two kinds', 'kinds: [SERVICE, FORUM]'),
    ...events('online', 'formats: [ONLINE]'),
    ...events('with a tag', 'tags: ["тема 7"]'),
    ...events('with a rare tag', 'tags: ["редкое"]'),
    ...events('to come with free places', `from: "${days(0)}", withFreePlaces: true`),
    ...events('of a series', `seriesId: "chhtt:${SERIES}"`),
    ...events('of a month with words', `from: "${days(-400)}", to: "${days(-370)}", text: "доброты"`),
    ...events('to come with words', `from: "${days(0)}", text: "доброты"`, ['search_entry']),
    ...events('with a rare word', `text: "${RARE_WORD}"`),
    ...events('with words that none has', 'text: "несказанного слова"'),
    { ...feed('of all time', 'first: 20') },
    { ...feed('behind a deep cursor', `first: 20, after: "${deep}"`) },
    { ...feed('to hold together', 'filter: { coHosting: ACCEPTED }'), as: aCurator('bat') },
    { name: 'sessions of a forum', as, query: `{ event(id: "chhtt:${FORUM}") { parts { id title placesTaken waitingCount } } }` },
    { name: 'registrations of an event', as, query: `{ event(id: "chhtt:${WELL_ATTENDED}") { placesTaken registrations(first: 50) { totalCount nodes { id status } pageInfo { endCursor } } } }` },
    { name: 'questions of an event', as, query: `{ event(id: "chhtt:${WELL_ATTENDED}") { questions(first: 20) { totalCount nodes { id text votes } } } }` },
    ofCollege('participations { nodes { id status } pageInfo { endCursor } }', { name: 'participations' }),
    ofCollege('participations { totalCount }', { name: 'count of participations', readsAll: COUNTS }),
    ofCollege('participations(filter: { statuses: [AWAITING_HOME] }) { totalCount nodes { id status } }', { name: 'participations to approve' }),
    ofCollege('participations(filter: { statuses: [CONFIRMED, ATTENDED] }) { nodes { id status minutes } }', { name: 'participations of two states' }),
    ofCollege('participations { nodes { id } }', { name: 'participations of a mentor’s volunteers', as: aMentor() }),
    ofCollege('volunteers { nodes { id fullName } pageInfo { endCursor } }', { name: 'volunteers' }),
    ofCollege('volunteers { totalCount }', { name: 'count of volunteers', readsAll: 'some thousands of rows, hardly longer than an index of them', scans: ['volunteer'] }),
    ofCollege(`volunteers(filter: { teamId: "chhtt:${uuidOf('team', 2)}" }) { totalCount nodes { id fullName } }`, { name: 'volunteers of a team' }),
    ofCollege('volunteers(filter: { text: "Зимина" }) { nodes { id fullName } }', { name: 'volunteers with a name' }),
    ofCollege(`volunteers(filter: { activeSince: "${days(-30).slice(0, 10)}" }) { nodes { id fullName } }`, { name: 'volunteers active of late' }),
    ofCollege('volunteers { nodes { id fullName } }', { name: 'volunteers of a mentor', as: aMentor() }),
    { name: 'a record book', as, query: `{ volunteer(id: "chhtt:${uuidOf('volunteer', 5)}") { recordBook(first: 20) { totalCount totalMinutes nodes { eventTitle minutes } } } }` },
    ofCollege('practices { nodes { id title } }', { name: 'practices' }),
    ofCollege('practices { totalCount }', { name: 'count of practices', readsAll: COUNTS }),
    ofCollege('practices(filter: { tags: ["тема 7"] }) { nodes { id title } }', { name: 'practices with a tag' }),
    ofCollege('practices(filter: { text: "несказанного слова" }) { totalCount nodes { id title } }', { name: 'practices with words that none has' }),
    ofCollege('practices(filter: { adoptedBy: ["bat"] }) { nodes { id title } }', { name: 'practices that a college took over' }),
    ofCollege('offers { nodes { id title } }', { name: 'offers' }),
    ofCollege('offers { totalCount }', { name: 'count of offers', readsAll: COUNTS }),
    ofCollege('offers(filter: { statuses: [OPEN], direction: WANTED, kinds: [SPEAKER] }) { nodes { id title } }', { name: 'open wants of a kind' }),
    ofCollege('offers(filter: { text: "несказанного слова" }) { totalCount nodes { id title } }', { name: 'offers with words that none has' }),
    { name: 'search for a rare word', query: `{ searchFeed(text: "${RARE_WORD}") { id rank } }` },
    { name: 'search for a common word', query: '{ searchFeed(text: "субботник") { id rank } }', readsAll: 'all that has the word is ranked' },
    { name: 'changes from the beginning', query: '{ changes(college: "chhtt", first: 100) { changes { __typename } cursor } }' },
  ];
}

function aMentor(): Actor {
  return { id: `chhtt:${uuidOf('person', 3)}`, college: 'chhtt', roles: ['MENTOR'] };
}
