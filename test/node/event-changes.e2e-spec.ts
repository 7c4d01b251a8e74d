import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import type { Actor } from '#identity/actor.js';
import { RemotePlaceEntity } from '#node/events/remote-place.entity.js';
import { aCurator } from '#support/factories/actor.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aRegistration } from '#support/factories/registration.factory.js';
import { type Answer, BootedNode } from './booted-node.js';
import { type Guest, Homes, withoutDelivery } from './homes.js';

const HOUR_MS = 3_600_000;
const RESULT = `__typename
  ... on Event { id title summary description startsAt endsAt venue meetingUrl capacity tags status remotePlaceRows { collegeCode places } }
  ... on InvalidTimesError { message }
  ... on EventClosedError { message status }`;
const UPDATE = `mutation ($id: ID!, $input: EventPatch!) { result: updateEvent(id: $id, input: $input) { ${RESULT} } }`;
const CANCEL = `mutation ($id: ID!, $reason: String!) { result: cancelEvent(id: $id, reason: $reason) { ${RESULT} } }`;

interface Result {
  readonly result: Record<string, unknown> | null;
}

describe('a change of an event', () => {
  let node: BootedNode;
  let homes: Homes;
  const curator = aCurator('chhtt');

  beforeAll(async () => {
    node = await BootedNode.start();
    homes = new Homes(node);
  });
  afterAll(() => node.stop());

  const has = async (overrides: Parameters<typeof anEvent>[0] = {}) => {
    const event = anEvent(overrides);
    await node.rows.manager.save(event);
    return event;
  };
  const update = (event: { id: string }, input: object, as: Actor = curator): Promise<Answer<Result>> =>
    node.ask<Result>(UPDATE, { as, variables: { id: `chhtt:${event.id}`, input } });
  const cancel = (event: { id: string }, reason = 'Гроза', as: Actor = curator): Promise<Answer<Result>> =>
    node.ask<Result>(CANCEL, { as, variables: { id: `chhtt:${event.id}`, reason } });
  const codes = ({ errors }: Answer<Result>) => errors?.map(({ extensions }) => extensions.code);
  const statusOf = async (guest: Guest) => (await homes.answerTo(guest)).status;
  const guestsOf = async (event: { id: string }, count: number) => {
    const guests: Guest[] = [];
    while (guests.length < count) guests.push(await homes.guest(event));
    return guests;
  };

  it('changes what is given, and empties what is null', async () => {
    const event = await has({ summary: 'Коротко', description: 'Подробно', venue: 'Берег', meetingUrl: 'https://meet.example/1', tags: ['река'] });
    const { data, errors } = await update(event, {
      title: '  Субботник   у озера ',
      description: 'Первая строка\r\n\r\nВторая',
      venue: null,
      meetingUrl: 'https://meet.example/2',
      capacity: 12,
      tags: ['озеро', 'Озеро', 'лес'],
      startsAt: null,
    });
    expect(errors).toBeUndefined();
    expect(data.result).toMatchObject({
      __typename: 'Event',
      title: 'Субботник у озера',
      summary: 'Коротко',
      description: 'Первая строка\n\nВторая',
      venue: null,
      meetingUrl: 'https://meet.example/2',
      capacity: 12,
      tags: ['Озеро', 'лес'],
      startsAt: event.startsAt.toISOString(),
    });
    const { data: read } = await node.ask(`{ event(id: "chhtt:${event.id}") { title capacity venue } }`, { as: curator });
    expect(read).toEqual({ event: { title: 'Субботник у озера', capacity: 12, venue: null } });
  });

  it('another time or title is told to everybody who takes part or waits, and other changes to nobody', async () => {
    const event = await has({ capacity: 2 });
    const guests = await guestsOf(event, 4);
    const gone = await homes.guest(event);
    await homes.giveUp(gone);
    await update(event, { description: 'Возьмите перчатки', venue: 'Берег' });
    for (const guest of guests) expect(await homes.told(guest, 'EVENT_CHANGED')).toEqual([]);

    const startsAt = new Date(event.startsAt.getTime() + HOUR_MS).toISOString();
    await update(event, { startsAt });
    const told = { title: event.title, startsAt, endsAt: event.endsAt.toISOString(), timeZone: event.timeZone, status: 'PUBLISHED' };
    for (const guest of guests) expect(await homes.told(guest, 'EVENT_CHANGED')).toEqual([{ event: told }]);
    await update(event, { title: 'Иначе' });
    for (const guest of guests) expect(await homes.told(guest, 'EVENT_CHANGED')).toEqual([{ event: told }, { event: { ...told, title: 'Иначе' } }]);
    expect(await homes.told(gone, 'EVENT_CHANGED')).toEqual([]);
  });

  it('another time is told to every home that asked about it, and so is that it will not be; nothing is of what its people may not know of', async () => {
    const [open, hidden] = [await has(), await has({ audience: 'COLLEGE' })];
    const startsAt = new Date(open.startsAt.getTime() + HOUR_MS).toISOString();
    const told = ({ id }: { id: string }, home = 'bat') => homes.told({ home, volunteerId: '', thread: `chhtt:${id}` }, 'EVENT_TOLD');
    for (const event of [open, hidden]) {
      await node.receive({ from: 'bat', thread: `chhtt:${event.id}`, kind: 'EVENT_ASKED', content: {} });
      await update(event, { startsAt });
      await cancel(event);
    }
    expect((await told(open)).map(({ event }) => [event?.startsAt, event?.status])).toEqual([
      [open.startsAt.toISOString(), 'PUBLISHED'],
      [startsAt, 'PUBLISHED'],
      [startsAt, 'CANCELLED'],
    ]);
    expect((await told(hidden)).map(({ event }) => event)).toEqual([null]); // as of what there is not
    expect(await told(open, 'hgt')).toEqual([]);
  });

  it('more places go to who waited longest', async () => {
    const event = await has({ capacity: 1 });
    const guests = await guestsOf(event, 5);
    expect((await update(event, { capacity: 3 })).data.result).toMatchObject({ capacity: 3 });
    expect(await Promise.all(guests.map(statusOf))).toEqual(['CONFIRMED', 'CONFIRMED', 'CONFIRMED', 'WAITLISTED', 'WAITLISTED']);
    await update(event, { capacity: null });
    expect(await Promise.all(guests.map(statusOf))).toEqual(Array(5).fill('CONFIRMED'));
  });

  it('no fewer places than are taken', async () => {
    const event = await has({ capacity: 3 });
    const [guest] = await guestsOf(event, 2);
    const { errors } = await update(event, { capacity: 1 });
    expect(errors?.[0]).toMatchObject({ message: 'input.capacity: must not be less than the 2 places that are taken', extensions: { code: 'BAD_USER_INPUT' } });
    await homes.giveUp(guest!);
    expect((await update(event, { capacity: 1 })).data.result).toMatchObject({ capacity: 1 });
  });

  it('a place that is kept no more goes to who waits; one that is kept from now on to its partner', async () => {
    const event = await has({ format: 'HYBRID', capacity: 2 });
    await node.rows.manager.save(RemotePlaceEntity, [{ eventId: event.id, collegeCode: 'kpk', places: 1 }, { eventId: event.id, collegeCode: 'hgt', places: 1 }]);
    const [one, two] = await guestsOf(event, 2);
    expect([await statusOf(one!), await statusOf(two!)]).toEqual(['WAITLISTED', 'WAITLISTED']);
    const { data } = await update(event, { remotePlaces: [{ college: 'kpk', places: 0 }] });
    expect(data.result).toMatchObject({ remotePlaceRows: [{ collegeCode: 'hgt', places: 1 }] });
    expect([await statusOf(one!), await statusOf(two!)]).toEqual(['CONFIRMED', 'WAITLISTED']);

    await update(event, { remotePlaces: [{ college: 'hgt', places: 0 }, { college: 'kpk', places: 1 }] });
    expect(await statusOf(two!)).toBe('WAITLISTED');
    const remote = await homes.guest(event, { home: 'kpk', format: 'ONLINE' });
    expect(await statusOf(remote)).toBe('CONFIRMED');
  });

  it('never keeps more places than there are, whoever they were kept for before', async () => {
    const event = await has({ format: 'HYBRID', capacity: 5 });
    const keep = (places: Record<string, number>, input: object = {}) =>
      update(event, { ...input, remotePlaces: Object.entries(places).map(([college, of]) => ({ college, places: of })) });
    expect((await keep({ bat: 2 })).data.result).toMatchObject({ remotePlaceRows: [{ collegeCode: 'bat', places: 2 }] });
    expect((await keep({ kpk: 4 })).errors?.[0]?.message).toBe('input.remotePlaces: must not keep more than the 5 places there are: with those kept before it would be 6');
    await keep({ kpk: 3 });
    expect((await update(event, { capacity: 4 })).errors?.[0]?.message).toBe('input.capacity: must not be less than the 5 places that are kept for partners (remotePlaces)');
    expect((await update(event, { title: 'Иначе' })).errors).toBeUndefined();
    expect((await keep({ bat: 1 }, { capacity: 4 })).data.result).toMatchObject({ capacity: 4, remotePlaceRows: [{ collegeCode: 'bat', places: 1 }, { collegeCode: 'kpk', places: 3 }] });
    expect((await keep({ bat: 0, hgt: 1 })).errors).toBeUndefined();

    const answers = await Promise.all([keep({ bat: 3, hgt: 0, kpk: 1 }), keep({ kpk: 4, hgt: 0 }), keep({ hgt: 2, kpk: 2 }), update(event, { capacity: 3 })]);
    expect(new Set(answers.flatMap((answer) => codes(answer) ?? []))).toEqual(new Set(['BAD_USER_INPUT']));
    const [row] = await node.rows.query('SELECT capacity, (SELECT sum(places)::int FROM remote_place WHERE event_id = event.id) AS kept FROM event WHERE id = $1', [event.id]);
    expect(row.kept).toBeLessThanOrEqual(row.capacity);
  });

  it('keeps places for, and is held together with, colleges of the network; one that left it may stay and be taken out', async () => {
    const event = await has({ format: 'HYBRID' });
    for (const input of [{ remotePlaces: [{ college: 'zzz', places: 0 }] }, { coHosts: ['zzz'] }]) {
      const { errors } = await update(event, input);
      expect(errors?.[0]).toMatchObject({ message: expect.stringContaining('the network has no college "zzz"'), extensions: { code: 'BAD_USER_INPUT' } });
    }
    await node.rows.manager.save(RemotePlaceEntity, [{ eventId: event.id, collegeCode: 'gone', places: 3 }]);
    await node.rows.query(`INSERT INTO co_host (event_id, college, state, invited_at) VALUES ($1, 'gone', 'INVITED', now())`, [event.id]);
    expect((await update(event, { coHosts: ['gone', 'bat'], remotePlaces: [{ college: 'gone', places: 1 }] })).errors).toBeUndefined();
    const { data } = await update(event, { coHosts: ['bat'], remotePlaces: [{ college: 'gone', places: 0 }] });
    expect(data.result).toMatchObject({ remotePlaceRows: [] });
  });

  it.each([
    ['an end before the start', { endsAt: '2026-01-01T00:00:00Z' }],
    ['a start in the past', { startsAt: '2020-01-01T00:00:00Z' }],
  ])('not to %s', async (_what, input) => {
    const event = await has();
    const guest = await homes.guest(event);
    expect((await update(event, input)).data.result).toMatchObject({ __typename: 'InvalidTimesError', message: expect.stringMatching('An event') });
    expect(await homes.told(guest, 'EVENT_CHANGED')).toEqual([]);
  });

  it.each([
    ['an empty title', { title: ' ' }],
    ['an endless title', { title: 'ы'.repeat(201) }],
    ['row 55: a NUL', { description: 'a\0' }],
    ['row 55: half a character', { venue: '\uD83D' }],
    ['a script for an address', { meetingUrl: 'javascript:alert(1)' }],
    ['no places', { capacity: 0 }],
    ['too many places', { capacity: 100_001 }],
    ['too many tags', { tags: Array.from({ length: 21 }, (_, number) => `метка ${number}`) }],
    ['places kept for nobody', { remotePlaces: [{ college: 'КПК', places: 1 }] }],
    ['places kept for the host itself', { remotePlaces: [{ college: 'chhtt', places: 1 }] }],
    ['places kept twice', { remotePlaces: [{ college: 'kpk', places: 1 }, { college: 'kpk', places: 2 }] }],
    ['fewer than no places kept', { remotePlaces: [{ college: 'kpk', places: -1 }] }],
    ['more places kept than there are', { capacity: 2, remotePlaces: [{ college: 'kpk', places: 3 }] }],
    ['row 23: a status', { status: 'COMPLETED' }],
    ['row 23: another host', { host: 'bat' }],
  ])('refuses %s, and nothing is changed', async (_what, input) => {
    const event = await has();
    expect(codes(await update(event, input))).toEqual(['BAD_USER_INPUT']);
    expect(await node.rows.query('SELECT title, capacity, venue, description FROM event WHERE id = $1', [event.id])).toEqual([
      { title: event.title, capacity: null, venue: null, description: null },
    ]);
  });

  it('a cancelled event tells everybody why, and takes nobody more', async () => {
    const event = await has({ capacity: 2 });
    const guests = await guestsOf(event, 4);
    const gone = await homes.guest(event);
    await homes.giveUp(gone);
    const { data } = await cancel(event, '  Гроза,  перенесём ');
    expect(data.result).toMatchObject({ __typename: 'Event', status: 'CANCELLED' });
    for (const guest of guests) {
      expect(await homes.answerTo(guest)).toMatchObject({ status: 'CANCELLED', reason: 'Гроза, перенесём', event: { status: 'CANCELLED' } });
    }
    expect((await homes.told(gone, 'SEAT_ANSWERED')).map(({ status }) => status)).toEqual(['WAITLISTED']);
    const late = await homes.guest(event);
    expect(await homes.answerTo(late)).toMatchObject({ status: 'DECLINED', reason: 'EVENT_CLOSED' });
    const { data: read } = await node.ask(`{ event(id: "chhtt:${event.id}") { placesTaken waitingCount } }`);
    expect(read).toEqual({ event: { placesTaken: 0, waitingCount: 0 } });
    expect((await cancel(event)).data.result).toMatchObject({ __typename: 'EventClosedError', status: 'CANCELLED' });
  });

  it('one that is over stays as it is, and so does one with attendance recorded', async () => {
    const over = await has({ startsAt: new Date(Date.now() - 5 * HOUR_MS) });
    expect((await update(over, { title: 'Было не так' })).data.result).toMatchObject({ __typename: 'EventClosedError', status: 'COMPLETED' });
    expect((await cancel(over)).data.result).toMatchObject({ __typename: 'EventClosedError' });

    const underWay = await has({ startsAt: new Date(Date.now() - HOUR_MS) });
    await node.rows.manager.save(aRegistration({ event: underWay, volunteer: { id: uuid() }, home: 'bat' }, { status: 'ATTENDED', minutes: 100 }));
    expect((await cancel(underWay)).data.result).toMatchObject({ __typename: 'EventClosedError', message: expect.stringMatching('recorded already') });
    const sooner = new Date(Date.now() + 10 * 60_000).toISOString();
    expect((await update(underWay, { endsAt: sooner })).data.result).toMatchObject({ __typename: 'InvalidTimesError', message: expect.stringMatching('100 minutes') });
  });

  it('is not for another’s event, nor one that is not there', async () => {
    for (const id of [uuid(), 'x']) {
      expect(codes(await update({ id }, { title: 'x' }))).toEqual(['NOT_FOUND']);
      expect(codes(await cancel({ id }))).toEqual(['NOT_FOUND']);
    }
    const event = await has();
    for (const as of [aCurator('bat'), aCurator('chhtt', { roles: ['PARTNER'] }), aCurator('chhtt', { roles: ['VOLUNTEER'] })]) {
      expect(codes(await update(event, { title: 'x' }, as))).toEqual(['FORBIDDEN']);
      expect(codes(await cancel(event, 'x', as))).toEqual(['FORBIDDEN']);
    }
  });

  it('costs a bounded number of statements, plus what each who is told costs', async () => {
    const event = await has();
    expect(withoutDelivery(await node.statementsOf(() => update(event, { title: 'Иначе' }))).length).toBeLessThanOrEqual(12);
    await guestsOf(event, 10);
    const toTen = withoutDelivery(await node.statementsOf(() => update(event, { title: 'Снова иначе' })));
    await guestsOf(event, 10);
    const toTwenty = withoutDelivery(await node.statementsOf(() => update(event, { title: 'И ещё раз' })));
    expect((toTwenty.length - toTen.length) / 10).toBeLessThanOrEqual(4);
  });
});
