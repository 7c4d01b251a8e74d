import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import type { Entry } from '#credentials/entry.js';
import { issueEntry } from '#credentials/issue-entry.js';
import type { MessageContent, MessageKind } from '#node/messages/message-kinds.js';
import { SettlingService } from '#node/participations/taking-part/settling.service.js';
import { aCurator } from '#support/factories/actor.factory.js';
import { aMinorsConsent } from '#support/factories/consent.factory.js';
import { aParticipation } from '#support/factories/participation.factory.js';
import { type Home, PARTICIPATION, aHome } from './taking-part.js';

const HOUR_MS = 3_600_000;

let home: Home;
beforeAll(async () => {
  home = await aHome();
});
afterAll(() => home.node.stop());

const TOLD = { title: 'Чистый берег', startsAt: '2026-10-01T06:00:00.000Z', endsAt: '2026-10-01T09:00:00.000Z', timeZone: 'Europe/Moscow', status: 'PUBLISHED' } as const;
const ANSWER = { status: 'CONFIRMED', format: 'ONSITE', reason: null, event: TOLD, capacity: 20 } as const;

/** A volunteer of ours at an event of `bat`, who was asked for there. */
async function aGuestOfBat(overrides: Parameters<typeof aParticipation>[1] = {}) {
  const { volunteer, self } = await home.ready();
  const event = { id: uuid() };
  const row = await home.has(aParticipation({ volunteer, event, host: 'bat' }, { status: 'AWAITING_HOST', ...overrides }));
  return { self, row, thread: `chhtt:${row.id}`, eventId: `bat:${event.id}`, volunteerId: self.id };
}

/** Whose name the host was given, with their and their guardian's consent. */
async function aNamedGuestOfBat(overrides: Parameters<typeof aParticipation>[1] = {}) {
  const guest = await aGuestOfBat({ status: 'CONFIRMED', subjectName: 'Кузнецова Анна', ...overrides });
  await home.has(...aMinorsConsent({ id: guest.row.volunteerId }));
  return guest;
}
type Guest = Awaited<ReturnType<typeof aGuestOfBat>>;

function hear<Kind extends MessageKind>({ thread }: { thread: string }, kind: Kind, content: MessageContent<Kind>, from = 'bat'): Promise<void> {
  return home.node.receive({ from, thread, kind, content });
}

async function seen({ self, thread }: Guest) {
  const { data } = await home.node.ask<{ _entities: Record<string, unknown>[] }>(
    `query ($r: [_Any!]!) { _entities(representations: $r) { ${PARTICIPATION} } }`,
    { as: self, variables: { r: [{ __typename: 'Participation', id: thread }] } },
  );
  return data._entities[0];
}

/** What a host signs of somebody; `bat` where not said otherwise. */
async function anEntry(guest: Guest, overrides: Partial<Entry> = {}, signedBy = 'bat') {
  const entry = { ...entryOf(guest, signedBy), ...overrides };
  return { minutes: entry.minutes, entry: { id: entry.id, jws: await issueEntry(entry, home.node.keysOf(signedBy).signing) } };
}

const attended = async (guest: Guest, overrides: Partial<Entry> = {}, revokes: MessageContent<'ATTENDANCE_RECORDED'>['revokes'] = null) => {
  const { minutes, entry } = await anEntry(guest, overrides);
  await hear(guest, 'ATTENDANCE_RECORDED', { status: 'ATTENDED', minutes, entry, revokes });
  return entry;
};

async function entriesOf({ self, thread }: Guest) {
  const { data } = await home.node.ask<{ _entities: [{ entries: object[] }] }>(
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Participation { entries { minutes credential issuedAt revokedAt reason } } } }',
    { as: self, variables: { r: [{ __typename: 'Participation', id: thread }] } },
  );
  return data._entities[0].entries;
}

async function withdraw({ self }: Guest, purpose: string) {
  const { errors } = await home.node.ask(`mutation { withdrawConsent(volunteerId: "${self.id}", purpose: ${purpose}) { inForce } }`, { as: self });
  expect(errors).toBeUndefined();
}

/** Once it is in the books. */
async function threadOf({ id }: { id: string }): Promise<string | undefined> {
  const [row]: { thread: string }[] = await home.node.rows.query(`SELECT 'chhtt:' || id AS thread FROM participation WHERE volunteer_id = $1`, [id]);
  return row?.thread;
}

async function recordBook({ self }: Guest) {
  const query = `{ volunteer(id: "${self.id}") { recordBook { totalCount totalMinutes nodes { id minutes credential revokedAt } } } }`;
  const { data } = await home.node.ask<{ volunteer: { recordBook: Record<string, unknown> } }>(query, { as: self });
  return data.volunteer.recordBook;
}

