import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { globalId } from '#contract/ids.js';
import { RemotePlaceEntity } from '#node/events/remote-place.entity.js';
import { MessageRefused } from '#node/messages/message-refused.js';
import { QueueClosingService } from '#node/registrations/seats/queue-closing.service.js';
import { aCurator } from '#support/factories/actor.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aRegistration } from '#support/factories/registration.factory.js';
import { until } from '#support/until.js';
import { BootedNode } from './booted-node.js';
import { type Guest, Homes, aGuest, withoutDelivery } from './homes.js';

const PAST = new Date(Date.now() - 60_000);

describe('places on a college’s events', () => {
  let node: BootedNode;
  let second: BootedNode;
  let homes: Homes;

  beforeAll(async () => {
    node = await BootedNode.start();
    second = await BootedNode.start({ beside: node });
    homes = new Homes(node);
  });
  afterAll(async () => {
    await second.leave();
    await node.stop();
  });

  const has = async (overrides: Parameters<typeof anEvent>[0] = {}) => {
    const event = anEvent(overrides);
    await node.rows.manager.save(event);
    return event;
  };
  const rowOf = async ({ thread }: Guest) => (await node.rows.query('SELECT * FROM registration WHERE participation_id = $1', [thread]))[0];
  const inQueue = async (event: { id: string }) =>
    node.rows.query('SELECT participation_id AS thread, status FROM registration WHERE event_id = $1 ORDER BY queue_number', [event.id]);
  const statuses = async (event: { id: string }) => (await inQueue(event)).map(({ status }: { status: string }) => status);

  it('tells a home of an event that its people may know of, and sounds the same of all else', async () => {
    const asked = async (eventId: string) => {
      await node.receive({ from: 'bat', thread: eventId, kind: 'EVENT_ASKED', content: {} });
      const [row] = await node.rows.query('SELECT kind, content FROM outbox_message WHERE receiver = $1 AND thread = $2', ['bat', eventId]);
      return row;
    };
    const [open, draft, closed] = [anEvent({ title: 'Субботник', capacity: 7 }), anEvent({ status: 'DRAFT' }), anEvent({ audience: 'COLLEGE' })];
    await node.rows.manager.save([open, draft, closed]);
    expect(await asked(globalId('chhtt', open.id))).toMatchObject({ kind: 'EVENT_TOLD', content: { event: { title: 'Субботник', status: 'PUBLISHED' }, capacity: 7 } });
    for (const id of [draft.id, closed.id, uuid()]) expect(await asked(globalId('chhtt', id))).toEqual({ kind: 'EVENT_TOLD', content: { event: null, capacity: null } });
  });

  it('gives a place, and tells the home of the event', async () => {
    const event = await has({ capacity: 1 });
    const guest = await homes.guest(event, { subjectName: 'Кузнецова Анна', kind: 'STAFF' });
    const { title, timeZone } = event;
    const times = { startsAt: event.startsAt.toISOString(), endsAt: event.endsAt.toISOString() };
    expect(await homes.answerTo(guest)).toEqual({
      status: 'CONFIRMED',
      format: 'ONSITE',
      reason: null,
      capacity: 1,
      event: { title, timeZone, status: 'PUBLISHED', ...times },
    });
    expect(await rowOf(guest)).toMatchObject({ status: 'CONFIRMED', volunteer_id: guest.volunteerId, volunteer_kind: 'STAFF', subject_name: 'Кузнецова Анна' });
  });

  it('200 after 20 places, through two processes: 20 have one and 180 wait, in the order they came', async () => {
    const event = await has({ capacity: 20 });
    const guests = Array.from({ length: 200 }, (_, number) => aGuest(number % 2 ? 'bat' : 'hgt'));
    await Promise.all(guests.map((guest, number) => patiently(() => homes.ask(guest, event, {}, number % 2 ? node : second))));
    expect(await statuses(event)).toEqual([...Array(20).fill('CONFIRMED'), ...Array(180).fill('WAITLISTED')]);
    const query = `{ event(id: "chhtt:${event.id}") { placesTaken waitingCount registrations(first: 100) { totalCount nodes { status volunteerId } } } }`;
    const { data } = await node.ask<{ event: { registrations: { nodes: { status: string; volunteerId: string }[] } } }>(query, { as: aCurator('chhtt') });
    expect(data.event).toMatchObject({ placesTaken: 20, waitingCount: 180, registrations: { totalCount: 200 } });
    const threads = (await inQueue(event)).map(({ thread }: { thread: string }) => thread);
    const volunteers = threads.map((thread: string) => guests.find((guest) => guest.thread === thread)?.volunteerId);
    expect(data.event.registrations.nodes.map(({ volunteerId }) => volunteerId)).toEqual(volunteers.slice(0, 100));
  });

  it('who commits first came first, whoever began', async () => {
    const event = await has({ capacity: 1 });
    const [first, late] = [aGuest(), aGuest()];
    let waits: Promise<void> | undefined;
    await node.rows.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM event WHERE id = $1 FOR NO KEY UPDATE', [event.id]);
      waits = homes.ask(late, event, {}, second); // waits for the row
      await until('it waits', async () => (await node.rows.query<unknown[]>(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)).length > 0);
      await tx.insert('registration', aRegistration({ event, volunteer: { id: uuid() }, home: 'bat' }, { participationId: first.thread }));
    });
    await waits;
    expect(await statuses(event)).toEqual(['CONFIRMED', 'WAITLISTED']);
  });

  it('one place for each volunteer, however often they are asked for at once', async () => {
    const event = await has({ capacity: 5 });
    const guest = aGuest();
    await Promise.all(Array.from({ length: 50 }, (_, number) => patiently(() => homes.ask(guest, event, {}, number % 2 ? node : second))));
    expect(await statuses(event)).toEqual(['CONFIRMED']);
    expect(new Set((await homes.told(guest, 'SEAT_ANSWERED')).map(({ status }) => status))).toEqual(new Set(['CONFIRMED']));
  });

  it('a place given up goes to who waited longest, and who comes again stands behind all', async () => {
    const event = await has({ capacity: 1 });
    const [one, two, three] = [await homes.guest(event, { subjectName: 'Анна' }), await homes.guest(event), await homes.guest(event)];
    await homes.giveUp(one);
    expect(await rowOf(one)).toMatchObject({ status: 'CANCELLED', subject_name: null });
    expect((await homes.told(two, 'SEAT_ANSWERED')).map(({ status }) => status)).toEqual(['WAITLISTED', 'CONFIRMED']);
    expect((await homes.answerTo(three)).status).toBe('WAITLISTED');

    await homes.ask(one, event);
    await homes.giveUp(two);
    expect((await homes.answerTo(three)).status).toBe('CONFIRMED');
    expect((await homes.answerTo(one)).status).toBe('WAITLISTED');
    expect((await inQueue(event)).map(({ thread }: Guest) => thread)).toEqual([two.thread, three.thread, one.thread]);
  });

  it('places kept for a partner’s remote participants are theirs alone', async () => {
    const event = await has({ format: 'HYBRID', capacity: 2 });
    await node.rows.manager.save(RemotePlaceEntity, [{ eventId: event.id, collegeCode: 'kpk', places: 1 }]);
    const here = await homes.guest(event, { format: 'ONSITE' });
    const waits = await homes.guest(event, { format: 'ONLINE' });
    const onsite = await homes.guest(event, { home: 'kpk', format: 'ONSITE' });
    const remote = await homes.guest(event, { home: 'kpk', format: 'ONLINE' });
    const answers = await Promise.all([here, waits, onsite, remote].map(async (guest) => (await homes.answerTo(guest)).status));
    expect(answers).toEqual(['CONFIRMED', 'WAITLISTED', 'WAITLISTED', 'CONFIRMED']);

    await homes.giveUp(remote);
    expect(await statuses(event)).toEqual(['CONFIRMED', 'WAITLISTED', 'WAITLISTED', 'CANCELLED']);
  });

  it('a place kept for a partner goes to whoever of it asks without a format, and makes them a participant online', async () => {
    const event = await has({ format: 'HYBRID', capacity: 2 });
    await node.rows.manager.save(RemotePlaceEntity, [{ eventId: event.id, collegeCode: 'kpk', places: 1 }]);
    const here = await homes.guest(event, { format: 'ONSITE' });
    const other = await homes.guest(event, { format: null });
    const kept = await homes.guest(event, { home: 'kpk', format: null });
    const late = await homes.guest(event, { home: 'kpk', format: null });
    const answers = await Promise.all([here, other, kept, late].map(async (guest) => (({ status, format }) => [status, format])(await homes.answerTo(guest))));
    expect(answers).toEqual([['CONFIRMED', 'ONSITE'], ['WAITLISTED', 'HYBRID'], ['CONFIRMED', 'ONLINE'], ['WAITLISTED', 'HYBRID']]);
  });

  it('declines when a thousand wait', async () => {
    const event = await has({ capacity: 1 });
    const waiting = Array.from({ length: 1_000 }, (_, number) => aRegistration({ event, volunteer: { id: uuid() }, home: 'bat' }, { status: number ? 'WAITLISTED' : 'CONFIRMED' }));
    await node.rows.manager.insert('registration', waiting);
    const last = await homes.guest(event);
    const tooLate = await homes.guest(event, { subjectName: 'Анна' });
    expect((await homes.answerTo(last)).status).toBe('WAITLISTED');
    expect(await homes.answerTo(tooLate)).toMatchObject({ status: 'DECLINED', reason: 'EVENT_FULL', capacity: 1 });
    expect(await rowOf(tooLate)).toMatchObject({ status: 'DECLINED', subject_name: null });
  });

  it.each([
    ['there is none', null, 'NOT_FOR_YOU'],
    ['a draft', { status: 'DRAFT' }, 'NOT_FOR_YOU'],
    ['for the college alone', { audience: 'COLLEGE' }, 'NOT_FOR_YOU'],
    ['cancelled', { status: 'CANCELLED' }, 'EVENT_CLOSED'],
    ['completed', { status: 'COMPLETED' }, 'EVENT_CLOSED'],
    ['under way', { startsAt: PAST }, 'EVENT_CLOSED'],
    ['on site, and they would come online', { format: 'ONSITE' }, 'FORMAT_NOT_OFFERED'],
  ] as const)('declines where the event is %s', async (_what, overrides, reason) => {
    const event = overrides ? await has(overrides) : { id: uuid() };
    const guest = await homes.guest(event, { format: 'ONLINE', subjectName: 'Анна' });
    const hidden = reason === 'NOT_FOR_YOU';
    const told = hidden ? null : expect.objectContaining({ title: 'Субботник на берегу' });
    expect(await homes.answerTo(guest)).toEqual({ status: 'DECLINED', format: 'ONLINE', reason, event: told, capacity: null });
    expect(await rowOf(guest)).toEqual(hidden ? undefined : expect.objectContaining({ status: 'DECLINED', subject_name: null }));
  });

  it('nobody waits for what has begun or is over: the list ends, once, and every home is told', async () => {
    const [begun, completed, coming] = [await has({ capacity: 1 }), await has({ capacity: 1 }), await has({ capacity: 1 })];
    const waiting = new Map<string, Guest>();
    for (const event of [begun, completed, coming]) {
      await homes.guest(event);
      waiting.set(event.id, await homes.guest(event, { subjectName: 'Анна' }));
    }
    await node.rows.query('UPDATE event SET starts_at = $2 WHERE id = $1', [begun.id, PAST]);
    await node.rows.query(`UPDATE event SET status = 'COMPLETED' WHERE id = $1`, [completed.id]);
    await Promise.all([node, second, node].map((process) => process.get(QueueClosingService).work()));
    for (const event of [begun, completed]) {
      const guest = waiting.get(event.id)!;
      expect((await homes.told(guest, 'SEAT_ANSWERED')).map(({ status, reason }) => [status, reason])).toEqual([
        ['WAITLISTED', null],
        ['DECLINED', 'EVENT_CLOSED'],
      ]);
      expect(await rowOf(guest)).toMatchObject({ status: 'DECLINED', subject_name: null });
    }
    expect(await statuses(begun)).toEqual(['CONFIRMED', 'DECLINED']);
    expect(await statuses(coming)).toEqual(['CONFIRMED', 'WAITLISTED']);
  });

  it('a name that was given for hours which nobody recorded is forgotten a year after the event', async () => {
    const event = await has();
    const [came, unrecorded] = [await homes.guest(event, { subjectName: 'Анна' }), await homes.guest(event, { subjectName: 'Борис' })];
    await node.rows.query(`UPDATE registration SET status = 'ATTENDED' WHERE participation_id = $1`, [came.thread]);
    const names = async () => {
      await node.get(QueueClosingService).work();
      return Promise.all([came, unrecorded].map(async (guest) => (await rowOf(guest)).subject_name));
    };
    const ended = (days: number) => node.rows.query(`UPDATE event SET starts_at = now() - ($2 + 1) * interval '1 day', ends_at = now() - $2 * interval '1 day' WHERE id = $1`, [event.id, days]);
    await ended(364);
    expect(await names()).toEqual(['Анна', 'Борис']);
    await ended(366);
    expect(await names()).toEqual(['Анна', null]);
  });

  it('who was declined may ask again, and withdraws what never was without harm', async () => {
    const event = await has({ format: 'ONSITE' });
    const guest = await homes.guest(event, { format: 'ONLINE' });
    await homes.ask(guest, event, { format: 'ONSITE' });
    expect((await homes.answerTo(guest)).status).toBe('CONFIRMED');
    await homes.giveUp(aGuest());
  });

  it('a college asks and gives up for its own volunteers alone', async () => {
    const event = await has();
    const anna = await homes.guest(event);
    const foreign = { ...aGuest('bat'), volunteerId: globalId('hgt', uuid()) };
    await expect(homes.ask(foreign, event)).rejects.toThrow(MessageRefused);
    await expect(homes.ask({ ...aGuest('bat'), thread: globalId('hgt', uuid()) }, event)).rejects.toThrow(MessageRefused);
    await expect(homes.giveUp({ ...anna, home: 'hgt' })).rejects.toThrow(MessageRefused);
    await expect(homes.ask({ ...anna, volunteerId: globalId('bat', uuid()) }, event)).rejects.toThrow(MessageRefused);
    await expect(homes.ask(anna, await has())).rejects.toThrow(MessageRefused);
    expect(await statuses(event)).toEqual(['CONFIRMED']);
  });

  it('a home that lost its books asks anew, and its volunteer keeps the place', async () => {
    const event = await has({ capacity: 1 });
    const before = await homes.guest(event);
    const after = { ...before, thread: globalId('bat', uuid()) };
    await homes.ask(after, event);
    expect((await homes.answerTo(after)).status).toBe('CONFIRMED');
    expect(await inQueue(event)).toEqual([{ thread: after.thread, status: 'CONFIRMED' }]);
  });

  it('row 38: whoever asks anew without a name is known by none', async () => {
    const event = await has();
    const guest = await homes.guest(event, { subjectName: 'Анна К.' });
    expect((await rowOf(guest)).subject_name).toBe('Анна К.');
    await homes.ask(guest, event);
    expect((await rowOf(guest)).subject_name).toBeNull();
  });

  it('what was recorded of the event outlives a withdrawal that comes late', async () => {
    const event = await has();
    const guest = await homes.guest(event);
    await node.rows.query(`UPDATE registration SET status = 'ATTENDED' WHERE participation_id = $1`, [guest.thread]);
    await homes.giveUp(guest);
    expect((await rowOf(guest)).status).toBe('ATTENDED');
    await node.rows.query(`UPDATE event SET starts_at = $2 WHERE id = $1`, [event.id, PAST]);
    await homes.ask(guest, event);
    expect((await rowOf(guest)).status).toBe('ATTENDED');
    expect(await homes.answerTo(guest)).toMatchObject({ status: 'CONFIRMED', reason: null }); // so that its home takes the hours
  });

  it('costs as many statements with a thousand waiting as with none', async () => {
    const event = await has({ capacity: 1 });
    await homes.guest(event);
    const few = withoutDelivery(await node.statementsOf(() => homes.guest(event)));
    const waiting = Array.from({ length: 900 }, () => aRegistration({ event, volunteer: { id: uuid() }, home: 'bat' }, { status: 'WAITLISTED' }));
    await node.rows.manager.insert('registration', waiting);
    expect(withoutDelivery(await node.statementsOf(() => homes.guest(event)))).toHaveLength(few.length);
    expect(few.length).toBeLessThanOrEqual(13);
  });
});

/** A sender tries again where the host had no time or no connection. */
async function patiently(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === 20 || error instanceof MessageRefused) throw error;
    }
  }
}
