import { readFileSync } from 'node:fs';
import { Supergraph } from '@apollo/federation-internals';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GraphQLError, type GraphQLSchema, execute, parse, validate } from 'graphql';
import { CLIENT_DOCUMENTS } from '#contract/limits.js';
import { documentRule } from '#defence/document-rule.js';
import { decodeCursor, encodeCursor, eventKey } from '#contract/event-key.js';
import { collegeOf, globalId } from '#contract/ids.js';
import { pageSize } from '#contract/page.js';
import { supergraphFile } from '#gateway/supergraph/committed.js';
import type { Actor } from '#identity/actor.js';
import type { EventEntity } from '#node/events/event.entity.js';
import type { OfferEntity } from '#node/offers/offer.entity.js';
import type { AdoptionEntity } from '#node/practices/adoption.entity.js';
import type { PracticeEntity } from '#node/practices/practice.entity.js';
import { aVolunteerActor } from '#support/factories/actor.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { anOffer } from '#support/factories/offer.factory.js';
import { aPractice, anAdoption } from '#support/factories/practice.factory.js';
import { type TestNetwork, startNetwork } from '#support/network.js';
import { type List, type RandomQuery, randomQuery } from './random-query.js';

const COLLEGES = ['bat', 'chhtt', 'hgt'];
const RUNS = 90;
const MOST_MILLISECONDS = 15_000;
const LATE: ReadonlySet<unknown> = new Set(['NODE_TIMEOUT', 'BUSY']);

/** A row of a college's, with its place in the order of its list. */
interface Row<Thing> {
  readonly college: string;
  readonly thing: Thing;
  readonly key: string;
}

interface Filter {
  readonly kinds?: string[];
  readonly tags?: string[];
  readonly from?: Date;
  readonly colleges?: string[];
  readonly adoptedBy?: string[];
  readonly direction?: string;
  readonly statuses?: string[];
}

interface Asked {
  readonly filter?: Filter | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

/** One of the network's lists, as the rows themselves have it. */
interface Listed<Thing> {
  readonly rows: readonly Row<Thing>[];
  readonly newestFirst: boolean;
  readonly matches: (row: Row<Thing>, filter: Filter) => boolean;
  readonly shown: (row: Row<Thing>) => object;
}

let network: TestNetwork;
let publicGraph: GraphQLSchema;
let events: Row<EventEntity>[];
let practices: Row<PracticeEntity>[];
let offers: Row<OfferEntity>[];
let adoptions: AdoptionEntity[];

beforeAll(async () => {
  publicGraph = Supergraph.build(readFileSync(supergraphFile, 'utf8')).apiSchema().toGraphQLJSSchema();
  const of = <Thing extends { readonly id: string }>(things: (which: number) => Thing[], at: (thing: Thing) => Date): Row<Thing>[] =>
    COLLEGES.flatMap((college, which) => things(which).map((thing) => ({ college, thing, key: eventKey(at(thing), globalId(college, thing.id)) })));
  events = of(eventsOf, ({ startsAt }) => startsAt);
  practices = of(practicesOf, ({ publishedAt }) => publishedAt);
  offers = of(offersOf, ({ postedAt }) => postedAt);
  adoptions = practices.flatMap(({ college, thing }, index) => COLLEGES.filter((code) => code !== college && index % 2 === 0).map((code) => anAdoption(thing, code, { outcome: 'Прижилось' })));
  network = await startNetwork(...COLLEGES);
  for (const { college, thing } of [...events, ...practices, ...offers]) await network.node(college).has(thing);
  for (const adoption of adoptions) await network.node(practices.find(({ thing }) => thing.id === adoption.practiceId)?.college ?? '').has(adoption);
});

afterAll(() => network.stop());

/** A forum with two sessions, events of every audience, one in three at the same moment in every college. */
function eventsOf(which: number): EventEntity[] {
  const at = (hours: number) => new Date(Date.UTC(2090, 0, 1, hours));
  const forum = anEvent({ title: 'Форум', kind: 'FORUM', startsAt: at(20), coHostCodes: COLLEGES.filter((_code, index) => index !== which) });
  const sessions = [1, 2].map((hour) => anEvent({ title: `Сессия ${hour}`, kind: 'SEMINAR', startsAt: at(20 + hour), partOfId: forum.id, tags: ['лес'] }));
  const others = Array.from({ length: 12 }, (_unused, index) =>
    anEvent({
      title: `Событие ${index}`,
      startsAt: at(index % 3 === 0 ? index * 6 : index * 6 + which),
      audience: (['PUBLIC', 'NETWORK', 'COLLEGE'] as const)[index % 4] ?? 'PUBLIC',
      tags: index % 2 === 0 ? ['река'] : [],
      capacity: index % 5 === 0 ? 10 : null,
    }),
  );
  return [forum, ...sessions, ...others];
}

/** One in two at the same moment in every college. */
function practicesOf(which: number): PracticeEntity[] {
  return Array.from({ length: 6 }, (_unused, index) =>
    aPractice({ title: `Практика ${index}`, publishedAt: new Date(Date.UTC(2026, 0, 1, index % 2 === 0 ? index * 6 : index * 6 + which)), tags: index % 3 === 0 ? ['река'] : [] }),
  );
}

function offersOf(which: number): OfferEntity[] {
  return Array.from({ length: 6 }, (_unused, index) =>
    anOffer({
      title: `Предложение ${index}`,
      direction: index < 3 ? 'OFFERED' : 'WANTED',
      kind: index % 3 === 0 ? 'VENUE' : 'SPEAKER',
      status: index % 2 === 1 ? 'CLOSED' : 'OPEN',
      from: index === 4 ? '2096-05-01' : null,
      postedAt: new Date(Date.UTC(2026, 0, 1, index % 2 === 0 ? index * 6 : index * 6 + which)),
    }),
  );
}

/** The answer that the rows themselves give: one schema, no nodes, nothing cut and nothing put together again. */
class Oracle {
  constructor(private readonly actor: Actor | null) {}

