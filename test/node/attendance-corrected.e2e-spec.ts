import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { AttendanceDesk, codes, curator, mentor } from './attendance-desk.js';
import type { Guest } from './homes.js';

let desk: AttendanceDesk;
beforeAll(async () => {
  desk = await AttendanceDesk.open();
});
afterAll(() => desk.close());

describe('recorded attendance that is corrected', () => {
  it('row 13: what its home refuses all the same counts for nothing here either, and is to be corrected', async () => {
    const { guest, id } = await desk.underWay();
    await desk.record(id, { minutes: 90 });
    const [told] = await desk.told(guest);
    await desk.hear(guest, 'ENTRY_DECLINED', { id: told!.entry!.id, reason: 'TOO_MANY_HOURS' });
    expect(await desk.registrationOf(guest.thread)).toMatchObject({ status: 'ATTENDED', minutes: 0, credential_id: null, subject_name: 'Кузнецова Анна' });
    expect(await desk.credentials(guest.thread)).toMatchObject([{ revoked_at: expect.any(Date), reason: expect.stringContaining('more hours than the days have') }]);
    expect((await desk.correct(id, 60)).data.result).toMatchObject({ minutes: 60 });
    expect((await desk.told(guest)).at(-1)).toMatchObject({ minutes: 60, revokes: null });
  });

  it('row 14: who had a place and is corrected to have come is no matter of the capacity, however it was lowered since', async () => {
    const { event, people, ids } = await desk.underWay({ guests: 2 });
    for (const id of ids) await desk.record(id, { attended: false });
    const update = 'mutation ($id: ID!, $input: EventPatch!) { updateEvent(id: $id, input: $input) { ... on Event { capacity } } }';
    const patched = (input: object) => desk.node.ask(update, { as: curator, variables: { id: `chhtt:${event.id}`, input } });
    expect(await patched({ capacity: 1 })).toEqual({ data: { updateEvent: { capacity: 1 } } });
    for (const id of ids) expect((await desk.correct(id, 30)).data.result).toMatchObject({ status: 'ATTENDED', minutes: 30 });
    for (const guest of people) expect((await desk.told(guest)).at(-1)).toMatchObject({ minutes: 30 });
    expect(await patched({ capacity: 1, title: 'Субботник у реки' })).toEqual({ data: { updateEvent: { capacity: 1 } } });
  });

  it('row 14: a correction revokes the entry and signs a compensating one', async () => {
    const { guest, id } = await desk.underWay();
    await desk.record(id, { minutes: 120 });
    expect((await desk.correct(id, 45)).data.result).toEqual({ __typename: 'Registration', id, status: 'ATTENDED', minutes: 45 });
    const [first, instead] = await desk.told(guest);
    const revokes = { id: first?.entry?.id, reason: 'Ушла раньше', revokedAt: expect.stringMatching(/Z$/) };
    expect(instead).toEqual({ status: 'ATTENDED', minutes: 45, entry: { id: expect.any(String), jws: expect.any(String) }, revokes });
    expect(await desk.opened(instead!.entry!.jws)).toMatchObject({ volunteerId: guest.volunteerId, minutes: 45 });
    expect(await desk.credentials(guest.thread)).toEqual([
      { id: first?.entry?.id, revoked_at: expect.any(Date), reason: 'Ушла раньше', supersedes: null },
      { id: instead?.entry?.id, revoked_at: null, reason: null, supersedes: first?.entry?.id },
    ]);
  });

  it('row 14: to nothing it revokes alone, and from nothing it credits', async () => {
    const { guest, id } = await desk.underWay();
    await desk.record(id, { attended: false });
    expect((await desk.correct(id, 30, 'Отметили по ошибке')).data.result).toMatchObject({ status: 'ATTENDED', minutes: 30 });
    expect((await desk.correct(id, 0, 'Перепутали')).data.result).toMatchObject({ status: 'ATTENDED', minutes: 0 });
    expect((await desk.correct(id, 20, 'Нет, всё-таки была')).data.result).toMatchObject({ minutes: 20 });
    const told = await desk.told(guest);
    expect(told.map(({ minutes, entry, revokes }) => [minutes, entry !== null, revokes !== null])).toEqual([
      [null, false, false],
      [30, true, false],
      [0, false, true],
      [20, true, false],
    ]);
    expect((await desk.credentials(guest.thread)).map(({ revoked_at: at }: { revoked_at: Date | null }) => at !== null)).toEqual([true, false]);
  });

  it('row 14: ten corrections at once leave one entry in force, and the same correction again changes nothing', async () => {
    const { guest, id } = await desk.underWay();
    await desk.record(id);
    await Promise.all(Array.from({ length: 10 }, (_, number) => desk.correct(id, 10 + number)));
    const { minutes } = await desk.registrationOf(guest.thread);
    await desk.correct(id, minutes);
    const all = await desk.credentials(guest.thread);
    expect(all.filter(({ revoked_at: at }: { revoked_at: Date | null }) => at === null)).toHaveLength(1);
    expect(all).toHaveLength(11);
    const last = (await desk.told(guest)).at(-1);
    expect([last?.minutes, last?.entry?.id]).toEqual([minutes, all.at(-1).id]);
  });

  it('row 14: a correction needs a reason, and no more minutes than there were', async () => {
    const { guest, id } = await desk.underWay();
    await desk.record(id);
    expect(codes(await desk.correct(id, 30, ' '))).toEqual(['BAD_USER_INPUT']);
    expect(codes(await desk.correct(id, -1))).toEqual(['BAD_USER_INPUT']);
    expect((await desk.correct(id, 121)).data.result).toMatchObject({ __typename: 'TooManyMinutesError', eventMinutes: 120 });
    expect(codes(await desk.correct(id, 30, 'Причина', mentor))).toEqual(['FORBIDDEN']);
    expect(await desk.credentials(guest.thread)).toHaveLength(1);
  });
});

