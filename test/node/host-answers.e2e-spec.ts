import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import type { Entry } from '#credentials/entry.js';
import { SettlingService } from '#node/participations/taking-part/settling.service.js';
import { aParticipation } from '#support/factories/participation.factory.js';
import { ANSWER, type Guest, HostWords, TOLD, entryOf } from './host-words.js';
import { type Home, aHome } from './taking-part.js';

const HOUR_MS = 3_600_000;

let home: Home;
let words: HostWords;
beforeAll(async () => {
  home = await aHome();
  words = new HostWords(home);
});
afterAll(() => home.node.stop());

describe('a host’s answer', () => {
  it.each(['CONFIRMED', 'WAITLISTED', 'DECLINED', 'CANCELLED'] as const)('%s is noted with what it tells of the event', async (status) => {
    const guest = await words.aGuestOfBat();
    await words.hear(guest, 'SEAT_ANSWERED', { ...ANSWER, status, reason: 'Дождь' });
    expect(await words.seen(guest)).toMatchObject({ status, reason: 'Дождь', eventTitle: TOLD.title, startsAt: TOLD.startsAt, format: 'ONSITE' });
  });

  it('to what was given up since changes nothing; to what was asked for anew it does', async () => {
    const guest = await words.aGuestOfBat();
    await home.withdraw(guest.self, guest.thread);
    await words.hear(guest, 'SEAT_ANSWERED', ANSWER);
    expect(await words.seen(guest)).toMatchObject({ status: 'CANCELLED', eventTitle: TOLD.title });
    await home.rowsOf(`UPDATE participation SET event_starts_at = now() + interval '1 day', event_ends_at = now() + interval '2 days' WHERE id = $1`, [guest.row.id]);
    expect(await home.takePart(guest.self, guest.eventId)).toMatchObject({ id: guest.thread, status: 'AWAITING_HOST' });
    await words.hear(guest, 'SEAT_ANSWERED', { ...ANSWER, request: 7 });
    expect(await words.seen(guest)).toMatchObject({ status: 'AWAITING_HOST' });
    await words.hear(guest, 'SEAT_ANSWERED', { ...ANSWER, status: 'WAITLISTED', request: 1 });
    expect(await words.seen(guest)).toMatchObject({ status: 'WAITLISTED' });
    expect((await home.sent(guest.thread)).map(({ kind }) => kind)).toEqual(['SEAT_WITHDRAWN', 'SEAT_REQUESTED']);
  });

  it('about another’s event, or about nobody, is refused', async () => {
    const guest = await words.aGuestOfBat();
    await expect(words.hear(guest, 'SEAT_ANSWERED', ANSWER, 'hgt')).rejects.toThrow('no such participation in an event of this host');
    await expect(words.hear({ thread: `chhtt:${uuid()}` }, 'SEAT_ANSWERED', ANSWER)).rejects.toThrow('no such participation in an event of this host');
    await expect(words.hear({ thread: `bat:${guest.row.id}` }, 'SEAT_ANSWERED', ANSWER)).rejects.toThrow('no such participation in an event of this host');
    expect(await words.seen(guest)).toMatchObject({ status: 'AWAITING_HOST' });
  });

  it('tells of another time and title', async () => {
    const guest = await words.aGuestOfBat({ status: 'CONFIRMED' });
    await words.hear(guest, 'EVENT_CHANGED', { event: { ...TOLD, title: 'Другой берег' } });
    expect(await words.seen(guest)).toMatchObject({ status: 'CONFIRMED', eventTitle: 'Другой берег', startsAt: TOLD.startsAt });
  });
});

