import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import ICAL from 'ical.js';
import { v7 as uuid } from 'uuid';
import { globalId } from '#contract/ids.js';
import type { Actor } from '#identity/actor.js';
import { anAccount } from '#support/factories/account.factory.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { aMinorsConsent } from '#support/factories/consent.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { type TestNetwork, startNetwork } from '#support/network.js';
import { until } from '#support/until.js';

const HOME = 'kpk';
const HOST = 'chhtt';
const DAY = 86_400_000;

jest.setTimeout(120_000);

const inDays = (days: number) => new Date(Math.floor(Date.now() / DAY) * DAY + days * DAY);
const lasting = (days: number) => ({ startsAt: inDays(days), endsAt: new Date(inDays(days).getTime() + 3_600_000) });

const forum = anEvent({ title: 'Форум «Перекрёсток»', venue: 'Чапаевск, ДК', ...lasting(10) });
const meeting = anEvent({ title: 'Летучка', audience: 'NETWORK', ...lasting(11) });
const inner = anEvent({ title: 'Педсовет', audience: 'COLLEGE', ...lasting(12) });
const draft = anEvent({ title: 'Набросок', status: 'DRAFT', ...lasting(13) });
const hostile = anEvent({ title: 'A\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:чужой', summary: 'B\rBEGIN:VALARM', venue: '\u2028X', ...lasting(14) });
const longAgo = anEvent({ title: 'Давно', ...lasting(-200) });
const online = anEvent({ title: 'Клуб', audience: 'NETWORK', format: 'ONLINE', meetingUrl: 'https://meet.example/17?a=1', venue: null, ...lasting(5) });
const fair = anEvent({ title: 'Ярмарка', ...lasting(30) });
const ofKerch = anEvent({ title: 'Берег', ...lasting(20) });
const volunteer = aVolunteer({ fullName: 'Ёлкина Анастасия', displayName: 'Настя Ё.', phone: '+79170000036' });
const ofHost = aVolunteer({ fullName: 'Хозяйкин Пётр', displayName: 'Петя Х.', phone: '+79170000037' });

let network: TestNetwork;

beforeAll(async () => {
  network = await startNetwork(HOME, HOST);
  await network.node(HOST).has(forum, meeting, inner, draft, hostile, fair, longAgo, online, ofHost, await anAccount({ volunteer: ofHost }, 'host'));
  await network.node(HOST).has(...aMinorsConsent(ofHost, { purpose: 'CREDENTIAL_ISSUE' }));
  await network.node(HOME).has(ofKerch, volunteer, await anAccount({ volunteer }, 'home'));
  await network.node(HOME).has(...aMinorsConsent(volunteer, { purpose: 'CREDENTIAL_ISSUE' }));
});
afterAll(() => network.stop());

const get = (path: string, headers: Record<string, string> = {}) => fetch(new URL(path, network.gateway.origin), { headers });

/** What a calendar program reads at the address, by title. */
async function subscribed(path: string): Promise<Map<string, ICAL.Event>> {
  const response = await get(path);
  const text = await response.text();
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
  const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
  return new Map(events.map((event) => [event.summary, event]));
}

/** The event as a calendar shows it, once it shows it so. */
async function shown(path: string, title: string, holds: (event: ICAL.Event) => boolean): Promise<ICAL.Event> {
  let found: ICAL.Event | undefined;
  await until(`the calendar shows ${title} so`, async () => {
    found = (await subscribed(path)).get(title);
    return found !== undefined && holds(found);
  });
  if (!found) throw new Error(`There is no ${title}.`);
  return found;
}

const statusOf = (event: ICAL.Event | undefined) => event?.component.getFirstPropertyValue('status');
const take = (actor: Actor, eventId: string) =>
  network.ask('mutation ($input: TakePartInput!) { takePart(input: $input) { ... on Participation { id status } } }', { input: { eventId, idempotencyKey: uuid() } }, actor);
const createFeed = async (actor: Actor): Promise<string> =>
  (await network.ask('mutation { createCalendarFeed { url createdAt lastReadAt } }', {}, actor)).data.createCalendarFeed.url;

