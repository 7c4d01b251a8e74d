import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import ICAL from 'ical.js';
import type { Actor } from '#identity/actor.js';
import type { Json } from '#support/graph-client.js';
import { until } from '#support/until.js';
import { everyCheck } from './year/credentials.js';
import { BUSY_PARTNER, HUB, isHeld } from './year/deeds.js';
import { AVERAGE } from './year/discussion.js';
import { everyEvent, followed } from './year/merged-lists.js';
import { REASON, type Replayed, replay } from './year/replay.js';
import type { Place } from './year/taking-part.js';
import { YearNetwork } from './year/year-network.js';

const BOOK = `{ viewer { volunteer { recordBook(first: 100) {
  totalMinutes totalCount nodes { id status minutes reason credential event { id } entries { minutes revokedAt credential } } } } } }`;

jest.setTimeout(120_000);

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

/** The demonstration's year, done by people through the gateway instead of written into the databases. */
describe('the year of the five colleges', () => {
  let year: YearNetwork;
  let done: Replayed;

  beforeAll(async () => {
    year = await YearNetwork.start();
    done = await replay(year);
  }, 400_000);
  afterAll(() => year.stop());

  const record = async (as: Actor): Promise<Json> => (await year.ask(as, BOOK)).viewer.volunteer.recordBook;
  const placesOf = ({ id }: Actor) => done.places.filter(({ volunteer }) => volunteer.id === id);
  const sum = (places: readonly Place[]) => places.reduce((minutes, place) => minutes + (place.minutes ?? 0), 0);
  const everybody = () => [...done.people.values()].flat();
  const idsOf = (events: Replayed['events']) => events.flatMap(({ ids }) => ids).sort();
  /** Waits for what is on its way between colleges; what does not come is for the expectation that follows to say. */
  const settled = (what: string, holds: () => Promise<boolean>) => until(what, holds).catch(() => undefined);
  const bookOf = async (volunteer: Actor): Promise<Json> => {
    const expected = new Map(placesOf(volunteer).map((place) => [place.participationId, place]));
    let book = await record(volunteer);
    const isHome = () => book.totalMinutes === sum([...expected.values()]) && book.nodes.every(({ id, status }: Json) => status === expected.get(id)?.status);
    await settled('all is at home', async () => {
      book = await record(volunteer);
      return isHome();
    });
    return book;
  };

  it('is as long as the demonstration’s', () => {
    expect(done.events.length).toBeGreaterThan(100);
    for (const event of done.events.filter(({ times }) => times > 1)) expect(event.ids.length).toBeGreaterThan(5);
  });

  it('stands whole on the merged list, for each as far as it is for them', async () => {
    for (const college of year.colleges) {
      const { nodes, totals, answered } = await everyEvent(year, year.curator(college));
      const expected = idsOf(done.events.filter(({ audience, host }) => audience !== 'COLLEGE' || host === college));
      expect(nodes.map(({ id }) => id).sort()).toEqual(expected);
      expect(new Set(totals)).toEqual(new Set([expected.length]));
      expect(answered).toEqual(year.colleges);
      const keys = nodes.map(({ startsAt, id }) => `${startsAt}|${id}`);
      expect(keys).toEqual(keys.toSorted());
    }
    const { nodes } = await everyEvent(year, undefined);
    expect(nodes.map(({ id }) => id).sort()).toEqual(idsOf(done.events.filter(({ audience }) => audience === 'PUBLIC')));
  });

  it('is narrowed on the merged list by what each event is', async () => {
    const narrowings: [Json, (event: Replayed['events'][number]) => boolean][] = [
      [{ kinds: ['TRAINING', 'DISCUSSION'] }, ({ kind }) => kind === 'TRAINING' || kind === 'DISCUSSION'],
      [{ formats: ['ONLINE'] }, ({ format }) => format === 'ONLINE'],
      [{ tags: ['экология'], colleges: ['bat', 'kpk'] }, ({ tags, host }) => tags.includes('экология') && (host === 'bat' || host === 'kpk')],
      [{ from: inDays(0.5), to: inDays(400), kinds: ['SERVICE'] }, (event) => event.kind === 'SERVICE' && !isHeld(event)],
    ];
    const own = year.colleges[0] ?? '';
    for (const [filter, suits] of narrowings) {
      const { nodes } = await everyEvent(year, done.people.get(own)?.[0], filter);
      expect(nodes.map(({ id }) => id).sort()).toEqual(idsOf(done.events.filter((event) => suits(event) && (event.audience !== 'COLLEGE' || event.host === own))));
    }
  });

  it('has brought every volunteer home what the hosts recorded', async () => {
    for (const volunteer of everybody()) {
      const { nodes, totalMinutes, totalCount } = await bookOf(volunteer);
      const places = placesOf(volunteer);
      const shown = new Map(nodes.map(({ id, status, minutes, event }: Json) => [id, { status, minutes, event: event.id }]));
      expect(shown).toEqual(new Map(places.map(({ participationId, status, minutes, event }) => [participationId, { status, minutes, event: event.id }])));
      expect([totalMinutes, totalCount]).toEqual([sum(places), places.length]);
    }
    const elsewhere = done.places.filter(({ volunteer, event, minutes }) => volunteer.college !== event.host && (minutes ?? 0) > 0);
    expect(new Set(elsewhere.map(({ volunteer }) => volunteer.college))).toEqual(new Set(year.colleges));
  });

  it('says what was cancelled, and why', async () => {
    const [place] = done.places.filter(({ event }) => event === done.cancelled);
    const { nodes } = await record(place!.volunteer);
    expect(nodes.find(({ id }: Json) => id === place?.participationId)).toMatchObject({ status: 'CANCELLED', reason: REASON });
    const { event } = await year.ask(place?.volunteer, 'query ($id: ID!) { event(id: $id) { status placesTaken } }', { id: done.cancelled.id });
    expect(event).toEqual({ status: 'CANCELLED', placesTaken: 0 });
  });

  it('has as many places taken as there are people with one', async () => {
    for (const college of year.colleges) {
      const { nodes } = await everyEvent(year, year.curator(college), { colleges: [college] });
      const taken = (id: string) => done.places.filter(({ event, status }) => event.id === id && status !== 'CANCELLED' && status !== 'NO_SHOW').length;
      expect(nodes.map(({ title, placesTaken }) => [title, placesTaken])).toEqual(nodes.map(({ title, id }) => [title, taken(id)]));
    }
  });

  it('can be proved, and what was corrected only as it was corrected', async () => {
    const { nodes } = await bookOf(done.corrected.volunteer);
    const { credential, entries } = nodes.find(({ id }: Json) => id === done.corrected.participationId);
    expect(entries).toMatchObject([{ minutes: expect.any(Number), revokedAt: expect.any(String) }, { minutes: 200, revokedAt: null }]);
    const check = async (entry: string) =>
      (await year.ask(undefined, 'query ($entry: String!) { verifyCredential(credential: $entry) { valid reason minutes eventId issuer { code } } }', { entry })).verifyCredential;
    await until('the gateway knows what the host revoked', async () => (await check(entries[0].credential)).reason === 'REVOKED').catch(() => undefined);
    expect(await check(credential)).toEqual({ valid: true, reason: null, minutes: 200, eventId: done.corrected.event.id, issuer: { code: HUB } });
    expect(await check(entries[0].credential)).toMatchObject({ valid: false, reason: 'REVOKED' });
  });

  it('proves every hour of everybody', async () => {
    const books: Json[] = [];
    for (const volunteer of everybody()) books.push(await bookOf(volunteer));
    const credited = books.flatMap(({ nodes }) => nodes.filter(({ status }: Json) => status === 'ATTENDED'));
    const checks = await everyCheck(year, credited.map(({ credential }) => credential));
    expect(checks).toEqual(credited.map(({ minutes, event }) => ({ valid: true, reason: null, minutes, eventId: event.id })));
    expect(credited).toHaveLength(done.places.filter(({ status }) => status === 'ATTENDED').length);
  });

  it('tells a guest whose name the host read', async () => {
    const forum = done.events.find(({ kind }) => kind === 'FORUM');
    const { event } = await year.ask(year.curator(HUB), 'query ($id: ID!) { event(id: $id) { registrations { nodes { volunteer { id displayName } home { code } } } } }', { id: forum?.id });
    const guests = event.registrations.nodes.filter(({ home }: Json) => home.code !== HUB);
    expect(guests.map(({ home }: Json) => home.code).sort()).toEqual(['bat', 'hgt', 'kpk', 'namt']);
    for (const { volunteer } of guests) {
      expect(volunteer.displayName).toEqual(expect.any(String));
      const guest = everybody().find(({ id }) => id === volunteer.id);
      const { viewer } = await year.ask(guest, '{ viewer { volunteer { readers { fields reader { code } } } } }');
      expect(viewer.volunteer.readers).toContainEqual({ fields: ['displayName'], reader: { code: HUB } });
    }
  });

  it('is in each home’s books, for its curator and for its mentor', async () => {
    for (const college of year.colleges) {
      for (const as of [year.curator(college), year.mentor(college)]) {
        const { college: answer } = await year.ask(as, 'query ($code: ID!) { college(code: $code) { participations(first: 1) { totalCount } volunteers { totalCount } teams { volunteerCount } } }', { code: college });
        expect(answer.participations.totalCount).toBe(done.places.filter(({ volunteer }) => volunteer.college === college).length);
        expect(answer.volunteers.totalCount).toBe(done.people.get(college)?.length);
        expect(answer.teams.reduce((all: number, { volunteerCount }: { readonly volunteerCount: number }) => all + volunteerCount, 0)).toBe(answer.volunteers.totalCount);
      }
    }
  });

  it('is with the partners who hold it together', async () => {
    for (const college of year.colleges) {
      const { nodes } = await everyEvent(year, year.curator(college), { coHosting: 'ACCEPTED' });
      expect(nodes.map(({ id }) => id).sort()).toEqual(idsOf(done.events.filter(({ coHosts }) => coHosts?.includes(college) === true)));
    }
  });

  it('shows who was in two places at once', async () => {
    for (const college of year.colleges) {
      const { college: answer } = await year.ask(year.curator(college), 'query ($code: ID!) { college(code: $code) { overlaps(first: 100) { totalCount nodes { volunteer { id } } } } }', { code: college });
      const hosts = (volunteer: Actor) => new Set(placesOf(volunteer).flatMap(({ status, event }) => (status === 'ATTENDED' ? [event.host] : [])));
      const expected = (done.people.get(college) ?? []).filter((volunteer) => hosts(volunteer).size > 1).map(({ id }) => id);
      expect(expected).not.toEqual([]);
      expect([...new Set(answer.overlaps.nodes.map(({ volunteer }: Json) => volunteer.id))].sort()).toEqual(expected.sort());
    }
  });

  it('is found by a word written otherwise', async () => {
    const { search } = await year.ask(undefined, '{ search(text: "перекресток") { nodes { __typename ... on Event { id title } } coverage { answered { code } } } }');
    const titled = done.events.filter(({ title, tags }) => title.includes('Перекрёсток') || tags.includes('Перекрёсток'));
    expect(search.nodes[0]).toMatchObject({ __typename: 'Event', title: 'Форум «Перекрёсток»' });
    expect(search.nodes.map(({ id }: Json) => id)).toEqual(expect.arrayContaining(titled.map(({ id }) => id)));
    expect(search.coverage.answered).toHaveLength(5);
  });

  it('is the same to a system that follows the changes', async () => {
    for (const as of [undefined, year.curator(HUB), year.curator('kpk')]) {
      const { nodes } = await everyEvent(year, as, { colleges: [HUB] });
      const known = await followed(year, as, HUB);
      expect(known).toEqual(new Map(nodes.map(({ id, title }) => [id, title])));
    }
  });

  it('stands in the calendar as far as it is public', async () => {
    const text = await (await fetch(new URL('/calendar/network.ics', year.network.gateway.origin))).text();
    const uids = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event).uid);
    expect(uids.sort()).toEqual(idsOf(done.events.filter(({ audience }) => audience === 'PUBLIC')).map((id) => `${id}@dobroset`));
  });

  it('stands in the calendar of each who takes part, as theirs alone', async () => {
    const volunteer = done.places.find(({ event }) => event === done.club)!.volunteer;
    await year.opensAccount(volunteer);
    const { createCalendarFeed } = await year.ask(volunteer, 'mutation { createCalendarFeed { url } }');
    const calendar = async () => (await fetch(new URL(createCalendarFeed.url, year.network.gateway.origin))).text();
    const shown = new ICAL.Component(ICAL.parse(await calendar())).getAllSubcomponents('vevent').map((event) => [new ICAL.Event(event).uid, event.getFirstPropertyValue('status')]);
    const statuses = (status: string) => (status === 'CANCELLED' ? 'CANCELLED' : 'CONFIRMED');
    expect(shown.sort()).toEqual(placesOf(volunteer).map(({ event, status }) => [`${event.id}@dobroset`, statuses(status)]).sort());
    await year.ask(volunteer, 'mutation { revokeCalendarFeed }');
    expect((await fetch(new URL(createCalendarFeed.url, year.network.gateway.origin))).status).toBe(404);
  });

  it('has the forum with its session, held together and from afar', async () => {
    const forum = done.events.find(({ kind }) => kind === 'FORUM');
    const { event } = await year.ask(undefined, 'query ($id: ID!) { event(id: $id) { coHosts { code } remotePlaces { college { code } places taken } parts { title partOf { id } coHosts { code } } } }', { id: forum?.id });
    expect(event).toMatchObject({ coHosts: [{ code: 'kpk' }], parts: [{ title: expect.stringContaining('Студенческое волонтёрство'), partOf: { id: forum?.id }, coHosts: [{ code: 'kpk' }] }] });
    expect(event.remotePlaces).toEqual(expect.arrayContaining([{ college: { code: 'kpk' }, places: 15, taken: 1 }, { college: { code: 'namt' }, places: 5, taken: 1 }]));
  });

  it('has the discussion with what was asked, and what they thought of it', async () => {
    const { event } = await year.ask(
      year.curator(HUB),
      'query ($id: ID!) { event(id: $id) { coHosts { code } coHostInvitations { college { code } state } questions { nodes { id votes answered } } feedback { answers average } feedbackComments { totalCount } materials { title } } }',
      { id: done.club.id },
    );
    const came = done.places.filter(({ event: at }) => at === done.club).length;
    expect(event.coHosts.map(({ code }: Json) => code).sort()).toEqual(['bat', 'hgt']);
    expect(event.questions.nodes.map(({ id }: Json) => id).sort()).toEqual(done.questions.toSorted());
    for (const { id, votes, answered } of event.questions.nodes) expect([votes, answered]).toEqual([came - 1, id === done.questions[0]]);
    expect(event.coHostInvitations).toContainEqual({ college: { code: BUSY_PARTNER }, state: 'DECLINED' });
    expect(came).toBeGreaterThanOrEqual(10);
    expect(event).toMatchObject({ feedback: { answers: came, average: AVERAGE }, feedbackComments: { totalCount: came }, materials: [{ title: 'Запись' }] });
  });

  it('has the practice that others took over, and the offers that two agreed about', async () => {
    const { practice } = await year.ask(undefined, 'query ($id: ID!) { practice(id: $id) { college { code } adoptions { college { code } outcome } } }', { id: done.practice });
    expect(practice.adoptions.map(({ college, outcome }: Json) => [college.code, outcome]).sort()).toEqual([['bat', 'Прижилось'], ['kpk', 'Прижилось']]);
    const statuses = async () => (await year.ask(year.curator(HUB), '{ offers { nodes { id status } } }')).offers.nodes;
    await until('both are agreed', async () => (await statuses()).every(({ status }: Json) => status === 'AGREED')).catch(() => undefined);
    expect((await statuses()).map(({ id, status }: Json) => [id, status]).sort()).toEqual(done.agreed.map((id) => [id, 'AGREED']).sort());
  });
});