describe('row 13: a host that says what cannot be', () => {
  const WORDS: [string, Partial<Record<'title' | 'startsAt' | 'endsAt' | 'timeZone', string>>, string][] = [
    ['a title without end', { title: 'ж'.repeat(1_001) }, 'title'],
    ['a title that cannot be kept', { title: 'a\0b' }, 'title'],
    ['an end before the start', { endsAt: TOLD.startsAt, startsAt: TOLD.endsAt }, 'ends before it starts'],
    ['no time at all', { endsAt: TOLD.startsAt }, 'ends before it starts'],
    ['the year 0', { startsAt: '0000-01-01T00:00:00Z' }, 'this century'],
    ['the year 9999', { startsAt: '9999-01-01T00:00:00Z', endsAt: '9999-01-02T00:00:00Z' }, 'this century'],
    ['two years', { endsAt: '2028-10-01T06:00:00Z' }, 'longer than a year'],
    ['a time zone of its own', { timeZone: 'Moon/Crater' }, 'time zone'],
  ];
  it.each(WORDS)('%s is refused', async (_what, said, why) => {
    const guest = await words.aGuestOfBat();
    const event = { ...TOLD, ...said };
    await expect(words.hear(guest, 'SEAT_ANSWERED', { ...ANSWER, event })).rejects.toMatchObject({ name: 'MessageRefused', message: expect.stringContaining(why) });
    await expect(words.hear(guest, 'EVENT_CHANGED', { event })).rejects.toMatchObject({ name: 'MessageRefused', message: expect.stringContaining(why) });
    expect(await words.seen(guest)).toMatchObject({ status: 'AWAITING_HOST', eventTitle: guest.eventId, startsAt: null });
  });

  it('a number of places that cannot be counted is refused', async () => {
    const guest = await words.aGuestOfBat();
    for (const capacity of [-1, 2 ** 31]) await expect(words.hear(guest, 'SEAT_ANSWERED', { ...ANSWER, capacity })).rejects.toThrow('impossible number of places');
  });

  it('an entry of an event that has not begun, ends before it starts, is of another century or lasts for years is refused', async () => {
    const entries: [Partial<Entry['event']>, string][] = [
      [{ startsAt: new Date(Date.now() + HOUR_MS), endsAt: new Date(Date.now() + 4 * HOUR_MS) }, 'has not begun'],
      [{ startsAt: new Date(TOLD.endsAt), endsAt: new Date(TOLD.startsAt) }, 'ends before it starts'],
      [{ startsAt: new Date('1900-01-01T00:00:00Z'), endsAt: new Date('1900-01-01T03:00:00Z') }, 'this century'],
      [{ startsAt: new Date('2020-01-01T00:00:00Z') }, 'longer than a year'],
    ];
    for (const [times, why] of entries) {
      const guest = await words.aGuestOfBat({ status: 'CONFIRMED' });
      await expect(words.attended(guest, { event: { ...entryOf(guest).event, ...times } })).rejects.toMatchObject({ name: 'MessageRefused', message: expect.stringContaining(why) });
      expect(await words.recordBook(guest)).toMatchObject({ totalMinutes: 0 });
    }
  });

  it('times that it told anew do not make a signed event longer, nor a told one', async () => {
    const guest = await words.aGuestOfBat({ status: 'CONFIRMED' });
    await words.hear(guest, 'EVENT_CHANGED', { event: { ...TOLD, endsAt: '2026-10-03T09:00:00.000Z' } });
    await expect(words.attended(guest, { minutes: 181 })).rejects.toThrow('more minutes than the event');
    await words.hear(guest, 'EVENT_CHANGED', { event: TOLD });
    const event = { ...entryOf(guest).event, endsAt: new Date('2026-10-03T09:00:00Z') };
    await expect(words.attended(guest, { minutes: 181, event })).rejects.toThrow('more minutes than the event');
  });

  it('no number of events makes more of a day than 24 hours; what was taken back makes room', async () => {
    const { volunteer, self } = await home.ready();
    const at = async (host: string, minutes: number) => {
      const event = { id: uuid() };
      const row = await home.has(aParticipation({ volunteer, event, host }));
      const guest: Guest = { self, row, thread: `chhtt:${row.id}`, eventId: `${host}:${event.id}`, volunteerId: self.id };
      const day = { startsAt: new Date('2026-10-01T00:00:00Z'), endsAt: new Date('2026-10-01T16:00:00Z') };
      return { guest, entry: await words.attended(guest, { minutes, event: { ...entryOf(guest).event, ...day } }) };
    };
    const { guest, entry } = await at('bat', 960);
    await at('bat', 480);
    const { guest: beyond, entry: tooMuch } = await at('bat', 1);
    expect(await words.seen(beyond)).toMatchObject({ status: 'ATTENDED', minutes: null });
    expect(await home.sent(beyond.thread)).toEqual([{ receiver: 'bat', kind: 'ENTRY_DECLINED', content: { id: tooMuch.id, reason: 'TOO_MANY_HOURS' } }]);
    await words.hear(beyond, 'ATTENDANCE_RECORDED', { status: 'ATTENDED', minutes: 0, entry: null, revokes: { id: tooMuch.id, reason: 'x', revokedAt: new Date().toISOString() } });
    await words.hear(guest, 'ATTENDANCE_RECORDED', { status: 'ATTENDED', minutes: 0, entry: null, revokes: { id: entry.id, reason: 'x', revokedAt: new Date().toISOString() } });
    await at('bat', 1);
    expect(await words.recordBook(guest)).toMatchObject({ totalMinutes: 481 });
  });

  it('a correction of what was refused counts by itself', async () => {
    const guest = await words.aGuestOfBat({ status: 'CONFIRMED' });
    const revokes = { id: uuid(), reason: 'Столько не бывает', revokedAt: new Date().toISOString() };
    await expect(words.attended(guest, {}, { ...revokes, revokedAt: '9999-01-01T00:00:00Z' })).rejects.toThrow('this century');
    await words.attended(guest, { minutes: 60 }, revokes);
    expect(await words.seen(guest)).toMatchObject({ minutes: 60 });
    await words.attended(guest, { minutes: 30 }, revokes); // the host knows nothing of the 60, as after an older backup was restored there
    expect(await words.recordBook(guest)).toMatchObject({ totalCount: 1, totalMinutes: 30 });
  });
});