describe('a host’s answer', () => {
  it.each(['CONFIRMED', 'WAITLISTED', 'DECLINED', 'CANCELLED'] as const)('%s is noted with what it tells of the event', async (status) => {
    const guest = await aGuestOfBat();
    await hear(guest, 'SEAT_ANSWERED', { ...ANSWER, status, reason: 'Дождь' });
    expect(await seen(guest)).toMatchObject({ status, reason: 'Дождь', eventTitle: TOLD.title, startsAt: TOLD.startsAt, format: 'ONSITE' });
  });

  it('to what was given up since changes nothing; to what was asked for anew it does', async () => {
    const guest = await aGuestOfBat();
    await home.withdraw(guest.self, guest.thread);
    await hear(guest, 'SEAT_ANSWERED', ANSWER);
    expect(await seen(guest)).toMatchObject({ status: 'CANCELLED', eventTitle: TOLD.title });
    await home.rowsOf(`UPDATE participation SET event_starts_at = now() + interval '1 day', event_ends_at = now() + interval '2 days' WHERE id = $1`, [guest.row.id]);
    expect(await home.takePart(guest.self, guest.eventId)).toMatchObject({ id: guest.thread, status: 'AWAITING_HOST' });
    await hear(guest, 'SEAT_ANSWERED', { ...ANSWER, request: 7 });
    expect(await seen(guest)).toMatchObject({ status: 'AWAITING_HOST' });
    await hear(guest, 'SEAT_ANSWERED', { ...ANSWER, status: 'WAITLISTED', request: 1 });
    expect(await seen(guest)).toMatchObject({ status: 'WAITLISTED' });
    expect((await home.sent(guest.thread)).map(({ kind }) => kind)).toEqual(['SEAT_WITHDRAWN', 'SEAT_REQUESTED']);
  });

  it('in time is what the caller sees: a place, a full event, an event that is over', async () => {
    const answers: [object, object][] = [
      [{}, { status: 'CONFIRMED' }],
      [{ status: 'WAITLISTED' }, { status: 'WAITLISTED' }],
      [{ status: 'DECLINED', reason: 'EVENT_FULL' }, { __typename: 'EventFullError', capacity: 20 }],
      [{ status: 'DECLINED', reason: 'EVENT_CLOSED', event: { ...TOLD, status: 'COMPLETED' } }, { __typename: 'EventClosedError', status: 'COMPLETED' }],
      [{ status: 'DECLINED', reason: 'NOT_FOR_YOU', event: null, capacity: null }, { __typename: 'EventClosedError', status: 'CANCELLED' }],
      [{ status: 'DECLINED', reason: 'Только для шестнадцати лет' }, { status: 'DECLINED', reason: 'Только для шестнадцати лет' }],
    ];
    for (const [answer, expected] of answers) {
      const { self, volunteer } = await home.ready();
      const startedAt = performance.now();
      const taking = home.takePart(self, `bat:${uuid()}`);
      let thread: string | undefined;
      while (thread === undefined) thread = await threadOf(volunteer);
      await hear({ thread }, 'SEAT_ANSWERED', { ...ANSWER, ...answer });
      expect(await taking).toMatchObject(expected);
      expect(performance.now() - startedAt).toBeLessThan(1_000);
    }
  });

  it('about another’s event, or about nobody, is refused', async () => {
    const guest = await aGuestOfBat();
    await expect(hear(guest, 'SEAT_ANSWERED', ANSWER, 'hgt')).rejects.toThrow('no such participation in an event of this host');
    await expect(hear({ thread: `chhtt:${uuid()}` }, 'SEAT_ANSWERED', ANSWER)).rejects.toThrow('no such participation in an event of this host');
    await expect(hear({ thread: `bat:${guest.row.id}` }, 'SEAT_ANSWERED', ANSWER)).rejects.toThrow('no such participation in an event of this host');
    expect(await seen(guest)).toMatchObject({ status: 'AWAITING_HOST' });
  });

  it('tells of another time and title', async () => {
    const guest = await aGuestOfBat({ status: 'CONFIRMED' });
    await hear(guest, 'EVENT_CHANGED', { event: { ...TOLD, title: 'Другой берег' } });
    expect(await seen(guest)).toMatchObject({ status: 'CONFIRMED', eventTitle: 'Другой берег', startsAt: TOLD.startsAt });
  });
});

