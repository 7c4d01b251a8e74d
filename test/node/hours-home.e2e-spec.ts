import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { issueEntry } from '#credentials/issue-entry.js';
import { aCurator } from '#support/factories/actor.factory.js';
import { aParticipation } from '#support/factories/participation.factory.js';
import { ANSWER, HostWords, TOLD, entryOf } from './host-words.js';
import { type Home, aHome } from './taking-part.js';

const HOUR_MS = 3_600_000;

let home: Home;
let words: HostWords;
beforeAll(async () => {
  home = await aHome();
  words = new HostWords(home);
});
afterAll(() => home.node.stop());

describe('hours come home', () => {
  it('as an entry that the host signed', async () => {
    const guest = await words.aGuestOfBat({ status: 'CONFIRMED' });
    await words.hear(guest, 'SEAT_ANSWERED', ANSWER);
    const { jws } = await words.attended(guest);
    expect(await words.seen(guest)).toMatchObject({ status: 'ATTENDED', minutes: 120, credential: jws, revokedAt: null });
    expect(await words.recordBook(guest)).toEqual({ totalCount: 1, totalMinutes: 120, nodes: [{ id: guest.thread, minutes: 120, credential: jws, revokedAt: null }] });
  });

  it('also of who gave up at home while the host’s word was on its way', async () => {
    const guest = await words.aGuestOfBat({ status: 'CANCELLED', seatAsked: false });
    await words.attended(guest);
    expect(await words.seen(guest)).toMatchObject({ status: 'ATTENDED', minutes: 120 });
  });

  it('also of who gave up and asked anew at home meanwhile, even where the home then declined that', async () => {
    for (const status of ['AWAITING_HOME', 'DECLINED'] as const) {
      const guest = await words.aGuestOfBat({ status, seatAsked: false, request: 1 });
      await words.attended(guest);
      expect(await words.seen(guest)).toMatchObject({ status: 'ATTENDED', minutes: 120 });
    }
  });

  it('not of whom the home never sent, nor of whom the host declined', async () => {
    for (const never of [{ status: 'AWAITING_HOME', seatAsked: false }, { status: 'DECLINED', seatAsked: false }, { status: 'DECLINED', seatAsked: true, request: 1 }] as const) {
      const guest = await words.aGuestOfBat(never);
      await expect(words.attended(guest)).rejects.toThrow('never sent them');
      expect(await words.seen(guest)).toMatchObject({ status: never.status });
    }
  });

  it('not of who did not come', async () => {
    const guest = await words.aGuestOfBat({ status: 'CONFIRMED' });
    await words.hear(guest, 'ATTENDANCE_RECORDED', { status: 'NO_SHOW', minutes: null, entry: null, revokes: null });
    expect(await words.seen(guest)).toMatchObject({ status: 'NO_SHOW', minutes: null });
    expect(await words.recordBook(guest)).toMatchObject({ totalMinutes: 0, nodes: [{ id: guest.thread, minutes: null, credential: null }] });
  });

  it('row 64: once, however often they are delivered, also at the same time', async () => {
    const guest = await words.aGuestOfBat({ status: 'CONFIRMED' });
    const { minutes, entry } = await words.anEntry(guest);
    const content = { status: 'ATTENDED', minutes, entry, revokes: null } as const;
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => words.hear(guest, 'ATTENDANCE_RECORDED', content)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(words.attended(guest)).rejects.toThrow('credited already');
    expect(await words.recordBook(guest)).toMatchObject({ totalCount: 1, totalMinutes: 120 });
    const second = { id: uuid(), participation_id: guest.row.id, kind: 'CREDIT', minutes: 60, credential: 'x' };
    await expect(insert(second)).rejects.toMatchObject({ constraint: 'record_entry_credited_once' });
  });

  it('row 13: not by an entry of another host, another volunteer, another event, or of more time than it took', async () => {
    const guest = await words.aGuestOfBat({ status: 'CONFIRMED' });
    const other = await words.aGuestOfBat();
    const forged: [string, Awaited<ReturnType<HostWords['anEntry']>>][] = [
      ['the home itself', await words.anEntry({ ...guest, eventId: guest.eventId.replace('bat', 'chhtt') }, {}, 'chhtt')],
      ['another key than the issuer’s', { ...(await words.anEntry(guest)), entry: { id: uuid(), jws: await issueEntry(entryOf(guest), home.node.keysOf('chhtt').signing) } }],
      ['another volunteer', await words.anEntry(other, { event: entryOf(guest).event })],
      ['another event', await words.anEntry({ ...guest, eventId: other.eventId })],
      ['more minutes than the event', await words.anEntry(guest, { minutes: 181 })],
      ['other minutes than it says', { ...(await words.anEntry(guest)), minutes: 60 }],
      ['another id', { minutes: 120, entry: { id: uuid(), jws: (await words.anEntry(guest)).entry.jws } }],
      ['one byte altered', { minutes: 120, entry: altered((await words.anEntry(guest)).entry) }],
      ['no entry at all', { minutes: 120, entry: null as never }],
    ];
    for (const [what, { minutes, entry }] of forged) {
      const hearing = words.hear(guest, 'ATTENDANCE_RECORDED', { status: 'ATTENDED', minutes, entry, revokes: null });
      expect([what, await hearing.then(() => 'taken', (error: unknown) => (error instanceof Error ? error.name : error))]).toEqual([what, 'MessageRefused']);
    }
    const { minutes, entry } = await words.anEntry(guest);
    await expect(words.hear(guest, 'ATTENDANCE_RECORDED', { status: 'ATTENDED', minutes, entry, revokes: null }, 'hgt')).rejects.toThrow('no such participation');
    expect(await words.seen(guest)).toMatchObject({ status: 'CONFIRMED', minutes: null, credential: null });
  });

  it('row 14: a correction takes the first entry back and adds another; nothing is ever changed or removed', async () => {
    const guest = await words.aGuestOfBat({ status: 'CONFIRMED' });
    const wrong = await words.attended(guest, { minutes: 180 });
    const revokes = { id: wrong.id, reason: 'Ушла раньше', revokedAt: '2026-10-02T06:00:00.000Z' };
    const right = await words.attended(guest, { minutes: 90 }, revokes);
    expect(await words.seen(guest)).toMatchObject({ minutes: 90, credential: right.jws, revokedAt: null });
    expect(await words.recordBook(guest)).toMatchObject({ totalCount: 1, totalMinutes: 90 });

    await words.hear(guest, 'ATTENDANCE_RECORDED', { status: 'ATTENDED', minutes: 0, entry: null, revokes: { ...revokes, id: right.id } });
    expect(await words.seen(guest)).toMatchObject({ status: 'ATTENDED', minutes: null, credential: right.jws, revokedAt: revokes.revokedAt });
    expect(await words.recordBook(guest)).toMatchObject({ totalCount: 1, totalMinutes: 0 });
    expect(await home.rowsOf('SELECT kind, minutes, reason FROM record_entry WHERE participation_id = $1 ORDER BY recorded_at, kind DESC', [guest.row.id])).toEqual([
      { kind: 'CREDIT', minutes: 180, reason: null },
      { kind: 'REVOCATION', minutes: null, reason: 'Ушла раньше' },
      { kind: 'CREDIT', minutes: 90, reason: null },
      { kind: 'REVOCATION', minutes: null, reason: 'Ушла раньше' },
    ]);
  });

  it('row 14: what was corrected stays to be seen, with the reason, in the order it came', async () => {
    const guest = await words.aGuestOfBat({ status: 'CONFIRMED' });
    const wrong = await words.attended(guest, { minutes: 180, issuedAt: new Date('2026-10-01T10:00:00Z') });
    const right = await words.attended(guest, { minutes: 90 }, { id: wrong.id, reason: 'Ушла раньше', revokedAt: '2026-10-02T06:00:00.000Z' });
    expect(await words.entriesOf(guest)).toEqual([
      { minutes: 180, credential: wrong.jws, issuedAt: '2026-10-01T10:00:00.000Z', revokedAt: '2026-10-02T06:00:00.000Z', reason: 'Ушла раньше' },
      { minutes: 90, credential: right.jws, issuedAt: expect.any(String), revokedAt: null, reason: null },
    ]);
  });

  it('row 14: a correction by a host that lost what it had signed last ends that too, and never anybody else’s', async () => {
    const guest = await words.aGuestOfBat({ status: 'CONFIRMED' });
    const first = await words.attended(guest, { minutes: 180 });
    const revokes = { id: first.id, reason: 'Ушла раньше', revokedAt: '2026-10-02T06:00:00.000Z' };
    const lost = await words.attended(guest, { minutes: 90 }, revokes);
    await expect(words.attended(guest, { minutes: 60 })).rejects.toThrow('credited already');
    const other = await words.aGuestOfBat({ status: 'CONFIRMED' });
    const others = await words.attended(other);
    await expect(words.attended(guest, { minutes: 60 }, { ...revokes, id: others.id })).rejects.toThrow('no such entry of this participation');
    const right = await words.attended(guest, { minutes: 60 }, revokes);
    expect(await words.recordBook(guest)).toMatchObject({ totalCount: 1, totalMinutes: 60 });
    expect((await words.entriesOf(guest)).at(1)).toMatchObject({ credential: lost.jws, revokedAt: revokes.revokedAt, reason: 'Ушла раньше' });

    await words.hear(guest, 'ATTENDANCE_RECORDED', { status: 'ATTENDED', minutes: 0, entry: null, revokes: { ...revokes, id: right.id } });
    await words.attended(guest, { minutes: 45 }, { ...revokes, id: right.id }); // which the host does not know to have taken back
    expect(await words.recordBook(guest)).toMatchObject({ totalCount: 1, totalMinutes: 45 });
    expect(await words.recordBook(other)).toMatchObject({ totalMinutes: 120 });
  });

  it('in place of what was carried over from before hosts signed', async () => {
    const guest = await words.aGuestOfBat({ status: 'ATTENDED' });
    await insert({ id: uuid(), participation_id: guest.row.id, kind: 'CARRIED_OVER', minutes: 100 });
    expect(await words.seen(guest)).toMatchObject({ minutes: 100, credential: null });
    const { jws } = await words.attended(guest);
    expect(await words.seen(guest)).toMatchObject({ minutes: 120, credential: jws });
    expect(await words.recordBook(guest)).toMatchObject({ totalCount: 1, totalMinutes: 120 });
  });

  it('row 14: the database refuses to change, remove or take back twice', async () => {
    const guest = await words.aGuestOfBat({ status: 'CONFIRMED' });
    const { id } = await words.attended(guest);
    for (const sql of ['UPDATE record_entry SET minutes = 600', 'DELETE FROM record_entry', 'TRUNCATE record_entry', `UPDATE record_entry SET minutes = 1 WHERE id = '${uuid()}'`]) {
      await expect(home.rowsOf(sql)).rejects.toThrow('append-only');
    }
    const revocation = { participation_id: guest.row.id, kind: 'REVOCATION', revokes: id, reason: 'x', revoked_at: new Date() };
    const another = await words.aGuestOfBat();
    await expect(insert({ ...revocation, id: uuid(), participation_id: another.row.id })).rejects.toMatchObject({ constraint: 'record_entry_revokes_a_credit' });
    await insert({ ...revocation, id: uuid() });
    await expect(insert({ ...revocation, id: uuid() })).rejects.toMatchObject({ constraint: 'record_entry_revoked_once' });
    await expect(words.hear(guest, 'ATTENDANCE_RECORDED', { status: 'ATTENDED', minutes: 0, entry: null, revokes: { id, reason: 'x', revokedAt: new Date().toISOString() } })).rejects.toThrow('no such entry');
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
    for (const guest of [one, other]) await words.attended(guest, { minutes: 60 });
    // As though the second were of another host: only `bat` has keys here.
    await home.rowsOf(`UPDATE participation SET event_id = replace(event_id, 'bat', 'hgt') WHERE id = $1`, [other.row.id]);
    await words.hear(one, 'EVENT_CHANGED', { event: { ...TOLD, startsAt: '2027-10-01T06:00:00.000Z', endsAt: '2027-10-01T09:00:00.000Z' } });
    const query = `{ _entities(representations: [{ __typename: "College", code: "chhtt" }]) { ... on College { overlaps { nodes { volunteer { id } } } } } }`;
    const { data } = await home.node.ask<{ _entities: [{ overlaps: { nodes: { volunteer: { id: string } }[] } }] }>(query, { as: aCurator('chhtt') });
    expect(data._entities[0].overlaps.nodes.filter(({ volunteer: { id } }) => id === self.id)).toHaveLength(1);
    await home.rowsOf('UPDATE participation SET status = $2 WHERE id = ANY($1)', [[one.row.id, other.row.id], 'NO_SHOW']);
  });

  it('are found all, however many come at the same moment, and go with what is taken back', async () => {
    const { volunteer } = await home.ready();
    const times = { eventTitle: 'Там', eventStartsAt: new Date(10 * HOUR_MS), eventEndsAt: new Date(12 * HOUR_MS), eventTimeZone: 'Europe/Samara', eventStatus: 'COMPLETED' } as const;
    const rows = ['bat', 'hgt', 'kpk', 'namt', 'aurora', 'birch'].map((host) => aParticipation({ volunteer, event: { id: uuid() }, host }, { status: 'ATTENDED', ...times }));
    await home.has(...rows);
    const entries = rows.map(({ id }) => ({ id: uuid(), participation_id: id, kind: 'CARRIED_OVER', minutes: 60 }));
    const found = () => home.rowsOf('SELECT FROM record_overlap JOIN participation ON participation.id = first_id WHERE volunteer_id = $1', [volunteer.id]);
    await Promise.all(entries.map(insert));
    expect(await found()).toHaveLength(15);
    const [first] = entries;
    await insert({ id: uuid(), participation_id: first?.participation_id, kind: 'REVOCATION', revokes: first?.id, reason: 'x', revoked_at: new Date() });
    expect(await found()).toHaveLength(10);
    await home.rowsOf('UPDATE participation SET event_starts_at = event_starts_at + $2, event_ends_at = event_ends_at + $2 WHERE id = $1', [rows[1]?.id, '1 day']);
    expect(await found()).toHaveLength(6);
    await home.rowsOf(`UPDATE participation SET status = 'NO_SHOW' WHERE volunteer_id = $1`, [volunteer.id]);
    expect(await found()).toEqual([]);
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