describe('the calendars for everybody', () => {
  it('have what a visitor may see of the months around today, and nothing else', async () => {
    const all = await subscribed('/calendar/network.ics');
    const own = await subscribed(`/calendar/${HOST}.ics`);

    expect([...all.keys()].sort()).toEqual([hostile.title.replaceAll('\r\n', '\n'), 'Берег', 'Форум «Перекрёсток»', 'Ярмарка'].sort());
    expect([...own.keys()]).toEqual(['Форум «Перекрёсток»', hostile.title.replaceAll('\r\n', '\n'), 'Ярмарка']);
    const read = own.get('Форум «Перекрёсток»');
    expect(read).toMatchObject({ uid: `${globalId(HOST, forum.id)}@dobroset`, location: 'Чапаевск, ДК', sequence: 0 });
    expect(read?.startDate.toJSDate()).toEqual(forum.startsAt);
    expect(read?.endDate.toJSDate()).toEqual(forum.endsAt);
  });

  it('follow an event that is moved, and then cancelled, by UID and SEQUENCE', async () => {
    const inBoth = async () => Promise.all(['/calendar/network.ics', `/calendar/${HOST}.ics`].map(async (path) => (await subscribed(path)).get('Ярмарка')));
    // What a gateway keeps for a minute goes with it.
    const afresh = async () => {
      await network.gateway.stop();
      await network.gateway.start();
      return inBoth();
    };
    const curator = aCurator(HOST);
    const id = globalId(HOST, fair.id);
    const before = await inBoth();

    const moved = { startsAt: inDays(31), endsAt: new Date(inDays(31).getTime() + 3_600_000) };
    await network.ask('mutation ($id: ID!, $input: EventPatch!) { updateEvent(id: $id, input: $input) { __typename } }', { id, input: moved }, curator);
    const later = await afresh();
    await network.ask('mutation ($id: ID!) { cancelEvent(id: $id, reason: "Карантин") { __typename } }', { id }, curator);
    const last = await afresh();
    for (const [index, event] of last.entries()) {
      expect([before[index]?.uid, later[index]?.uid, event?.uid]).toEqual([`${id}@dobroset`, `${id}@dobroset`, `${id}@dobroset`]);
      expect(later[index]?.startDate.toJSDate()).toEqual(moved.startsAt);
      expect([statusOf(later[index]), statusOf(event)]).toEqual(['CONFIRMED', 'CANCELLED']);
      expect(later[index]?.sequence).toBeGreaterThan(before[index]?.sequence ?? Infinity);
      expect(event?.sequence).toBeGreaterThan(later[index]?.sequence ?? Infinity);
    }
  });

  it('row 59: an event with an event in its title is one event', async () => {
    const text = await (await get(`/calendar/${HOST}.ics`)).text();

    expect(text.match(/^BEGIN:/gm)).toEqual(['BEGIN:', 'BEGIN:', 'BEGIN:', 'BEGIN:']);
    expect(text).not.toMatch(/^(UID:чужой|BEGIN:VALARM)/m);
  });

  it('are not sent again while they are the same', async () => {
    const first = await get('/calendar/network.ics');
    const again = await get('/calendar/network.ics', { 'if-none-match': first.headers.get('etag') ?? '', 'cache-control': 'max-age=0' });

    expect(again.status).toBe(304);
  });

  it.each(['/calendar/nobody.ics', '/calendar/own/chhtt/short.ics', `/calendar/own/nobody/${'a'.repeat(43)}.ics`, `/calendar/own/${HOST}/${'a'.repeat(43)}.ics`])(
    '%s is no calendar, and says so',
    async (path) => {
      const response = await get(path);

      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    },
  );
});