describe('an entry of attendance that its home does not keep', () => {
  it('row 38: who took the consent to entries back is recorded without one; once they agree again it is signed by a correction', async () => {
    const { guest, id } = await desk.underWay();
    await desk.hear(guest, 'ENTRY_CONSENT', { agreed: false });
    expect(await desk.registrationOf(guest.thread)).toMatchObject({ status: 'CONFIRMED', subject_name: null });
    expect((await desk.record(id, { minutes: 90 })).data.result).toMatchObject({ status: 'ATTENDED', minutes: 90 });
    expect((await desk.correct(id, 60)).data.result).toMatchObject({ status: 'ATTENDED', minutes: 60 });
    expect((await desk.correct(id, 60)).data.result).toMatchObject({ status: 'ATTENDED', minutes: 60 });
    expect(await desk.told(guest)).toEqual(Array(2).fill({ status: 'ATTENDED', minutes: null, entry: null, revokes: null }));
    expect(await desk.credentials(guest.thread)).toEqual([]);

    await desk.hear(guest, 'ENTRY_CONSENT', { agreed: true });
    expect((await desk.correct(id, 60)).data.result).toMatchObject({ status: 'ATTENDED', minutes: 60 });
    const last = (await desk.told(guest)).at(-1);
    expect(last).toMatchObject({ minutes: 60, entry: { id: expect.any(String) }, revokes: null });
    expect(await desk.opened(last!.entry!.jws)).toMatchObject({ minutes: 60, subjectName: null });
  });

  it('row 38: what was signed while they agreed stays in force', async () => {
    const { guest, id } = await desk.underWay();
    await desk.record(id);
    await desk.hear(guest, 'ENTRY_CONSENT', { agreed: false });
    expect(await desk.credentials(guest.thread)).toMatchObject([{ revoked_at: null }]);
  });

  it('row 38: an entry that its home declines is taken back; where only the name was wrong, another is signed without', async () => {
    const { people, ids } = await desk.underWay({ guests: 2 });
    const [named, unasked] = [people[0]!, people[1]!];
    for (const id of ids) await desk.record(id, { minutes: 90 });
    const entryOf = async (guest: Guest) => (await desk.told(guest)).at(-1)!.entry!;
    const first = await entryOf(named);
    await desk.hear(named, 'ENTRY_DECLINED', { id: first.id, reason: 'OTHER_NAME' });
    await desk.hear(named, 'ENTRY_DECLINED', { id: first.id, reason: 'OTHER_NAME' });
    const [, instead, ...more] = await desk.told(named);
    expect([instead, more]).toMatchObject([{ status: 'ATTENDED', minutes: 90, revokes: null }, []]);
    expect(await desk.opened(instead!.entry!.jws)).toMatchObject({ minutes: 90, subjectName: null });
    expect(await desk.credentials(named.thread)).toMatchObject([{ revoked_at: expect.any(Date) }, { id: instead?.entry?.id, revoked_at: null }]);

    await desk.hear(unasked, 'ENTRY_DECLINED', { id: (await entryOf(unasked)).id, reason: 'NOT_AGREED' });
    expect(await desk.told(unasked)).toHaveLength(1);
    expect(await desk.credentials(unasked.thread)).toMatchObject([{ revoked_at: expect.any(Date) }]);
    expect(await desk.registrationOf(unasked.thread)).toMatchObject({ status: 'ATTENDED', minutes: 90, credential_id: null, subject_name: null });
  });

  it('row 64: an entry that its home refuses is taken back, and a correction to the same minutes signs another that names it', async () => {
    const { guest, id } = await desk.underWay();
    await desk.record(id, { minutes: 90 });
    const [content] = await desk.told(guest);
    const refused = { to: guest.home, thread: guest.thread, kind: 'ATTENDANCE_RECORDED', content: content! } as const;
    for (let time = 1; time <= 2; time += 1) await desk.node.beRefused(refused);
    expect(await desk.registrationOf(guest.thread)).toMatchObject({ status: 'ATTENDED', minutes: 90, credential_id: null, untaken_credential_id: content?.entry?.id });
    expect(await desk.credentials(guest.thread)).toMatchObject([{ id: content?.entry?.id, revoked_at: expect.any(Date), reason: expect.stringContaining('did not take it') }]);

    for (let time = 1; time <= 2; time += 1) expect((await desk.correct(id, 90)).data.result).toMatchObject({ status: 'ATTENDED', minutes: 90 });
    const [, again, ...more] = await desk.told(guest);
    expect([again, more]).toMatchObject([{ minutes: 90, entry: { id: expect.any(String) }, revokes: { id: content?.entry?.id } }, []]);
    await desk.node.beRefused(refused); // it was corrected meanwhile
    expect(await desk.registrationOf(guest.thread)).toMatchObject({ credential_id: again?.entry?.id, untaken_credential_id: null });
    expect(await desk.credentials(guest.thread)).toMatchObject([{}, { id: again?.entry?.id, revoked_at: null, supersedes: content?.entry?.id }]);
  });

  it('is told anew to a home that lost its record, and asks under another; who did not come is still told so', async () => {
    const { event, people, ids } = await desk.underWay({ guests: 2 });
    await desk.record(ids[0]!, { minutes: 90 });
    await desk.record(ids[1]!, { attended: false });
    const [came, absent] = people.map((guest) => ({ ...guest, thread: `bat:${uuid()}` }));
    for (const guest of [came!, absent!]) await desk.homes.ask(guest, event, { subjectName: 'Кузнецова А.' });
    for (const guest of [came!, absent!]) expect(await desk.kindsTo(guest.thread)).toEqual(['SEAT_ANSWERED', 'ATTENDANCE_RECORDED']);
    const [told] = await desk.told(came!);
    expect(told).toMatchObject({ status: 'ATTENDED', minutes: 90, revokes: { id: expect.any(String) } });
    expect(await desk.opened(told!.entry!.jws)).toMatchObject({ minutes: 90, subjectName: 'Кузнецова А.' });
    expect(await desk.credentials(came!.thread)).toMatchObject([{ id: told?.revokes?.id, revoked_at: expect.any(Date) }, { id: told?.entry?.id, revoked_at: null }]);
    expect(await desk.told(absent!)).toEqual([{ status: 'NO_SHOW', minutes: null, entry: null, revokes: null }]);
    expect(await desk.registrationOf(absent!.thread)).toMatchObject({ status: 'NO_SHOW', subject_name: null });
  });

  it('row 38: the name is forgotten with an entry that its home declines, also of one that was corrected meanwhile', async () => {
    const { guest, id } = await desk.underWay();
    await desk.record(id, { minutes: 90 });
    const [told] = await desk.told(guest);
    await desk.correct(id, 0);
    await desk.hear(guest, 'ENTRY_DECLINED', { id: told!.entry!.id, reason: 'OTHER_NAME' });
    expect(await desk.registrationOf(guest.thread)).toMatchObject({ status: 'ATTENDED', minutes: 0, subject_name: null });
  });

  it('row 38: a college speaks for its own volunteers alone', async () => {
    const { guest, id } = await desk.underWay();
    await desk.record(id);
    const [credential] = await desk.credentials(guest.thread);
    await expect(desk.hear(guest, 'ENTRY_CONSENT', { agreed: false }, 'hgt')).rejects.toThrow('its own volunteers');
    await expect(desk.hear(guest, 'ENTRY_DECLINED', { id: credential.id, reason: 'NOT_AGREED' }, 'hgt')).rejects.toThrow('its own volunteers');
    expect(await desk.credentials(guest.thread)).toMatchObject([{ revoked_at: null }]);
  });
});