  async answer({ text, variables }: RandomQuery) {
    const rootValue = {
      event: ({ id }: { readonly id: string }) => this.event(one(this.visible, id)),
      practice: ({ id }: { readonly id: string }) => this.practice(one(practices, id)),
      college: ({ code }: { readonly code: string }) => this.college(code),
      colleges: () => COLLEGES.map((code) => this.college(code)),
      ...this.listsOf(COLLEGES),
    };
    const { data, errors = [] } = await execute({ schema: publicGraph, document: parse(text), rootValue, variableValues: variables });
    return { data, errors: errors.map(({ path, extensions }) => ({ path, code: extensions['code'] })) };
  }

  private get visible(): Row<EventEntity>[] {
    return events.filter(({ college, thing: { audience } }) => audience === 'PUBLIC' || (this.actor !== null && (audience === 'NETWORK' || college === this.actor.college)));
  }

  private event({ college, thing }: Row<EventEntity>): object {
    return Object.assign(Object.create(thing) as EventEntity, {
      id: globalId(college, thing.id),
      placesTaken: 0,
      remotePlaces: [],
      host: () => this.college(college),
      coHosts: () => thing.coHostCodes.map((code) => this.college(code)),
      partOf: () => this.visible.filter((other) => other.college === college && other.thing.id === thing.partOfId).map((other) => this.event(other))[0] ?? null,
      parts: () => inOrder(this.visible.filter((other) => other.college === college && other.thing.partOfId === thing.id)).map((part) => this.event(part)),
    });
  }

  private practice({ college, thing }: Row<PracticeEntity>): object {
    const adopted = adoptions.filter(({ practiceId }) => practiceId === thing.id);
    return Object.assign(Object.create(thing) as PracticeEntity, {
      id: globalId(college, thing.id),
      college: () => this.college(college),
      adoptions: () => adopted.map(({ collegeCode, outcome }) => ({ college: () => this.college(collegeCode), outcome })),
    });
  }

  private offer({ college, thing }: Row<OfferEntity>): object {
    return Object.assign(Object.create(thing) as OfferEntity, { id: globalId(college, thing.id), college: () => this.college(college) });
  }

  private college(code: string): object {
    const member = network.roster.colleges.find((college) => college.code === code);
    return { ...member, ...this.listsOf([code]) };
  }

  private listsOf(colleges: readonly string[]) {
    const listed: { [list in List]: (asked: Asked) => object } = {
      events: (asked) => this.page(colleges, asked, { rows: this.visible, newestFirst: false, matches: eventMatches, shown: (row) => this.event(row) }),
      practices: (asked) => this.page(colleges, asked, { rows: practices, newestFirst: true, matches: practiceMatches, shown: (row) => this.practice(row) }),
      offers: (asked) => this.page(colleges, asked, { rows: this.actor ? offers : [], newestFirst: true, matches: offerMatches, shown: (row) => this.offer(row) }),
    };
    return listed;
  }