describe('hours come home', () => {
  it('as an entry that the host signed', async () => {
    const guest = await aGuestOfBat({ status: 'CONFIRMED' });
    await hear(guest, 'SEAT_ANSWERED', ANSWER);
    const { jws } = await attended(guest);
    expect(await seen(guest)).toMatchObject({ status: 'ATTENDED', minutes: 120, credential: jws, revokedAt: null });
    expect(await recordBook(guest)).toEqual({ totalCount: 1, totalMinutes: 120, nodes: [{ id: guest.thread, minutes: 120, credential: jws, revokedAt: null }] });
  });

  it('also of who gave up at home while the host’s word was on its way', async () => {
    const guest = await aGuestOfBat({ status: 'CANCELLED', seatAsked: false });
    await attended(guest);
    expect(await seen(guest)).toMatchObject({ status: 'ATTENDED', minutes: 120 });
  });

  it('also of who gave up and asked anew at home meanwhile, even where the home then declined that', async () => {
    for (const status of ['AWAITING_HOME', 'DECLINED'] as const) {
      const guest = await aGuestOfBat({ status, seatAsked: false, request: 1 });
      await attended(guest);
      expect(await seen(guest)).toMatchObject({ status: 'ATTENDED', minutes: 120 });
    }
  });

  it('not of whom the home never sent, nor of whom the host declined', async () => {
    for (const never of [{ status: 'AWAITING_HOME', seatAsked: false }, { status: 'DECLINED', seatAsked: false }, { status: 'DECLINED', seatAsked: true, request: 1 }] as const) {
      const guest = await aGuestOfBat(never);
      await expect(attended(guest)).rejects.toThrow('never sent them');
      expect(await seen(guest)).toMatchObject({ status: never.status });
    }
  });

  it('not of who did not come', async () => {
    const guest = await aGuestOfBat({ status: 'CONFIRMED' });
    await hear(guest, 'ATTENDANCE_RECORDED', { status: 'NO_SHOW', minutes: null, entry: null, revokes: null });
    expect(await seen(guest)).toMatchObject({ status: 'NO_SHOW', minutes: null });
    expect(await recordBook(guest)).toMatchObject({ totalMinutes: 0, nodes: [{ id: guest.thread, minutes: null, credential: null }] });
  });

  it('row 64: once, however often they are delivered, also at the same time', async () => {
    const guest = await aGuestOfBat({ status: 'CONFIRMED' });
    const { minutes, entry } = await anEntry(guest);
    const content = { status: 'ATTENDED', minutes, entry, revokes: null } as const;
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => hear(guest, 'ATTENDANCE_RECORDED', content)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(attended(guest)).rejects.toThrow('credited already');
    expect(await recordBook(guest)).toMatchObject({ totalCount: 1, totalMinutes: 120 });
    const second = { id: uuid(), participation_id: guest.row.id, kind: 'CREDIT', minutes: 60, credential: 'x' };
    await expect(insert(second)).rejects.toMatchObject({ constraint: 'record_entry_credited_once' });
  });

  it('row 13: not by an entry of another host, another volunteer, another event, or of more time than it took', async () => {
    const guest = await aGuestOfBat({ status: 'CONFIRMED' });
    const other = await aGuestOfBat();
    const forged: [string, Awaited<ReturnType<typeof anEntry>>][] = [
      ['the home itself', await anEntry({ ...guest, eventId: guest.eventId.replace('bat', 'chhtt') }, {}, 'chhtt')],
      ['another key than the issuer’s', { ...(await anEntry(guest)), entry: { id: uuid(), jws: await issueEntry(entryOf(guest), home.node.keysOf('chhtt').signing) } }],
      ['another volunteer', await anEntry(other, { event: entryOf(guest).event })],
      ['another event', await anEntry({ ...guest, eventId: other.eventId })],
      ['more minutes than the event', await anEntry(guest, { minutes: 181 })],
      ['other minutes than it says', { ...(await anEntry(guest)), minutes: 60 }],
      ['another id', { minutes: 120, entry: { id: uuid(), jws: (await anEntry(guest)).entry.jws } }],
      ['one byte altered', { minutes: 120, entry: altered((await anEntry(guest)).entry) }],
      ['no entry at all', { minutes: 120, entry: null as never }],
    ];
    for (const [what, { minutes, entry }] of forged) {
      const hearing = hear(guest, 'ATTENDANCE_RECORDED', { status: 'ATTENDED', minutes, entry, revokes: null });
      expect([what, await hearing.then(() => 'taken', (error: unknown) => (error instanceof Error ? error.name : error))]).toEqual([what, 'MessageRefused']);
    }
    const { minutes, entry } = await anEntry(guest);
    await expect(hear(guest, 'ATTENDANCE_RECORDED', { status: 'ATTENDED', minutes, entry, revokes: null }, 'hgt')).rejects.toThrow('no such participation');
    expect(await seen(guest)).toMatchObject({ status: 'CONFIRMED', minutes: null, credential: null });
  });

  it('row 14: a correction takes the first entry back and adds another; nothing is ever changed or removed', async () => {
    const guest = await aGuestOfBat({ status: 'CONFIRMED' });
    const wrong = await attended(guest, { minutes: 180 });
    const revokes = { id: wrong.id, reason: 'Ушла раньше', revokedAt: '2026-10-02T06:00:00.000Z' };
    const right = await attended(guest, { minutes: 90 }, revokes);
    expect(await seen(guest)).toMatchObject({ minutes: 90, credential: right.jws, revokedAt: null });
    expect(await recordBook(guest)).toMatchObject({ totalCount: 1, totalMinutes: 90 });

    await hear(guest, 'ATTENDANCE_RECORDED', { status: 'ATTENDED', minutes: 0, entry: null, revokes: { ...revokes, id: right.id } });
    expect(await seen(guest)).toMatchObject({ status: 'ATTENDED', minutes: null, credential: right.jws, revokedAt: revokes.revokedAt });
    expect(await recordBook(guest)).toMatchObject({ totalCount: 1, totalMinutes: 0 });
    expect(await home.rowsOf('SELECT kind, minutes, reason FROM record_entry WHERE participation_id = $1 ORDER BY recorded_at, kind DESC', [guest.row.id])).toEqual([
      { kind: 'CREDIT', minutes: 180, reason: null },
      { kind: 'REVOCATION', minutes: null, reason: 'Ушла раньше' },
      { kind: 'CREDIT', minutes: 90, reason: null },
      { kind: 'REVOCATION', minutes: null, reason: 'Ушла раньше' },
    ]);
  });

  it('row 14: what was corrected stays to be seen, with the reason, in the order it came', async () => {
    const guest = await aGuestOfBat({ status: 'CONFIRMED' });
    const wrong = await attended(guest, { minutes: 180, issuedAt: new Date('2026-10-01T10:00:00Z') });
    const right = await attended(guest, { minutes: 90 }, { id: wrong.id, reason: 'Ушла раньше', revokedAt: '2026-10-02T06:00:00.000Z' });
    expect(await entriesOf(guest)).toEqual([
      { minutes: 180, credential: wrong.jws, issuedAt: '2026-10-01T10:00:00.000Z', revokedAt: '2026-10-02T06:00:00.000Z', reason: 'Ушла раньше' },
      { minutes: 90, credential: right.jws, issuedAt: expect.any(String), revokedAt: null, reason: null },
    ]);
  });

  it('in place of what was carried over from before hosts signed', async () => {
    const guest = await aGuestOfBat({ status: 'ATTENDED' });
    await insert({ id: uuid(), participation_id: guest.row.id, kind: 'CARRIED_OVER', minutes: 100 });
    expect(await seen(guest)).toMatchObject({ minutes: 100, credential: null });
    const { jws } = await attended(guest);
    expect(await seen(guest)).toMatchObject({ minutes: 120, credential: jws });
    expect(await recordBook(guest)).toMatchObject({ totalCount: 1, totalMinutes: 120 });
  });

  it('row 14: the database refuses to change, remove or take back twice', async () => {
    const guest = await aGuestOfBat({ status: 'CONFIRMED' });
    const { id } = await attended(guest);
    for (const sql of ['UPDATE record_entry SET minutes = 600', 'DELETE FROM record_entry', 'TRUNCATE record_entry', `UPDATE record_entry SET minutes = 1 WHERE id = '${uuid()}'`]) {
      await expect(home.rowsOf(sql)).rejects.toThrow('append-only');
    }
    const revocation = { participation_id: guest.row.id, kind: 'REVOCATION', revokes: id, reason: 'x', revoked_at: new Date() };
    const another = await aGuestOfBat();
    await expect(insert({ ...revocation, id: uuid(), participation_id: another.row.id })).rejects.toMatchObject({ constraint: 'record_entry_revokes_a_credit' });
    await insert({ ...revocation, id: uuid() });
    await expect(insert({ ...revocation, id: uuid() })).rejects.toMatchObject({ constraint: 'record_entry_revoked_once' });
    await expect(hear(guest, 'ATTENDANCE_RECORDED', { status: 'ATTENDED', minutes: 0, entry: null, revokes: { id, reason: 'x', revokedAt: new Date().toISOString() } })).rejects.toThrow('no such entry');
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
  it.each(WORDS)('%s is refused', async (_what, words, why) => {
    const guest = await aGuestOfBat();
    const event = { ...TOLD, ...words };
    await expect(hear(guest, 'SEAT_ANSWERED', { ...ANSWER, event })).rejects.toMatchObject({ name: 'MessageRefused', message: expect.stringContaining(why) });
    await expect(hear(guest, 'EVENT_CHANGED', { event })).rejects.toMatchObject({ name: 'MessageRefused', message: expect.stringContaining(why) });
    expect(await seen(guest)).toMatchObject({ status: 'AWAITING_HOST', eventTitle: guest.eventId, startsAt: null });
  });

  it('a number of places that cannot be counted is refused', async () => {
    const guest = await aGuestOfBat();
    for (const capacity of [-1, 2 ** 31]) await expect(hear(guest, 'SEAT_ANSWERED', { ...ANSWER, capacity })).rejects.toThrow('impossible number of places');
  });

  it('an entry of an event that has not begun, ends before it starts, is of another century or lasts for years is refused', async () => {
    const entries: [Partial<Entry['event']>, string][] = [
      [{ startsAt: new Date(Date.now() + HOUR_MS), endsAt: new Date(Date.now() + 4 * HOUR_MS) }, 'has not begun'],
      [{ startsAt: new Date(TOLD.endsAt), endsAt: new Date(TOLD.startsAt) }, 'ends before it starts'],
      [{ startsAt: new Date('1900-01-01T00:00:00Z'), endsAt: new Date('1900-01-01T03:00:00Z') }, 'this century'],
      [{ startsAt: new Date('2020-01-01T00:00:00Z') }, 'longer than a year'],
    ];
    for (const [times, why] of entries) {
      const guest = await aGuestOfBat({ status: 'CONFIRMED' });
      await expect(attended(guest, { event: { ...entryOf(guest).event, ...times } })).rejects.toMatchObject({ name: 'MessageRefused', message: expect.stringContaining(why) });
      expect(await recordBook(guest)).toMatchObject({ totalMinutes: 0 });
    }
  });

  it('times that it told anew do not make a signed event longer, nor a told one', async () => {
    const guest = await aGuestOfBat({ status: 'CONFIRMED' });
    await hear(guest, 'EVENT_CHANGED', { event: { ...TOLD, endsAt: '2026-10-03T09:00:00.000Z' } });
    await expect(attended(guest, { minutes: 181 })).rejects.toThrow('more minutes than the event');
    await hear(guest, 'EVENT_CHANGED', { event: TOLD });
    const event = { ...entryOf(guest).event, endsAt: new Date('2026-10-03T09:00:00Z') };
    await expect(attended(guest, { minutes: 181, event })).rejects.toThrow('more minutes than the event');
  });

  it('no number of events makes more of a day than 24 hours; what was taken back makes room', async () => {
    const { volunteer, self } = await home.ready();
    const at = async (host: string, minutes: number) => {
      const event = { id: uuid() };
      const row = await home.has(aParticipation({ volunteer, event, host }));
      const guest: Guest = { self, row, thread: `chhtt:${row.id}`, eventId: `${host}:${event.id}`, volunteerId: self.id };
      const day = { startsAt: new Date('2026-10-01T00:00:00Z'), endsAt: new Date('2026-10-01T16:00:00Z') };
      return { guest, entry: await attended(guest, { minutes, event: { ...entryOf(guest).event, ...day } }) };
    };
    const { guest, entry } = await at('bat', 960);
    await at('bat', 480);
    const { guest: beyond, entry: tooMuch } = await at('bat', 1);
    expect(await seen(beyond)).toMatchObject({ status: 'ATTENDED', minutes: null });
    expect(await home.sent(beyond.thread)).toEqual([{ receiver: 'bat', kind: 'ENTRY_DECLINED', content: { id: tooMuch.id, reason: 'TOO_MANY_HOURS' } }]);
    await hear(beyond, 'ATTENDANCE_RECORDED', { status: 'ATTENDED', minutes: 0, entry: null, revokes: { id: tooMuch.id, reason: 'x', revokedAt: new Date().toISOString() } });
    await hear(guest, 'ATTENDANCE_RECORDED', { status: 'ATTENDED', minutes: 0, entry: null, revokes: { id: entry.id, reason: 'x', revokedAt: new Date().toISOString() } });
    await at('bat', 1);
    expect(await recordBook(guest)).toMatchObject({ totalMinutes: 481 });
  });

  it('a correction of what was refused counts by itself', async () => {
    const guest = await aGuestOfBat({ status: 'CONFIRMED' });
    const revokes = { id: uuid(), reason: 'Столько не бывает', revokedAt: new Date().toISOString() };
    await expect(attended(guest, {}, { ...revokes, revokedAt: '9999-01-01T00:00:00Z' })).rejects.toThrow('this century');
    await attended(guest, { minutes: 60 }, revokes);
    expect(await seen(guest)).toMatchObject({ minutes: 60 });
    await expect(attended(guest, { minutes: 30 }, revokes)).rejects.toThrow('no such entry');
  });
});

describe('row 38: an entry says no more than the volunteer agreed to', () => {
  const declined = async (guest: Guest) => (await home.sent(guest.thread)).filter(({ kind }) => kind === 'ENTRY_DECLINED').map(({ content }) => content);

  it('a name that the home did not send is in no book: the host is told to take it back', async () => {
    for (const subjectName of ['Кузнецова Анна Петровна', 'Анна']) {
      const guest = await aGuestOfBat({ status: 'CONFIRMED', subjectName: subjectName === 'Анна' ? null : 'Кузнецова А.' });
      const { id } = await attended(guest, { subjectName });
      expect(await seen(guest)).toMatchObject({ status: 'ATTENDED', minutes: null, credential: null });
      expect(await declined(guest)).toEqual([{ id, reason: 'OTHER_NAME' }]);
      const { jws } = await attended(guest);
      expect(await seen(guest)).toMatchObject({ minutes: 120, credential: jws });
    }
  });

  it('the name that was sent is; after it was withdrawn it is not', async () => {
    const guest = await aNamedGuestOfBat();
    await attended(guest, { subjectName: 'Кузнецова Анна' });
    expect(await seen(guest)).toMatchObject({ minutes: 120 });
    const other = await aNamedGuestOfBat();
    await withdraw(other, 'NAME_TO_PARTNERS');
    const { id } = await attended(other, { subjectName: 'Кузнецова Анна' });
    expect(await declined(other)).toEqual([{ id, reason: 'OTHER_NAME' }]);
  });

  it('nor is the name that was sent, once the consent lapsed, though nobody took it back', async () => {
    const guest = await aNamedGuestOfBat();
    await home.rowsOf('UPDATE volunteer SET birth_date = NULL WHERE id = $1', [guest.row.volunteerId]);
    await home.rowsOf(`DELETE FROM consent WHERE volunteer_id = $1 AND purpose = 'NAME_TO_PARTNERS' AND giver = 'GUARDIAN'`, [guest.row.volunteerId]);
    const { id } = await attended(guest, { subjectName: 'Кузнецова Анна' });
    expect(await seen(guest)).toMatchObject({ status: 'ATTENDED', minutes: null });
    expect(await declined(guest)).toEqual([{ id, reason: 'OTHER_NAME' }]);
    expect(await home.rowsOf('SELECT subject_name FROM participation WHERE id = $1', [guest.row.id])).toEqual([{ subject_name: null }]);
  });

  it('a host that has the name though the place was given up is told, too', async () => {
    const guest = await aNamedGuestOfBat({ eventStartsAt: null });
    await home.withdraw(guest.self, guest.thread);
    await attended(guest, { subjectName: 'Кузнецова Анна' });
    expect(await seen(guest)).toMatchObject({ status: 'ATTENDED', minutes: 120 });
    await withdraw(guest, 'NAME_TO_PARTNERS');
    expect((await home.sent(guest.thread)).map(({ kind }) => kind)).toEqual(['SEAT_WITHDRAWN', 'NAME_WITHDRAWN']);
    await withdraw(guest, 'CREDENTIAL_ISSUE');
    expect((await home.sent(guest.thread)).at(-1)).toMatchObject({ kind: 'ENTRY_CONSENT', content: { agreed: false } });
  });

  it('who took the consent to entries back has none taken, until they agree again', async () => {
    const guest = await aGuestOfBat({ status: 'CONFIRMED', subjectName: 'Кузнецова Анна' });
    await withdraw(guest, 'CREDENTIAL_ISSUE');
    await withdraw(guest, 'CREDENTIAL_ISSUE');
    expect(await home.sent(guest.thread)).toEqual([{ receiver: 'bat', kind: 'ENTRY_CONSENT', content: { agreed: false } }]);
    const { id } = await attended(guest);
    expect(await seen(guest)).toMatchObject({ status: 'ATTENDED', minutes: null, credential: null });
    expect(await recordBook(guest)).toMatchObject({ totalMinutes: 0 });
    expect(await entriesOf(guest)).toEqual([]);
    expect(await declined(guest)).toEqual([{ id, reason: 'NOT_AGREED' }]);

    await home.rowsOf(`UPDATE volunteer SET birth_date = '2000-01-01' WHERE 'chhtt:' || id = $1`, [guest.self.id]);
    const give = `mutation { giveConsent(input: { volunteerId: "${guest.self.id}", purpose: CREDENTIAL_ISSUE, textVersion: "2026-09" }) { inForce } }`;
    expect((await home.node.ask(give, { as: guest.self })).data).toEqual({ giveConsent: { inForce: true } });
    await home.node.ask(give, { as: guest.self });
    expect((await home.sent(guest.thread)).map(({ kind, content }) => [kind, content])).toEqual([
      ['ENTRY_CONSENT', { agreed: false }],
      ['ENTRY_DECLINED', { id, reason: 'NOT_AGREED' }],
      ['ENTRY_CONSENT', { agreed: true }],
    ]);
    await attended(guest);
    expect(await seen(guest)).toMatchObject({ minutes: 120 });
  });

  it('a host that signs nothing, for it may not, tells of who came', async () => {
    const guest = await aGuestOfBat({ status: 'CONFIRMED' });
    await hear(guest, 'ATTENDANCE_RECORDED', { status: 'ATTENDED', minutes: null, entry: null, revokes: null });
    expect(await seen(guest)).toMatchObject({ status: 'ATTENDED', minutes: null, credential: null });
  });
});

describe('a host that says nothing', () => {
  it('for a month is awaited no longer; a place that it gave stays', async () => {
    const ago = (days: number) => new Date(Date.now() - days * 24 * HOUR_MS);
    const told = (endsDaysAgo: number) => ({ eventTitle: 'Сбор книг', eventStartsAt: ago(endsDaysAgo + 1), eventEndsAt: ago(endsDaysAgo), eventTimeZone: 'Europe/Samara', eventStatus: 'PUBLISHED' }) as const;
    const [unheard, waiting, confirmed, younger, lately, coming] = [
      await aGuestOfBat({ requestedAt: ago(31), request: 1 }),
      await aGuestOfBat({ status: 'WAITLISTED', requestedAt: ago(60), request: 1, ...told(31) }),
      await aGuestOfBat({ status: 'CONFIRMED', requestedAt: ago(60), request: 1, ...told(31) }),
      await aGuestOfBat({ requestedAt: ago(29), request: 1 }),
      await aGuestOfBat({ status: 'WAITLISTED', requestedAt: ago(60), request: 1, ...told(29) }),
      await aGuestOfBat({ requestedAt: ago(60), request: 1, ...told(-5) }),
    ];
    for (let time = 1; time <= 2; time += 1) await home.node.get(SettlingService).work();
    for (const guest of [unheard, waiting]) {
      expect(await seen(guest)).toMatchObject({ status: 'CANCELLED', reason: 'HOST_SILENT' });
      expect(await home.sent(guest.thread)).toMatchObject([{ kind: 'SEAT_WITHDRAWN' }]);
    }
    expect(await Promise.all([confirmed, younger, lately, coming].map(seen))).toMatchObject(['CONFIRMED', 'AWAITING_HOST', 'WAITLISTED', 'AWAITING_HOST'].map((status) => ({ status })));
    await hear(waiting, 'EVENT_CHANGED', { event: TOLD });
    await attended(waiting); // it had given the place, and its word was on its way
    expect(await seen(waiting)).toMatchObject({ status: 'ATTENDED', minutes: 120 });
  });
});

describe('hours at two hosts at once', () => {
  it('are found by the times that were signed, whatever the host says of the event since', async () => {
    const { volunteer, self } = await home.ready();
    const guestOf = async (host: string) => {
      const event = { id: uuid() };
      const row = await home.has(aParticipation({ volunteer, event, host }));
      return { self, row, thread: `chhtt:${row.id}`, eventId: `${host}:${event.id}`, volunteerId: self.id };
    };
    const [one, other] = [await guestOf('bat'), await guestOf('bat')];
    for (const guest of [one, other]) await attended(guest, { minutes: 60 });
    // As though the second were of another host: only `bat` has keys here.
    await home.rowsOf(`UPDATE participation SET event_id = replace(event_id, 'bat', 'hgt') WHERE id = $1`, [other.row.id]);
    await hear(one, 'EVENT_CHANGED', { event: { ...TOLD, startsAt: '2027-10-01T06:00:00.000Z', endsAt: '2027-10-01T09:00:00.000Z' } });
    const query = `{ _entities(representations: [{ __typename: "College", code: "chhtt" }]) { ... on College { overlaps { nodes { volunteer { id } } } } } }`;
    const { data } = await home.node.ask<{ _entities: [{ overlaps: { nodes: { volunteer: { id: string } }[] } }] }>(query, { as: aCurator('chhtt') });
    expect(data._entities[0].overlaps.nodes.filter(({ volunteer: { id } }) => id === self.id)).toHaveLength(1);
    await home.rowsOf('UPDATE participation SET status = $2 WHERE id = ANY($1)', [[one.row.id, other.row.id], 'NO_SHOW']);
  });

  it('are shown to the home’s curator, and to nobody else', async () => {
    const { volunteer, self } = await home.ready();
    const at = (host: string, startsAt: number, hours: number) =>
      aParticipation(
        { volunteer, event: { id: uuid() }, host },
        {
          status: 'ATTENDED',
          eventTitle: host,
          eventStartsAt: new Date(startsAt * HOUR_MS),
          eventEndsAt: new Date((startsAt + hours) * HOUR_MS),
          eventTimeZone: 'Europe/Samara',
          eventStatus: 'COMPLETED',
        },
      );
    const credited = () =>
      home.rowsOf(
        `INSERT INTO record_entry (id, participation_id, kind, minutes, recorded_at)
         SELECT gen_random_uuid(), id, 'CARRIED_OVER', 60, now() FROM participation
         WHERE volunteer_id = $1 AND NOT EXISTS (SELECT FROM record_entry WHERE participation_id = participation.id)`,
        [volunteer.id],
      );
    await home.has(at('bat', 10, 3), at('hgt', 12, 2), at('hgt', 13, 1), at('bat', 20, 2), at('hgt', 22, 2), at('bat', 30, 2), at('bat', 31, 2));
    const overlaps = (as = aCurator('chhtt'), args = '') =>
      home.node.ask<{ _entities: [{ overlaps: { nodes: object[]; totalCount: number; pageInfo: { endCursor: string; hasNextPage: boolean } } | null }] }>(
        `{ _entities(representations: [{ __typename: "College", code: "chhtt" }]) { ... on College { overlaps${args} {
          totalCount pageInfo { hasNextPage endCursor } nodes { volunteer { id } participations { eventTitle } } } } } }`,
        { as },
      );
    await credited();
    const { data } = await overlaps();
    expect(data._entities[0].overlaps).toMatchObject({
      totalCount: 1,
      nodes: [{ volunteer: { id: self.id }, participations: [{ eventTitle: 'bat' }, { eventTitle: 'hgt' }] }],
    });
    await home.has(at('namt', 12, 3));
    await credited();
    const first = (await overlaps(aCurator('chhtt'), '(first: 2)')).data._entities[0].overlaps!;
    const second = (await overlaps(aCurator('chhtt'), `(first: 2, after: "${first.pageInfo.endCursor}")`)).data._entities[0].overlaps!;
    expect([first.totalCount, first.nodes.length, first.pageInfo.hasNextPage, second.nodes.length, second.pageInfo.hasNextPage]).toEqual([4, 2, true, 2, false]);
    for (const as of [self, aCurator('bat'), aCurator('chhtt', { roles: ['MENTOR'] })]) {
      expect((await overlaps(as)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
  });
});

function entryOf({ volunteerId, eventId }: Guest, host = 'bat'): Entry {
  return {
    id: uuid(),
    issuer: { code: host, name: 'Колледж' },
    volunteerId,
    subjectName: null,
    role: 'STUDENT',
    event: { id: eventId, title: TOLD.title, summary: null, kind: 'SERVICE', startsAt: new Date(TOLD.startsAt), endsAt: new Date(TOLD.endsAt) },
    minutes: 120,
    issuedAt: new Date(),
    status: { url: `https://node.example/${host}/credentials/status/1`, index: 7 },
  };
}

function altered({ id, jws }: { id: string; jws: string }) {
  const middle = Math.floor(jws.length / 2);
  return { id, jws: `${jws.slice(0, middle)}${jws[middle] === 'A' ? 'B' : 'A'}${jws.slice(middle + 1)}` };
}

function insert(row: Record<string, unknown>) {
  const columns = Object.keys(row);
  return home.rowsOf(
    `INSERT INTO record_entry (recorded_at, ${columns.join()}) VALUES (now(), ${columns.map((_, index) => `$${index + 1}`).join()})`,
    Object.values(row),
  );
}
