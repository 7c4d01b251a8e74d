import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { VolunteerEntity } from '#node/volunteers/volunteer.entity.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aRegistration } from '#support/factories/registration.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { BootedNode } from './booted-node.js';

/** Far ahead, so that no month is closed by the node's own start. */
const NOW = new Date('2090-06-15T00:00:00Z');

describe('the figures of a college', () => {
  let node: BootedNode;
  const volunteers = Array.from({ length: 30 }, () => aVolunteer({ joinedAt: '2090-01-10' }));
  const guests = Array.from({ length: 20 }, () => ({ id: uuid() }));
  // 1 April by the college's clock, 31 March by Greenwich's.
  const april = anEvent({ startsAt: new Date('2090-03-31T21:00:00Z'), status: 'COMPLETED', audience: 'COLLEGE' });
  const may = anEvent({ startsAt: new Date('2090-05-10T06:00:00Z'), status: 'COMPLETED' });
  const cancelled = anEvent({ startsAt: new Date('2090-05-11T06:00:00Z'), status: 'CANCELLED' });
  const june = anEvent({ startsAt: new Date('2090-06-10T06:00:00Z'), status: 'COMPLETED' });

  beforeAll(async () => {
    node = await BootedNode.start();
    const { manager } = node.rows;
    await manager.save([april, may, cancelled, june]);
    await manager.save(volunteers);
    const attended = { status: 'ATTENDED', minutes: 90 } as const;
    await manager.save([
      ...volunteers.slice(0, 12).map((volunteer) => aRegistration({ event: april, volunteer, home: 'chhtt' }, attended)),
      ...guests.slice(0, 11).map((volunteer) => aRegistration({ event: april, volunteer, home: 'bat' }, { status: 'NO_SHOW' })),
      ...guests.slice(11).map((volunteer) => aRegistration({ event: april, volunteer, home: 'bat' }, { status: 'CANCELLED' })),
      ...volunteers.slice(0, 5).map((volunteer) => aRegistration({ event: may, volunteer, home: 'chhtt' }, attended)),
      ...volunteers.map((volunteer) => aRegistration({ event: cancelled, volunteer, home: 'chhtt' })),
      ...volunteers.map((volunteer) => aRegistration({ event: june, volunteer, home: 'chhtt' }, attended)),
    ]);
    await node.closeMonths(NOW);
  });
  afterAll(() => node.stop());

  const ask = (args: string) =>
    node.ask<{ _entities: [{ figures: object }] }>(
      `{ _entities(representations: [{ __typename: "College", code: "chhtt" }]) { ... on College { figures${args} {
        college { code } volunteers activeVolunteers events registrations minutes attendanceRate crossCollegeRegistrations crossCollegeOutOf isPartial } } } }`,
    );
  const figures = async (from: string, to: string) => (await ask(`(from: "${from}", to: "${to}")`)).data._entities[0].figures;

  it('are over whole months of the college’s calendar', async () => {
    expect(await figures('2090-03', '2090-03')).toMatchObject({ events: 0, registrations: 0, volunteers: 30, attendanceRate: null });
    expect(await figures('2090-04', '2090-04')).toEqual({
      college: { code: 'chhtt' },
      volunteers: 30,
      activeVolunteers: 12,
      events: 1,
      registrations: 23,
      minutes: 12 * 90,
      attendanceRate: 12 / 23,
      crossCollegeRegistrations: 11,
      crossCollegeOutOf: 23,
      isPartial: false,
    });
  });

  it('row 32: a month with five people is hidden, alone and in a sum; the current month is in none', async () => {
    const nothing = { activeVolunteers: null, registrations: null, minutes: null, attendanceRate: null };
    expect(await figures('2090-05', '2090-05')).toMatchObject({ ...nothing, events: 1, volunteers: 30 });
    expect(await figures('2090-04', '2090-06')).toMatchObject({ registrations: 23, minutes: 1_080, events: 2, isPartial: true });
    expect(await figures('2090-06', '2090-06')).toMatchObject({ ...nothing, events: null, volunteers: null });
  });

  it('row 33: one person added or removed leaves every range as it was', async () => {
    const ranges = ['2090-01', '2090-02', '2090-03', '2090-04', '2090-05'].flatMap((from, index, months) =>
      months.slice(index).map((to) => [from, to] as const),
    );
    const told = () => Promise.all(ranges.map(([from, to]) => figures(from, to)));
    const before = await told();

    const { manager } = node.rows;
    const newcomer = aVolunteer({ joinedAt: '2090-02-01' });
    await manager.save(newcomer);
    await manager.save([april, may].map((event) => aRegistration({ event, volunteer: newcomer, home: 'chhtt' }, { status: 'ATTENDED', minutes: 500 })));
    await node.closeMonths(NOW);
    expect(await told()).toEqual(before);

    const [gone] = volunteers;
    await node.rows.query('DELETE FROM registration WHERE volunteer_id = $1', [`chhtt:${gone?.id ?? ''}`]);
    await manager.delete(VolunteerEntity, { id: gone?.id ?? '' });
    await node.closeMonths(NOW);
    expect(await told()).toEqual(before);
  });

  it('change once enough people did', async () => {
    const { manager } = node.rows;
    const many = Array.from({ length: 10 }, () => aVolunteer({ joinedAt: '2090-05-01' }));
    await manager.save(many);
    await manager.save(many.map((volunteer) => aRegistration({ event: may, volunteer, home: 'chhtt' }, { status: 'ATTENDED', minutes: 10 })));
    await node.closeMonths(NOW);
    expect(await figures('2090-05', '2090-05')).toMatchObject({ volunteers: 40, registrations: 15 });
    expect(await figures('2090-04', '2090-04')).toMatchObject({ volunteers: 30, registrations: 23 });
  });

  it('are asked for in order, and by default for the last twelve whole months', async () => {
    const wrong = await ask('(from: "2090-05", to: "2090-04")');
    expect(wrong.errors?.[0]).toMatchObject({ message: expect.stringMatching(/^from: /), extensions: { code: 'BAD_USER_INPUT' } });
    expect((await ask('(from: "2090-5")')).errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect((await ask('')).errors).toBeUndefined();
  });

  it('never say who is behind them, and no query closes a month', async () => {
    const statements = await node.statementsOf(() => ask(''));
    expect(statements.join()).not.toMatch(/people|INSERT|UPDATE/);
  });

  it('can be closed by two processes at once', async () => {
    await node.rows.query('DELETE FROM closed_month');
    await Promise.all([node.closeMonths(NOW), node.closeMonths(NOW), node.closeMonths(NOW)]);
    expect(await figures('2090-04', '2090-04')).toMatchObject({ events: 1 });
  });
});
