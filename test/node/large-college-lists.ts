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
    ...events('with a tag written otherwise', 'tags: ["ТЕМА 7"]'),
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
    { ...feed('that are asked to be held together', 'filter: { coHosting: INVITED }'), as: aCurator('bat') },
    ofCollege(
      `events(first: 100) { nodes { id placesTaken waitingCount meetingUrl seriesId recurrence remotePlaceRows { places taken } coHostRows { collegeCode } partOf { id } parts { id } feedback { answers average } } }`,
      { name: 'events with all that hangs on them' },
    ),
    { name: 'sessions of a forum', as, query: `{ event(id: "chhtt:${FORUM}") { parts { id title placesTaken waitingCount } } }` },
    { name: 'registrations of an event', as, query: `{ event(id: "chhtt:${WELL_ATTENDED}") { placesTaken registrations(first: 50) { totalCount nodes { id status } pageInfo { endCursor } } } }` },
    { name: 'questions of an event', as, query: `{ event(id: "chhtt:${WELL_ATTENDED}") { questions(first: 20) { totalCount nodes { id text votes voted authorName } } } }` },
    { name: 'comments on an event', as, query: `{ event(id: "chhtt:${WELL_ATTENDED}") { feedback { answers average } feedbackComments(first: 50) { totalCount nodes { id text } pageInfo { endCursor } } } }` },
    { name: 'a volunteer’s own registrations', as: aVolunteer(), query: `{ event(id: "chhtt:${WELL_ATTENDED}") { registrations { totalCount nodes { id status checkedInAt } } } }` },
    ofCollege('participations { nodes { id status } pageInfo { endCursor } }', { name: 'participations' }),
    ofCollege('participations { nodes { id credential volunteer { id } entries { minutes } } }', { name: 'participations with their entries' }),
    ofCollege('participations { totalCount }', { name: 'count of participations', readsAll: COUNTS }),
    ofCollege('participations(filter: { statuses: [AWAITING_HOME] }) { totalCount nodes { id status } }', { name: 'participations to approve' }),
    ofCollege('participations(filter: { statuses: [CONFIRMED, ATTENDED] }) { nodes { id status minutes } }', { name: 'participations of two states' }),
    ofCollege('participations { nodes { id } }', { name: 'participations of a mentor’s volunteers', as: aMentor() }),
    ofCollege('overlaps { nodes { volunteer { id } participations { id eventTitle } } pageInfo { endCursor } }', { name: 'hours at two hosts at once' }),
    ofCollege('overlaps { totalCount }', { name: 'count of hours at two hosts at once', readsAll: COUNTS, scans: ['record_overlap'] }),
    ofCollege('mentors { id displayName } curators { id displayName }', { name: 'mentors and curators' }),
    ofCollege('teams { id name mentor { id } volunteerCount }', { name: 'teams', readsAll: 'each team counts its volunteers', scans: ['volunteer'] }),
    ofCollege('volunteers { nodes { id fullName } pageInfo { endCursor } }', { name: 'volunteers' }),
    ofCollege('volunteers { totalCount }', { name: 'count of volunteers', readsAll: 'some thousands of rows, hardly longer than an index of them', scans: ['volunteer'] }),
    ofCollege(`volunteers(filter: { teamId: "chhtt:${uuidOf('team', 2)}" }) { totalCount nodes { id fullName } }`, { name: 'volunteers of a team' }),
    ofCollege('volunteers(filter: { text: "Зимина" }) { nodes { id fullName } }', { name: 'volunteers with a name' }),
    ofCollege(`volunteers(filter: { activeSince: "${days(-30).slice(0, 10)}" }) { nodes { id fullName } }`, { name: 'volunteers active of late' }),
    ofCollege('volunteers { nodes { id fullName } }', { name: 'volunteers of a mentor', as: aMentor() }),
    { name: 'a record book', as, query: `{ volunteer(id: "chhtt:${uuidOf('volunteer', 5)}") { recordBook(first: 20) { totalCount totalMinutes nodes { eventTitle minutes } } } }` },
    { name: 'a volunteer’s consents and readers', as, query: `{ volunteer(id: "chhtt:${uuidOf('volunteer', 5)}") { consents { purpose inForce } readers(first: 100) { id readerCode fields } } }` },
    {
      name: 'readers behind one',
      as,
      query: `{ volunteer(id: "chhtt:${uuidOf('volunteer', 5)}") { readers(afterId: "chhtt:${uuidOf('reading', 4)}") { id readAt } } }`,
    },
    { name: 'what a viewer has', as: aVolunteer(), query: '{ viewer { volunteer { id consents { purpose } readers { id } recordBook(first: 50) { totalMinutes nodes { id entries { minutes } } } } } }' },
    ofCollege('practices { nodes { id title } }', { name: 'practices' }),
    ofCollege('practices { nodes { id author { id } adoptionRows { collegeCode outcome } } }', { name: 'practices with who took them over' }),
    ofCollege('practices { totalCount }', { name: 'count of practices', readsAll: COUNTS }),
    ofCollege('practices(filter: { tags: ["тема 7"] }) { nodes { id title } }', { name: 'practices with a tag' }),
    ofCollege('practices(filter: { text: "несказанного слова" }) { totalCount nodes { id title } }', { name: 'practices with words that none has' }),
    ofCollege('practices(filter: { adoptedBy: ["bat"] }) { nodes { id title } }', { name: 'practices that a college took over' }),
    ofCollege('offers { nodes { id title } }', { name: 'offers' }),
    ofCollege('agreements { nodes { id status offer { id title } } pageInfo { endCursor } }', { name: 'agreements' }),
    ofCollege('agreements { totalCount }', { name: 'count of agreements', readsAll: COUNTS }),
    {
      name: 'matches of a partner’s offer',
      as: aCurator('bat'),
      query: `{ offerFeed(filter: { direction: WANTED, kinds: [VENUE], statuses: [OPEN], colleges: ["chhtt"], from: "${days(0).slice(0, 10)}", to: "${days(60).slice(0, 10)}" }) { items { key offer { id title } } hasNextPage } }`,
    },
    ofCollege('offers { totalCount }', { name: 'count of offers', readsAll: COUNTS }),
    ofCollege('offers(filter: { statuses: [OPEN], direction: WANTED, kinds: [SPEAKER] }) { nodes { id title } }', { name: 'open wants of a kind' }),
    ofCollege('offers(filter: { text: "несказанного слова" }) { totalCount nodes { id title } }', { name: 'offers with words that none has' }),
    { name: 'search for a rare word', query: `{ searchFeed(text: "${RARE_WORD}") { id rank } }` },
    { name: 'search of who holds events together', as: aCurator('bat'), query: `{ searchFeed(text: "${RARE_WORD}") { id rank } }` },
    { name: 'search for a common word', query: '{ searchFeed(text: "субботник") { id rank } }', readsAll: 'all that has the word is ranked' },
    { name: 'changes from the beginning', query: '{ changes(college: "chhtt", first: 100) { changes { __typename } cursor } }' },
  ];
}

function aMentor(): Actor {
  return { id: `chhtt:${uuidOf('person', 3)}`, college: 'chhtt', roles: ['MENTOR'] };
}

function aVolunteer(): Actor {
  return { id: `chhtt:${uuidOf('volunteer', 5)}`, college: 'chhtt', roles: ['VOLUNTEER'] };
}
