import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { verifyEntry } from '#credentials/verify-entry.js';
import type { Actor } from '#identity/actor.js';
import { publicKeysOf } from '#identity/private-keys.js';
import type { MessageContent } from '#node/messages/message-kinds.js';
import { aCurator } from '#support/factories/actor.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { type Answer, BootedNode } from './booted-node.js';
import { type Guest, Homes, withoutDelivery } from './homes.js';

const HOUR_MS = 3_600_000;
const RESULT = `__typename
  ... on Registration { id status minutes }
  ... on TooManyMinutesError { message eventMinutes }
  ... on EventNotStartedError { message startsAt }`;
const RECORD = `mutation ($input: AttendanceInput!) { result: recordAttendance(input: $input) { ${RESULT} } }`;
const CORRECT = `mutation ($id: ID!, $minutes: Int!, $reason: String!) { result: correctMinutes(registrationId: $id, minutes: $minutes, reason: $reason) { ${RESULT} } }`;

interface Result {
  readonly result: Record<string, unknown> | null;
}

describe('attendance', () => {
  let node: BootedNode;
  let second: BootedNode;
  let homes: Homes;
  const curator = aCurator('chhtt');
  const mentor = aCurator('chhtt', { roles: ['MENTOR'] });

  beforeAll(async () => {
    node = await BootedNode.start();
    second = await BootedNode.start({ beside: node });
    homes = new Homes(node);
  });
  afterAll(async () => {
    await second.leave();
    await node.stop();
  });

  /** An event of two hours with guests who hold a place; it began an hour ago, where not said. */
  const underWay = async ({ guests = 1, hoursAgo = 1, subjectName = 'Кузнецова Анна' } = {}) => {
    const event = anEvent({ title: 'Субботник' });
    await node.rows.manager.save(event);
    const people: Guest[] = [];
    for (let count = 0; count < guests; count += 1) people.push(await homes.guest(event, { subjectName }));
    const [startsAt, endsAt] = [new Date(Date.now() - hoursAgo * HOUR_MS), new Date(Date.now() + (2 - hoursAgo) * HOUR_MS)];
    await node.rows.query('UPDATE event SET starts_at = $2, ends_at = $3 WHERE id = $1', [event.id, startsAt, endsAt]);
    const ids = await Promise.all(people.map(async ({ thread }) => `chhtt:${(await registrationOf(thread)).id}`));
    return { event, people, ids, guest: people[0]!, id: ids[0]!, startsAt };
  };
  const registrationOf = async (thread: string) => (await node.rows.query('SELECT * FROM registration WHERE participation_id = $1', [thread]))[0];
  const kindsTo = async (thread: string): Promise<string[]> =>
    (await node.rows.query('SELECT kind FROM outbox_message WHERE thread = $1 ORDER BY sequence', [thread])).map(({ kind }: { kind: string }) => kind);
  const credentials = (thread: string) =>
    node.rows.query(
      `SELECT credential.id, revoked_at, reason, supersedes FROM credential JOIN registration ON registration.id = registration_id
       WHERE participation_id = $1 ORDER BY issued_at`,
      [thread],
    );
  const record = (registrationId: string, input: object = {}, as: Actor = curator, by = node): Promise<Answer<Result>> =>
    by.ask<Result>(RECORD, { as, variables: { input: { registrationId, attended: true, idempotencyKey: uuid(), ...input } } });
  const correct = (id: string, minutes: number, reason = 'Ушла раньше', as: Actor = curator): Promise<Answer<Result>> =>
    node.ask<Result>(CORRECT, { as, variables: { id, minutes, reason } });
  const codes = ({ errors }: Answer<Result>) => errors?.map(({ extensions }) => extensions.code);
  const opened = (jws: string) => verifyEntry(jws, () => publicKeysOf(node.keysOf('chhtt')).signing);

  it('is recorded with a signed entry that its home is sent', async () => {
    const { event, guest, id } = await underWay();
    const { data, errors } = await record(id, { minutes: 90 }, mentor);
    expect(errors).toBeUndefined();
    expect(data.result).toEqual({ __typename: 'Registration', id, status: 'ATTENDED', minutes: 90 });
    const [told] = await homes.told(guest, 'ATTENDANCE_RECORDED');
    expect(told).toEqual({ status: 'ATTENDED', minutes: 90, entry: { id: expect.any(String), jws: expect.any(String) }, revokes: null });
    expect(await opened(told!.entry!.jws)).toMatchObject({
      id: told?.entry?.id,
      issuer: 'chhtt',
      volunteerId: guest.volunteerId,
      subjectName: 'Кузнецова Анна',
      role: 'STUDENT',
      eventId: `chhtt:${event.id}`,
      eventTitle: 'Субботник',
      minutes: 90,
    });
    expect(await credentials(guest.thread)).toEqual([{ id: told?.entry?.id, revoked_at: null, reason: null, supersedes: null }]);
  });

  it('of an event that an imported file made longer comes after the news of that', async () => {
    const { event, guest, id, people } = await underWay({ guests: 2 });
    const longer = () => node.rows.query(`UPDATE event SET ends_at = ends_at + interval '1 hour', participants_told = false WHERE id = $1`, [event.id]);
    await longer();
    expect((await record(id)).data.result).toMatchObject({ status: 'ATTENDED', minutes: 180 });
    expect(await kindsTo(guest.thread)).toEqual(['SEAT_ANSWERED', 'EVENT_CHANGED', 'ATTENDANCE_RECORDED']);
    expect(await kindsTo(people[1]!.thread)).toEqual(['SEAT_ANSWERED', 'EVENT_CHANGED']);
    await longer();
    expect((await correct(id, 240)).data.result).toMatchObject({ minutes: 240 });
    expect((await kindsTo(guest.thread)).slice(3)).toEqual(['EVENT_CHANGED', 'ATTENDANCE_RECORDED']);
    expect(await node.rows.query('SELECT participants_told FROM event WHERE id = $1', [event.id])).toEqual([{ participants_told: true }]);
  });

  it('is not recorded of an event that an imported file called off', async () => {
    const { event, id } = await underWay();
    await node.rows.query(`UPDATE event SET status = 'CANCELLED', participants_told = false WHERE id = $1`, [event.id]);
    expect(codes(await record(id))).toEqual(['BAD_USER_INPUT']);
  });

  it('is of the whole event where nothing is said, and of nothing for who did not come', async () => {
    const { people, ids } = await underWay({ guests: 2 });
    expect((await record(ids[0]!)).data.result).toMatchObject({ status: 'ATTENDED', minutes: 120 });
    expect((await record(ids[1]!, { attended: false })).data.result).toMatchObject({ status: 'NO_SHOW', minutes: null });
    expect(await homes.told(people[1]!, 'ATTENDANCE_RECORDED')).toEqual([{ status: 'NO_SHOW', minutes: null, entry: null, revokes: null }]);
    expect(await credentials(people[1]!.thread)).toEqual([]);
  });

  it('row 13: not before the event, nor beyond its length', async () => {
    const { guest, id } = await underWay();
    expect((await record(id, { minutes: 121 })).data.result).toMatchObject({ __typename: 'TooManyMinutesError', eventMinutes: 120 });
    const coming = await underWay({ hoursAgo: -1 });
    expect((await record(coming.id)).data.result).toMatchObject({ __typename: 'EventNotStartedError', startsAt: coming.startsAt.toISOString() });
    expect(await credentials(guest.thread)).toEqual([]);
    expect(await homes.told(guest, 'ATTENDANCE_RECORDED')).toEqual([]);
  });

  it.each([
    ['WAITLISTED'],
    ['CANCELLED'],
    ['DECLINED'],
  ])('row 13: not for who is %s', async (status) => {
    const { guest, id } = await underWay();
    await node.rows.query('UPDATE registration SET status = $2 WHERE participation_id = $1', [guest.thread, status]);
    expect(codes(await record(id))).toEqual(['BAD_USER_INPUT']);
    expect(codes(await correct(id, 30))).toEqual(['BAD_USER_INPUT']);
    expect(await credentials(guest.thread)).toEqual([]);
  });

  it('row 13: not beyond the hours that the days have, whatever number of this college’s events they are of', async () => {
    const { guest, id, event } = await underWay({ hoursAgo: 2 });
    const beside = await underWay();
    const day = `UPDATE event SET starts_at = now() - interval '20 hours', ends_at = now() + interval '4 hours' WHERE id = ANY($1)`;
    await node.rows.query(day, [[event.id, beside.event.id]]);
    await node.rows.query('UPDATE registration SET volunteer_id = $2 WHERE participation_id = $1', [beside.guest.thread, guest.volunteerId]);
    await record(id, { minutes: 1_400 });
    for (const refused of [await record(beside.id), await record(beside.id, { minutes: 41 })]) {
      expect(refused.errors).toMatchObject([{ message: expect.stringMatching(/^input\.minutes.*40 at most/), extensions: { code: 'BAD_USER_INPUT' } }]);
    }
    expect((await record(beside.id, { minutes: 40 })).data.result).toMatchObject({ status: 'ATTENDED', minutes: 40 });
    expect((await correct(beside.id, 41)).errors).toMatchObject([{ message: expect.stringMatching(/^minutes.*40 at most/), extensions: { code: 'BAD_USER_INPUT' } }]);
    await correct(id, 1_000);
    expect((await correct(beside.id, 440)).data.result).toMatchObject({ minutes: 440 });
  });

  it('row 13: what its home refuses all the same counts for nothing here either, and is to be corrected', async () => {
    const { guest, id } = await underWay();
    await record(id, { minutes: 90 });
    const [told] = await homes.told(guest, 'ATTENDANCE_RECORDED');
    await hear(guest, 'ENTRY_DECLINED', { id: told!.entry!.id, reason: 'TOO_MANY_HOURS' });
    expect(await registrationOf(guest.thread)).toMatchObject({ status: 'ATTENDED', minutes: 0, credential_id: null, subject_name: 'Кузнецова Анна' });
    expect(await credentials(guest.thread)).toMatchObject([{ revoked_at: expect.any(Date), reason: expect.stringContaining('more hours than the days have') }]);
    expect((await correct(id, 60)).data.result).toMatchObject({ minutes: 60 });
    expect((await homes.told(guest, 'ATTENDANCE_RECORDED')).at(-1)).toMatchObject({ minutes: 60, revokes: null });
  });

  it('row 14: who had a place and is corrected to have come is no matter of the capacity, however it was lowered since', async () => {
    const { event, people, ids } = await underWay({ guests: 2 });
    for (const id of ids) await record(id, { attended: false });
    const update = 'mutation ($id: ID!, $input: EventPatch!) { updateEvent(id: $id, input: $input) { ... on Event { capacity } } }';
    const patched = (input: object) => node.ask(update, { as: curator, variables: { id: `chhtt:${event.id}`, input } });
    expect(await patched({ capacity: 1 })).toEqual({ data: { updateEvent: { capacity: 1 } } });
    for (const id of ids) expect((await correct(id, 30)).data.result).toMatchObject({ status: 'ATTENDED', minutes: 30 });
    for (const guest of people) expect((await homes.told(guest, 'ATTENDANCE_RECORDED')).at(-1)).toMatchObject({ minutes: 30 });
    expect(await patched({ capacity: 1, title: 'Субботник у реки' })).toEqual({ data: { updateEvent: { capacity: 1 } } });
  });

  it('row 13: not for who is not registered', async () => {
    for (const id of [`chhtt:${uuid()}`, `bat:${uuid()}`, 'x']) {
      expect(codes(await record(id))).toEqual(['NOT_FOUND']);
      expect(codes(await correct(id, 30))).toEqual(['NOT_FOUND']);
    }
  });

  it('row 13: not by whoever takes part themselves', async () => {
    const { guest, id } = await underWay();
    await node.rows.query('UPDATE registration SET volunteer_id = $2 WHERE participation_id = $1', [guest.thread, curator.id]);
    expect(codes(await record(id))).toEqual(['FORBIDDEN']);
    expect((await record(id, { minutes: 60 }, mentor)).data.result).toMatchObject({ minutes: 60 });
    expect(codes(await correct(id, 120))).toEqual(['FORBIDDEN']);
  });

  it.each([
    ['negative minutes', { minutes: -1 }],
    ['minutes of who did not come', { attended: false, minutes: 10 }],
    ['no key', { idempotencyKey: ' ' }],
    ['an endless key', { idempotencyKey: 'x'.repeat(201) }],
    ['a key that PostgreSQL cannot hold', { idempotencyKey: 'x\0' }],
  ])('refuses %s', async (_what, input) => {
    const { guest, id } = await underWay();
    expect(codes(await record(id, input))).toEqual(['BAD_USER_INPUT']);
    expect((await registrationOf(guest.thread)).status).toBe('CONFIRMED');
  });

  it('row 64: recorded twice is credited once', async () => {
    const { guest, id } = await underWay();
    await record(id, { minutes: 30 });
    expect(codes(await record(id, { minutes: 30 }))).toEqual(['BAD_USER_INPUT']);
    expect(codes(await record(id, { attended: false }))).toEqual(['BAD_USER_INPUT']);
    expect(await credentials(guest.thread)).toHaveLength(1);
  });

  it('row 64: recorded 40 times at once, through two processes, is credited once', async () => {
    const { guest, id } = await underWay();
    const answers = await Promise.all(Array.from({ length: 40 }, (_, number) => record(id, { minutes: 60 }, curator, number % 2 ? node : second)));
    expect(answers.filter(({ data }) => data.result?.['status'] === 'ATTENDED')).toHaveLength(1);
    expect(await credentials(guest.thread)).toHaveLength(1);
    expect(await homes.told(guest, 'ATTENDANCE_RECORDED')).toHaveLength(1);
  });

  it('row 66: the same key 20 times at once gives the same 20 times', async () => {
    const { guest, id } = await underWay();
    const input = { minutes: 60, idempotencyKey: uuid() };
    const answers = await Promise.all(Array.from({ length: 20 }, (_, number) => record(id, input, curator, number % 2 ? node : second)));
    const expected = { data: { result: { __typename: 'Registration', id, status: 'ATTENDED', minutes: 60 } } };
    expect(answers).toEqual(Array(20).fill(expected));
    expect(await credentials(guest.thread)).toHaveLength(1);
    expect(await homes.told(guest, 'ATTENDANCE_RECORDED')).toHaveLength(1);
  });

  it('row 66: the same key with anything else is refused, and is another’s to use', async () => {
    const { ids } = await underWay({ guests: 3 });
    const key = { idempotencyKey: uuid() };
    await record(ids[0]!, { minutes: 60, ...key });
    for (const [id, input] of [[ids[0]!, { minutes: 61 }], [ids[0]!, {}], [ids[0]!, { attended: false }], [ids[1]!, { minutes: 60 }]] as const) {
      const answer = await record(id, { ...input, ...key });
      expect(answer.errors?.[0]?.message).toMatch('idempotencyKey: was used for something else');
    }
    expect((await record(ids[1]!, { minutes: 60, ...key }, mentor)).data.result).toMatchObject({ status: 'ATTENDED' });
  });

  it('row 66: a key that is used at two events at the same time counts at one of them', async () => {
    const [one, other] = [await underWay(), await underWay()];
    const key = { idempotencyKey: uuid() };
    const answers = await Promise.all([record(one.id, key), record(other.id, key, curator, second)]);
    expect(answers.filter(({ data }) => data.result)).toHaveLength(1);
    expect([...(await credentials(one.guest.thread)), ...(await credentials(other.guest.thread))]).toHaveLength(1);
  });

  it('row 66: a refusal uses no key up', async () => {
    const { id } = await underWay();
    const key = { idempotencyKey: uuid() };
    await record(id, { minutes: 121, ...key });
    expect((await record(id, { minutes: 120, ...key })).data.result).toMatchObject({ status: 'ATTENDED', minutes: 120 });
  });

  it('row 14: a correction revokes the entry and signs a compensating one', async () => {
    const { guest, id } = await underWay();
    await record(id, { minutes: 120 });
    expect((await correct(id, 45)).data.result).toEqual({ __typename: 'Registration', id, status: 'ATTENDED', minutes: 45 });
    const [first, instead] = await homes.told(guest, 'ATTENDANCE_RECORDED');
    const revokes = { id: first?.entry?.id, reason: 'Ушла раньше', revokedAt: expect.stringMatching(/Z$/) };
    expect(instead).toEqual({ status: 'ATTENDED', minutes: 45, entry: { id: expect.any(String), jws: expect.any(String) }, revokes });
    expect(await opened(instead!.entry!.jws)).toMatchObject({ volunteerId: guest.volunteerId, minutes: 45 });
    expect(await credentials(guest.thread)).toEqual([
      { id: first?.entry?.id, revoked_at: expect.any(Date), reason: 'Ушла раньше', supersedes: null },
      { id: instead?.entry?.id, revoked_at: null, reason: null, supersedes: first?.entry?.id },
    ]);
  });

  it('row 14: to nothing it revokes alone, and from nothing it credits', async () => {
    const { guest, id } = await underWay();
    await record(id, { attended: false });
    expect((await correct(id, 30, 'Отметили по ошибке')).data.result).toMatchObject({ status: 'ATTENDED', minutes: 30 });
    expect((await correct(id, 0, 'Перепутали')).data.result).toMatchObject({ status: 'ATTENDED', minutes: 0 });
    expect((await correct(id, 20, 'Нет, всё-таки была')).data.result).toMatchObject({ minutes: 20 });
    const told = await homes.told(guest, 'ATTENDANCE_RECORDED');
    expect(told.map(({ minutes, entry, revokes }) => [minutes, entry !== null, revokes !== null])).toEqual([
      [null, false, false],
      [30, true, false],
      [0, false, true],
      [20, true, false],
    ]);
    expect((await credentials(guest.thread)).map(({ revoked_at: at }: { revoked_at: Date | null }) => at !== null)).toEqual([true, false]);
  });

  it('row 14: ten corrections at once leave one entry in force, and the same correction again changes nothing', async () => {
    const { guest, id } = await underWay();
    await record(id);
    await Promise.all(Array.from({ length: 10 }, (_, number) => correct(id, 10 + number)));
    const { minutes } = await registrationOf(guest.thread);
    await correct(id, minutes);
    const all = await credentials(guest.thread);
    expect(all.filter(({ revoked_at: at }: { revoked_at: Date | null }) => at === null)).toHaveLength(1);
    expect(all).toHaveLength(11);
    const last = (await homes.told(guest, 'ATTENDANCE_RECORDED')).at(-1);
    expect([last?.minutes, last?.entry?.id]).toEqual([minutes, all.at(-1).id]);
  });

  const hear = <Kind extends 'ENTRY_CONSENT' | 'ENTRY_DECLINED'>({ home, thread }: Guest, kind: Kind, content: MessageContent<Kind>, from = home) =>
    node.receive({ from, thread, kind, content });

  it('row 38: who took the consent to entries back is recorded without one; once they agree again it is signed by a correction', async () => {
    const { guest, id } = await underWay();
    await hear(guest, 'ENTRY_CONSENT', { agreed: false });
    expect(await registrationOf(guest.thread)).toMatchObject({ status: 'CONFIRMED', subject_name: null });
    expect((await record(id, { minutes: 90 })).data.result).toMatchObject({ status: 'ATTENDED', minutes: 90 });
    expect((await correct(id, 60)).data.result).toMatchObject({ status: 'ATTENDED', minutes: 60 });
    expect((await correct(id, 60)).data.result).toMatchObject({ status: 'ATTENDED', minutes: 60 });
    expect(await homes.told(guest, 'ATTENDANCE_RECORDED')).toEqual(Array(2).fill({ status: 'ATTENDED', minutes: null, entry: null, revokes: null }));
    expect(await credentials(guest.thread)).toEqual([]);

    await hear(guest, 'ENTRY_CONSENT', { agreed: true });
    expect((await correct(id, 60)).data.result).toMatchObject({ status: 'ATTENDED', minutes: 60 });
    const last = (await homes.told(guest, 'ATTENDANCE_RECORDED')).at(-1);
    expect(last).toMatchObject({ minutes: 60, entry: { id: expect.any(String) }, revokes: null });
    expect(await opened(last!.entry!.jws)).toMatchObject({ minutes: 60, subjectName: null });
  });

  it('row 38: what was signed while they agreed stays in force', async () => {
    const { guest, id } = await underWay();
    await record(id);
    await hear(guest, 'ENTRY_CONSENT', { agreed: false });
    expect(await credentials(guest.thread)).toMatchObject([{ revoked_at: null }]);
  });

  it('row 38: an entry that its home declines is taken back; where only the name was wrong, another is signed without', async () => {
    const { people, ids } = await underWay({ guests: 2 });
    const [named, unasked] = [people[0]!, people[1]!];
    for (const id of ids) await record(id, { minutes: 90 });
    const entryOf = async (guest: Guest) => (await homes.told(guest, 'ATTENDANCE_RECORDED')).at(-1)!.entry!;
    const first = await entryOf(named);
    await hear(named, 'ENTRY_DECLINED', { id: first.id, reason: 'OTHER_NAME' });
    await hear(named, 'ENTRY_DECLINED', { id: first.id, reason: 'OTHER_NAME' });
    const [, instead, ...more] = await homes.told(named, 'ATTENDANCE_RECORDED');
    expect([instead, more]).toMatchObject([{ status: 'ATTENDED', minutes: 90, revokes: null }, []]);
    expect(await opened(instead!.entry!.jws)).toMatchObject({ minutes: 90, subjectName: null });
    expect(await credentials(named.thread)).toMatchObject([{ revoked_at: expect.any(Date) }, { id: instead?.entry?.id, revoked_at: null }]);

    await hear(unasked, 'ENTRY_DECLINED', { id: (await entryOf(unasked)).id, reason: 'NOT_AGREED' });
    expect(await homes.told(unasked, 'ATTENDANCE_RECORDED')).toHaveLength(1);
    expect(await credentials(unasked.thread)).toMatchObject([{ revoked_at: expect.any(Date) }]);
    expect(await registrationOf(unasked.thread)).toMatchObject({ status: 'ATTENDED', minutes: 90, credential_id: null, subject_name: null });
  });

  it('row 64: an entry that its home refuses is taken back, and a correction to the same minutes signs another that names it', async () => {
    const { guest, id } = await underWay();
    await record(id, { minutes: 90 });
    const [content] = await homes.told(guest, 'ATTENDANCE_RECORDED');
    const refused = { to: guest.home, thread: guest.thread, kind: 'ATTENDANCE_RECORDED', content: content! } as const;
    for (let time = 1; time <= 2; time += 1) await node.beRefused(refused);
    expect(await registrationOf(guest.thread)).toMatchObject({ status: 'ATTENDED', minutes: 90, credential_id: null, untaken_credential_id: content?.entry?.id });
    expect(await credentials(guest.thread)).toMatchObject([{ id: content?.entry?.id, revoked_at: expect.any(Date), reason: expect.stringContaining('did not take it') }]);

    for (let time = 1; time <= 2; time += 1) expect((await correct(id, 90)).data.result).toMatchObject({ status: 'ATTENDED', minutes: 90 });
    const [, again, ...more] = await homes.told(guest, 'ATTENDANCE_RECORDED');
    expect([again, more]).toMatchObject([{ minutes: 90, entry: { id: expect.any(String) }, revokes: { id: content?.entry?.id } }, []]);
    await node.beRefused(refused); // it was corrected meanwhile
    expect(await registrationOf(guest.thread)).toMatchObject({ credential_id: again?.entry?.id, untaken_credential_id: null });
    expect(await credentials(guest.thread)).toMatchObject([{}, { id: again?.entry?.id, revoked_at: null, supersedes: content?.entry?.id }]);
  });

  it('is told anew to a home that lost its record, and asks under another; who did not come is still told so', async () => {
    const { event, people, ids } = await underWay({ guests: 2 });
    await record(ids[0]!, { minutes: 90 });
    await record(ids[1]!, { attended: false });
    const [came, absent] = people.map((guest) => ({ ...guest, thread: `bat:${uuid()}` }));
    for (const guest of [came!, absent!]) await homes.ask(guest, event, { subjectName: 'Кузнецова А.' });
    for (const guest of [came!, absent!]) expect(await kindsTo(guest.thread)).toEqual(['SEAT_ANSWERED', 'ATTENDANCE_RECORDED']);
    const [told] = await homes.told(came!, 'ATTENDANCE_RECORDED');
    expect(told).toMatchObject({ status: 'ATTENDED', minutes: 90, revokes: { id: expect.any(String) } });
    expect(await opened(told!.entry!.jws)).toMatchObject({ minutes: 90, subjectName: 'Кузнецова А.' });
    expect(await credentials(came!.thread)).toMatchObject([{ id: told?.revokes?.id, revoked_at: expect.any(Date) }, { id: told?.entry?.id, revoked_at: null }]);
    expect(await homes.told(absent!, 'ATTENDANCE_RECORDED')).toEqual([{ status: 'NO_SHOW', minutes: null, entry: null, revokes: null }]);
    expect(await registrationOf(absent!.thread)).toMatchObject({ status: 'NO_SHOW', subject_name: null });
  });

  it('row 38: the name is forgotten with an entry that its home declines, also of one that was corrected meanwhile', async () => {
    const { guest, id } = await underWay();
    await record(id, { minutes: 90 });
    const [told] = await homes.told(guest, 'ATTENDANCE_RECORDED');
    await correct(id, 0);
    await hear(guest, 'ENTRY_DECLINED', { id: told!.entry!.id, reason: 'OTHER_NAME' });
    expect(await registrationOf(guest.thread)).toMatchObject({ status: 'ATTENDED', minutes: 0, subject_name: null });
  });

  it('row 38: a college speaks for its own volunteers alone', async () => {
    const { guest, id } = await underWay();
    await record(id);
    const [credential] = await credentials(guest.thread);
    await expect(hear(guest, 'ENTRY_CONSENT', { agreed: false }, 'hgt')).rejects.toThrow('its own volunteers');
    await expect(hear(guest, 'ENTRY_DECLINED', { id: credential.id, reason: 'NOT_AGREED' }, 'hgt')).rejects.toThrow('its own volunteers');
    expect(await credentials(guest.thread)).toMatchObject([{ revoked_at: null }]);
  });

  it('row 38: who did not come is not kept by name', async () => {
    const { guest, id } = await underWay();
    await record(id, { attended: false });
    expect(await registrationOf(guest.thread)).toMatchObject({ status: 'NO_SHOW', subject_name: null });
  });

  it('row 14: a correction needs a reason, and no more minutes than there were', async () => {
    const { guest, id } = await underWay();
    await record(id);
    expect(codes(await correct(id, 30, ' '))).toEqual(['BAD_USER_INPUT']);
    expect(codes(await correct(id, -1))).toEqual(['BAD_USER_INPUT']);
    expect((await correct(id, 121)).data.result).toMatchObject({ __typename: 'TooManyMinutesError', eventMinutes: 120 });
    expect(codes(await correct(id, 30, 'Причина', mentor))).toEqual(['FORBIDDEN']);
    expect(await credentials(guest.thread)).toHaveLength(1);
  });

  it('costs a bounded number of statements', async () => {
    const { id } = await underWay();
    expect(withoutDelivery(await node.statementsOf(() => record(id))).length).toBeLessThanOrEqual(13);
    expect(withoutDelivery(await node.statementsOf(() => correct(id, 30))).length).toBeLessThanOrEqual(13);
  });

  it('counts in the figures of its month, also where it is recorded late; row 33: one person’s correction does not show', async () => {
    const { event, ids } = await underWay({ guests: 12 });
    const [startsAt, endsAt] = [new Date('2026-01-10T08:00:00Z'), new Date('2026-01-10T10:00:00Z')];
    await node.rows.query('UPDATE event SET starts_at = $2, ends_at = $3 WHERE id = $1', [event.id, startsAt, endsAt]);
    const figures = async () => {
      const query = `{ _entities(representations: [{ __typename: "College", code: "chhtt" }]) { ... on College { figures(from: "2026-01", to: "2026-01") { registrations minutes } } } }`;
      return (await node.ask<{ _entities: { figures: object }[] }>(query, { as: curator })).data._entities[0]?.figures;
    };
    const closed = async () => {
      await node.closeMonths(new Date('2026-02-10T00:00:00Z'));
      return figures();
    };
    expect(await closed()).toEqual({ registrations: 12, minutes: 0 });
    for (const id of ids) await record(id, { minutes: 60 });
    expect(await closed()).toEqual({ registrations: 12, minutes: 720 });
    await correct(ids[0]!, 90);
    expect(await closed()).toEqual({ registrations: 12, minutes: 720 });
  });
});