describe('a host that says nothing', () => {
  it('for a month is awaited no longer; a place that it gave stays', async () => {
    const ago = (days: number) => new Date(Date.now() - days * 24 * HOUR_MS);
    const told = (endsDaysAgo: number) => ({ eventTitle: 'Сбор книг', eventStartsAt: ago(endsDaysAgo + 1), eventEndsAt: ago(endsDaysAgo), eventTimeZone: 'Europe/Samara', eventStatus: 'PUBLISHED' }) as const;
    const [unheard, waiting, confirmed, younger, lately, coming] = [
      await words.aGuestOfBat({ requestedAt: ago(31), request: 1 }),
      await words.aGuestOfBat({ status: 'WAITLISTED', requestedAt: ago(60), request: 1, ...told(31) }),
      await words.aGuestOfBat({ status: 'CONFIRMED', requestedAt: ago(60), request: 1, ...told(31) }),
      await words.aGuestOfBat({ requestedAt: ago(29), request: 1 }),
      await words.aGuestOfBat({ status: 'WAITLISTED', requestedAt: ago(60), request: 1, ...told(29) }),
      await words.aGuestOfBat({ requestedAt: ago(60), request: 1, ...told(-5) }),
    ];
    for (let time = 1; time <= 2; time += 1) await home.node.get(SettlingService).work();
    for (const guest of [unheard, waiting]) {
      expect(await words.seen(guest)).toMatchObject({ status: 'CANCELLED', reason: 'HOST_SILENT' });
      expect(await home.sent(guest.thread)).toMatchObject([{ kind: 'SEAT_WITHDRAWN' }]);
    }
    expect(await Promise.all([confirmed, younger, lately, coming].map(words.seen))).toMatchObject(['CONFIRMED', 'AWAITING_HOST', 'WAITLISTED', 'AWAITING_HOST'].map((status) => ({ status })));
    await words.hear(waiting, 'EVENT_CHANGED', { event: TOLD });
    await words.attended(waiting); // it had given the place, and its word was on its way
    expect(await words.seen(waiting)).toMatchObject({ status: 'ATTENDED', minutes: 120 });
  });
});