  private page<Thing>(colleges: readonly string[], { filter, first, after }: Asked, { rows, newestFirst, matches, shown }: Listed<Thing>): object {
    const asked = colleges.filter((code) => filter?.colleges?.includes(code) ?? true);
    const ascending = inOrder(rows.filter((row) => asked.includes(row.college) && matches(row, filter ?? {})));
    const all = newestFirst ? ascending.reverse() : ascending;
    const from = after === null || after === undefined ? null : decodeCursor(after);
    const following = all.filter(({ key }) => from === null || (newestFirst ? key < from : key > from));
    const nodes = following.slice(0, pageSize(first));
    const last = nodes.at(-1);
    return {
      nodes: nodes.map(shown),
      totalCount: all.length,
      pageInfo: { hasNextPage: following.length > nodes.length, endCursor: last ? encodeCursor(last.key) : (after ?? null) },
      coverage: { answered: asked.map((code) => this.college(code)), missing: [] },
    };
  }
}

function one<Thing extends { readonly id: string }>(rows: readonly Row<Thing>[], id: string): Row<Thing> {
  const row = rows.find(({ college, thing }) => globalId(college, thing.id) === id);
  if (!row) throw new GraphQLError('There is none.', { extensions: { code: 'NOT_FOUND' } });
  return row;
}

function inOrder<Thing>(some: readonly Row<Thing>[]): Row<Thing>[] {
  return [...some].sort((first, second) => (first.key < second.key ? -1 : 1));
}

function eventMatches({ thing: event }: Row<EventEntity>, { kinds, tags, from }: Filter): boolean {
  return (!kinds || kinds.includes(event.kind)) && hasTag(event.tags, tags) && (!from || event.startsAt.getTime() >= new Date(from).getTime());
}

function practiceMatches({ thing: practice }: Row<PracticeEntity>, { tags, adoptedBy }: Filter): boolean {
  return hasTag(practice.tags, tags) && (!adoptedBy || adoptions.some(({ practiceId, collegeCode }) => practiceId === practice.id && adoptedBy.includes(collegeCode)));
}

function offerMatches({ thing: offer }: Row<OfferEntity>, { direction, kinds, statuses }: Filter): boolean {
  return (!direction || offer.direction === direction) && (!kinds || kinds.includes(offer.kind)) && (!statuses || statuses.includes(offer.status));
}

function hasTag(tags: readonly string[], sought: readonly string[] | undefined): boolean {
  return !sought || sought.some((tag) => tags.includes(tag.toLowerCase()));
}

const inOnePlace = (errors: readonly { readonly path?: unknown; readonly code: unknown }[]) =>
  errors.map(({ path, code }) => JSON.stringify([path, code])).sort();

const someIds = (rows: readonly Row<{ readonly id: string }>[]) => [
  ...rows.filter((_row, index) => index % 5 === 0).map(({ college, thing }) => globalId(college, thing.id)),
  ...['bat:nothing', 'nobody:1'],
];
const someCursors = (rows: readonly Row<unknown>[]) => rows.filter((_row, index) => index % 7 === 0).map(({ key }) => encodeCursor(key));

/** A node that is late, which on a busy machine any may be once, says nothing of the query. */
async function askInTime({ text, variables }: RandomQuery, actor: Actor | null) {
  const ask = () => network.ask(text, variables, actor ?? undefined);
  let answer = await ask();
  for (let again = 1; again <= 5 && answer.errors.some(({ extensions }) => LATE.has(extensions?.code)); again += 1) answer = await ask();
  return answer;
}

/** A query that is within the rules and still asks for more than one request may. */
const TOO_MUCH = /^(This may come to \d+ objects|The document puts \d+ questions to every college)/;

describe('any valid query', () => {
  it.each([
    ['a visitor', null],
    ['a volunteer of one college', aVolunteerActor('bat')],
  ])('of %s is answered as the rows themselves would', async (_who, actor) => {
    const oracle = new Oracle(actor);
    const names = {
      colleges: COLLEGES,
      eventIds: someIds(events),
      practiceIds: someIds(practices),
      cursors: { events: someCursors(events), practices: someCursors(practices), offers: someCursors(offers) },
    };
    expect(names.eventIds.map(collegeOf)).toContain('hgt');
    const property = fc.asyncProperty(randomQuery(names), async (query) => {
      const document = parse(query.text);
      expect(validate(publicGraph, document)).toEqual([]);
      fc.pre(validate(publicGraph, document, [documentRule(CLIENT_DOCUMENTS)]).length === 0);
      const expected = await oracle.answer(query);
      // Once while its plan is new, and once by the short way, where its plan is known.
      for (let time = 0; time < 2; time += 1) {
        const { data, errors } = await askInTime(query, actor);
        fc.pre(!errors.some(({ message }) => TOO_MUCH.test(message)));
        expect(data).toEqual(JSON.parse(JSON.stringify(expected.data)));
        expect(inOnePlace(errors.map(({ path, extensions }) => ({ path, code: extensions.code })))).toEqual(inOnePlace(expected.errors));
      }
    });
    await fc.assert(property, { numRuns: RUNS, plugins: [fc.interruptAfterTimeLimit(MOST_MILLISECONDS)] });
  });
});
