import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { AttendanceDesk, codes, curator, mentor } from './attendance-desk.js';
import { BootedNode } from './booted-node.js';
import { withoutDelivery } from './homes.js';

describe('attendance', () => {
  let desk: AttendanceDesk;
  let second: BootedNode;
  beforeAll(async () => {
    desk = await AttendanceDesk.open();
    second = await BootedNode.start({ beside: desk.node });
  });
  afterAll(async () => {
    await second.leave();
    await desk.close();
  });

  it('is recorded with a signed entry that its home is sent', async () => {
    const { event, guest, id } = await desk.underWay();
    const { data, errors } = await desk.record(id, { minutes: 90 }, mentor);
    expect(errors).toBeUndefined();
    expect(data.result).toEqual({ __typename: 'Registration', id, status: 'ATTENDED', minutes: 90 });
    const [told] = await desk.told(guest);
    expect(told).toEqual({ status: 'ATTENDED', minutes: 90, entry: { id: expect.any(String), jws: expect.any(String) }, revokes: null });
    expect(await desk.opened(told!.entry!.jws)).toMatchObject({
      id: told?.entry?.id,
      issuer: 'chhtt',
      volunteerId: guest.volunteerId,
      subjectName: 'Кузнецова Анна',
      role: 'STUDENT',
      eventId: `chhtt:${event.id}`,
      eventTitle: 'Субботник',
      minutes: 90,
    });
    expect(await desk.credentials(guest.thread)).toEqual([{ id: told?.entry?.id, revoked_at: null, reason: null, supersedes: null }]);
  });

  it('of an event that an imported file made longer comes after the news of that', async () => {
    const { event, guest, id, people } = await desk.underWay({ guests: 2 });
    const longer = () => desk.node.rows.query(`UPDATE event SET ends_at = ends_at + interval '1 hour', participants_told = false WHERE id = $1`, [event.id]);
    await longer();
    expect((await desk.record(id)).data.result).toMatchObject({ status: 'ATTENDED', minutes: 180 });
    expect(await desk.kindsTo(guest.thread)).toEqual(['SEAT_ANSWERED', 'EVENT_CHANGED', 'ATTENDANCE_RECORDED']);
    expect(await desk.kindsTo(people[1]!.thread)).toEqual(['SEAT_ANSWERED', 'EVENT_CHANGED']);
    await longer();
    expect((await desk.correct(id, 240)).data.result).toMatchObject({ minutes: 240 });
    expect((await desk.kindsTo(guest.thread)).slice(3)).toEqual(['EVENT_CHANGED', 'ATTENDANCE_RECORDED']);
    expect(await desk.node.rows.query('SELECT participants_told FROM event WHERE id = $1', [event.id])).toEqual([{ participants_told: true }]);
  });

  it('is not recorded of an event that an imported file called off', async () => {
    const { event, id } = await desk.underWay();
    await desk.node.rows.query(`UPDATE event SET status = 'CANCELLED', participants_told = false WHERE id = $1`, [event.id]);
    expect(codes(await desk.record(id))).toEqual(['BAD_USER_INPUT']);
  });

  it('is of the whole event where nothing is said, and of nothing for who did not come', async () => {
    const { people, ids } = await desk.underWay({ guests: 2 });
    expect((await desk.record(ids[0]!)).data.result).toMatchObject({ status: 'ATTENDED', minutes: 120 });
    expect((await desk.record(ids[1]!, { attended: false })).data.result).toMatchObject({ status: 'NO_SHOW', minutes: null });
    expect(await desk.told(people[1]!)).toEqual([{ status: 'NO_SHOW', minutes: null, entry: null, revokes: null }]);
    expect(await desk.credentials(people[1]!.thread)).toEqual([]);
  });

  it('row 13: not before the event, nor beyond its length', async () => {
    const { guest, id } = await desk.underWay();
    expect((await desk.record(id, { minutes: 121 })).data.result).toMatchObject({ __typename: 'TooManyMinutesError', eventMinutes: 120 });
    const coming = await desk.underWay({ hoursAgo: -1 });
    expect((await desk.record(coming.id)).data.result).toMatchObject({ __typename: 'EventNotStartedError', startsAt: coming.startsAt.toISOString() });
    expect(await desk.credentials(guest.thread)).toEqual([]);
    expect(await desk.told(guest)).toEqual([]);
  });

  it.each([
    ['WAITLISTED'],
    ['CANCELLED'],
    ['DECLINED'],
  ])('row 13: not for who is %s', async (status) => {
    const { guest, id } = await desk.underWay();
    await desk.node.rows.query('UPDATE registration SET status = $2 WHERE participation_id = $1', [guest.thread, status]);
    expect(codes(await desk.record(id))).toEqual(['BAD_USER_INPUT']);
    expect(codes(await desk.correct(id, 30))).toEqual(['BAD_USER_INPUT']);
    expect(await desk.credentials(guest.thread)).toEqual([]);
  });

  it('row 13: not beyond the hours that the days have, whatever number of this college’s events they are of', async () => {
    const { guest, id, event } = await desk.underWay({ hoursAgo: 2 });
    const beside = await desk.underWay();
    const day = `UPDATE event SET starts_at = now() - interval '20 hours', ends_at = now() + interval '4 hours' WHERE id = ANY($1)`;
    await desk.node.rows.query(day, [[event.id, beside.event.id]]);
    await desk.node.rows.query('UPDATE registration SET volunteer_id = $2 WHERE participation_id = $1', [beside.guest.thread, guest.volunteerId]);
    await desk.record(id, { minutes: 1_400 });
    for (const refused of [await desk.record(beside.id), await desk.record(beside.id, { minutes: 41 })]) {
      expect(refused.errors).toMatchObject([{ message: expect.stringMatching(/^input\.minutes.*40 at most/), extensions: { code: 'BAD_USER_INPUT' } }]);
    }
    expect((await desk.record(beside.id, { minutes: 40 })).data.result).toMatchObject({ status: 'ATTENDED', minutes: 40 });
    expect((await desk.correct(beside.id, 41)).errors).toMatchObject([{ message: expect.stringMatching(/^minutes.*40 at most/), extensions: { code: 'BAD_USER_INPUT' } }]);
    await desk.correct(id, 1_000);
    expect((await desk.correct(beside.id, 440)).data.result).toMatchObject({ minutes: 440 });
  });

  it('row 13: not for who is not registered', async () => {
    for (const id of [`chhtt:${uuid()}`, `bat:${uuid()}`, 'x']) {
      expect(codes(await desk.record(id))).toEqual(['NOT_FOUND']);
      expect(codes(await desk.correct(id, 30))).toEqual(['NOT_FOUND']);
    }
  });

  it('row 13: not by whoever takes part themselves', async () => {
    const { guest, id } = await desk.underWay();
    await desk.node.rows.query('UPDATE registration SET volunteer_id = $2 WHERE participation_id = $1', [guest.thread, curator.id]);
    expect(codes(await desk.record(id))).toEqual(['FORBIDDEN']);
    expect((await desk.record(id, { minutes: 60 }, mentor)).data.result).toMatchObject({ minutes: 60 });
    expect(codes(await desk.correct(id, 120))).toEqual(['FORBIDDEN']);
  });

  it.each([
    ['negative minutes', { minutes: -1 }],
    ['minutes of who did not come', { attended: false, minutes: 10 }],
    ['no key', { idempotencyKey: ' ' }],
    ['an endless key', { idempotencyKey: 'x'.repeat(201) }],
    ['a key that PostgreSQL cannot hold', { idempotencyKey: 'x\0' }],
  ])('refuses %s', async (_what, input) => {
    const { guest, id } = await desk.underWay();
    expect(codes(await desk.record(id, input))).toEqual(['BAD_USER_INPUT']);
    expect((await desk.registrationOf(guest.thread)).status).toBe('CONFIRMED');
  });

  it('row 64: recorded twice is credited once', async () => {
    const { guest, id } = await desk.underWay();
    await desk.record(id, { minutes: 30 });
    expect(codes(await desk.record(id, { minutes: 30 }))).toEqual(['BAD_USER_INPUT']);
    expect(codes(await desk.record(id, { attended: false }))).toEqual(['BAD_USER_INPUT']);
    expect(await desk.credentials(guest.thread)).toHaveLength(1);
  });

  it('row 64: recorded 40 times at once, through two processes, is credited once', async () => {
    const { guest, id } = await desk.underWay();
    const answers = await Promise.all(Array.from({ length: 40 }, (_, number) => desk.record(id, { minutes: 60 }, curator, number % 2 ? desk.node : second)));
    expect(answers.filter(({ data }) => data.result?.['status'] === 'ATTENDED')).toHaveLength(1);
    expect(await desk.credentials(guest.thread)).toHaveLength(1);
    expect(await desk.told(guest)).toHaveLength(1);
  });

  it('row 66: the same key 20 times at once gives the same 20 times', async () => {
    const { guest, id } = await desk.underWay();
    const input = { minutes: 60, idempotencyKey: uuid() };
    const answers = await Promise.all(Array.from({ length: 20 }, (_, number) => desk.record(id, input, curator, number % 2 ? desk.node : second)));
    const expected = { data: { result: { __typename: 'Registration', id, status: 'ATTENDED', minutes: 60 } } };
    expect(answers).toEqual(Array(20).fill(expected));
    expect(await desk.credentials(guest.thread)).toHaveLength(1);
    expect(await desk.told(guest)).toHaveLength(1);
  });

  it('row 66: the same key with anything else is refused, and is another’s to use', async () => {
    const { ids } = await desk.underWay({ guests: 3 });
    const key = { idempotencyKey: uuid() };
    await desk.record(ids[0]!, { minutes: 60, ...key });
    for (const [id, input] of [[ids[0]!, { minutes: 61 }], [ids[0]!, {}], [ids[0]!, { attended: false }], [ids[1]!, { minutes: 60 }]] as const) {
      const answer = await desk.record(id, { ...input, ...key });
      expect(answer.errors?.[0]?.message).toMatch('idempotencyKey: was used for something else');
    }
    expect((await desk.record(ids[1]!, { minutes: 60, ...key }, mentor)).data.result).toMatchObject({ status: 'ATTENDED' });
  });

  it('row 66: a key that is used at two events at the same time counts at one of them', async () => {
    const [one, other] = [await desk.underWay(), await desk.underWay()];
    const key = { idempotencyKey: uuid() };
    const answers = await Promise.all([desk.record(one.id, key), desk.record(other.id, key, curator, second)]);
    expect(answers.filter(({ data }) => data.result)).toHaveLength(1);
    expect([...(await desk.credentials(one.guest.thread)), ...(await desk.credentials(other.guest.thread))]).toHaveLength(1);
  });

  it('row 66: a refusal uses no key up', async () => {
    const { id } = await desk.underWay();
    const key = { idempotencyKey: uuid() };
    await desk.record(id, { minutes: 121, ...key });
    expect((await desk.record(id, { minutes: 120, ...key })).data.result).toMatchObject({ status: 'ATTENDED', minutes: 120 });
  });

  it('row 38: who did not come is not kept by name', async () => {
    const { guest, id } = await desk.underWay();
    await desk.record(id, { attended: false });
    expect(await desk.registrationOf(guest.thread)).toMatchObject({ status: 'NO_SHOW', subject_name: null });
  });

  it('costs a bounded number of statements', async () => {
    const { id } = await desk.underWay();
    expect(withoutDelivery(await desk.node.statementsOf(() => desk.record(id))).length).toBeLessThanOrEqual(13);
    expect(withoutDelivery(await desk.node.statementsOf(() => desk.correct(id, 30))).length).toBeLessThanOrEqual(13);
  });

  it('counts in the figures of its month, also where it is recorded late; row 33: one person’s correction does not show', async () => {
    const { event, ids } = await desk.underWay({ guests: 12 });
    const [startsAt, endsAt] = [new Date('2026-01-10T08:00:00Z'), new Date('2026-01-10T10:00:00Z')];
    await desk.node.rows.query('UPDATE event SET starts_at = $2, ends_at = $3 WHERE id = $1', [event.id, startsAt, endsAt]);
    const figures = async () => {
      const query = `{ _entities(representations: [{ __typename: "College", code: "chhtt" }]) { ... on College { figures(from: "2026-01", to: "2026-01") { registrations minutes } } } }`;
      return (await desk.node.ask<{ _entities: { figures: object }[] }>(query, { as: curator })).data._entities[0]?.figures;
    };
    const closed = async () => {
      await desk.node.closeMonths(new Date('2026-02-10T00:00:00Z'));
      return figures();
    };
    expect(await closed()).toEqual({ registrations: 12, minutes: 0 });
    for (const id of ids) await desk.record(id, { minutes: 60 });
    expect(await closed()).toEqual({ registrations: 12, minutes: 720 });
    await desk.correct(ids[0]!, 90);
    expect(await closed()).toEqual({ registrations: 12, minutes: 720 });
  });
});