describe('one’s own calendar', () => {
  const self = () => aVolunteerActor(HOME, volunteer);
  const atHost = () => aVolunteerActor(HOST, ofHost);

  it('follows what the host tells: waiting, confirmed, moved, cancelled, by UID and SEQUENCE', async () => {
    const eventId = globalId(HOST, meeting.id);
    const path = await createFeed(self());
    expect(await subscribed(path)).toEqual(new Map());
    await take(self(), eventId);
    const confirmed = await shown(path, 'Летучка', (event) => statusOf(event) === 'CONFIRMED');
    expect(confirmed.uid).toBe(`${eventId}@dobroset`);
    expect(confirmed.startDate.toJSDate()).toEqual(meeting.startsAt);

    const moved = { startsAt: inDays(15), endsAt: new Date(inDays(15).getTime() + 3_600_000) };
    await network.ask('mutation ($id: ID!, $input: EventPatch!) { updateEvent(id: $id, input: $input) { __typename } }', { id: eventId, input: moved }, aCurator(HOST));
    const later = await shown(path, 'Летучка', ({ startDate }) => startDate.toJSDate().getTime() === moved.startsAt.getTime());
    expect([later.uid, later.sequence > confirmed.sequence]).toEqual([confirmed.uid, true]);

    await network.ask('mutation ($id: ID!) { cancelEvent(id: $id, reason: "Карантин") { __typename } }', { id: eventId }, aCurator(HOST));
    const cancelled = await shown(path, 'Летучка', (event) => statusOf(event) === 'CANCELLED');
    expect([cancelled.uid, cancelled.sequence > later.sequence]).toEqual([confirmed.uid, true]);
  });

  it('says where to meet online while one holds a place, and no longer', async () => {
    const path = await createFeed(atHost());
    const { data } = await take(atHost(), globalId(HOST, online.id));
    const urlIn = async () => (await subscribed(path)).get('Клуб')?.component.getFirstPropertyValue('url');
    expect(await urlIn()).toBe('https://meet.example/17?a=1');

    await network.ask('mutation ($id: ID!) { withdrawParticipation(participationId: $id) { __typename } }', { id: data.takePart.id }, atHost());

    expect(await urlIn()).toBeNull();
  });

  it('row 36: no calendar names anybody or how to reach them, whatever was consented to: nothing has to be taken back there', async () => {
    for (const purpose of ['NAME_TO_PARTNERS', 'CONTACTS_TO_HOST', 'PHOTO_PUBLICATION'] as const) {
      await network.node(HOME).has(...aMinorsConsent(volunteer, { purpose }));
      await network.node(HOST).has(...aMinorsConsent(ofHost, { purpose }));
    }
    for (const actor of [self(), atHost()]) await take(actor, globalId(HOST, forum.id));
    const paths = ['/calendar/network.ics', `/calendar/${HOST}.ics`, await createFeed(self()), await createFeed(atHost())];
    for (const path of paths) {
      await shown(path, forum.title, () => true);
      const text = (await (await get(path)).text()).replaceAll('\r\n ', '');
      for (const { fullName, displayName, email, phone } of [volunteer, ofHost]) {
        for (const personal of [fullName, displayName, email, phone ?? fullName]) expect(text).not.toContain(personal);
      }
    }
  });

  it('is at one address at a time, which can be revoked', async () => {
    const first = await createFeed(self());
    const second = await createFeed(self());
    expect([(await get(first)).status, (await get(second)).status]).toEqual([404, 200]);
    const known = await network.ask('{ viewer { calendarFeed { url createdAt lastReadAt } } }', {}, self());
    expect(known.data.viewer.calendarFeed).toEqual({ url: null, createdAt: expect.any(String), lastReadAt: expect.any(String) });

    const revoked = await network.ask('mutation { revokeCalendarFeed }', {}, self());

    expect(revoked.data).toEqual({ revokeCalendarFeed: true });
    expect((await get(second)).status).toBe(404);
    expect((await network.ask('{ viewer { calendarFeed { url } } }', {}, self())).data.viewer.calendarFeed).toBeNull();
  });

  it('ends with the account', async () => {
    const path = await createFeed(atHost());
    expect((await get(path)).status).toBe(200);

    await network.node(HOST).rowsOf(`UPDATE account SET disabled_at = now() WHERE login = 'host'`);

    expect((await get(path)).status).toBe(404);
  });

  it('is for whoever is signed in: a visitor has none', async () => {
    const { data, errors } = await network.ask('mutation { createCalendarFeed { url } }');

    expect(data.createCalendarFeed).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it('leaves its secret in no log and no row', async () => {
    const path = await createFeed(self());
    await get(path);
    const secret = /([\w-]{43})\.ics$/.exec(path)?.[1] ?? 'no secret';

    expect(network.gateway.log + network.node(HOME).log).not.toContain(secret);
    const rows = await network.node(HOME).rowsOf('SELECT calendar_feed::text AS row FROM calendar_feed');
    expect(JSON.stringify(rows)).not.toContain(secret);
  });
});

describe('a college that does not answer', () => {
  it('keeps its place in calendars for as long as its last answer is known, and is otherwise named', async () => {
    await subscribed('/calendar/network.ics');
    await network.node(HOST).kill();

    expect([...(await subscribed('/calendar/network.ics')).keys()]).toContain('Форум «Перекрёсток»');
    await network.gateway.restart();
    const text = await (await get('/calendar/network.ics')).text();
    expect(text).not.toContain('Форум');
    expect(text.replaceAll('\r\n ', '')).toContain('Сейчас не отвечают');
    const own = await get(`/calendar/${HOST}.ics`);
    expect([own.status, own.headers.get('retry-after')]).toEqual([503, '300']);
  });
});
