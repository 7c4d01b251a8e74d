import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import type { Actor } from '#identity/actor.js';
import { RemotePlaceEntity } from '#node/events/remote-place.entity.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aRegistration } from '#support/factories/registration.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { BootedNode } from './booted-node.js';

interface RegistrationPage {
  readonly nodes: readonly { readonly id: string }[];
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

describe('registrations for a college’s events', () => {
  let node: BootedNode;
  const inQueue = (queueNumber: number) => ({ queueNumber });
  const event = anEvent({ format: 'HYBRID', coHostCodes: ['bat'] });
  const other = anEvent();
  const anna = aVolunteer();
  const guest = { id: uuid() };
  const foreign = aRegistration({ event, volunteer: guest, home: 'bat' }, { ...inQueue(2), format: 'ONLINE' });
  const later = aRegistration({ event, volunteer: { id: uuid() }, home: 'bat' }, { ...inQueue(3), status: 'CANCELLED', format: 'ONLINE' });
  const elsewhere = aRegistration({ event: other, volunteer: guest, home: 'bat' }, { ...inQueue(1), status: 'ATTENDED', minutes: 45 });
  /** Made last, and first in the queue. */
  const own = aRegistration({ event, volunteer: anna, home: 'chhtt' }, inQueue(1));

  beforeAll(async () => {
    node = await BootedNode.start();
    await node.rows.manager.save([event, other, anna]);
    await node.rows.manager.save(RemotePlaceEntity, [
      { eventId: event.id, collegeCode: 'kpk', places: 5 },
      { eventId: event.id, collegeCode: 'bat', places: 3 },
    ]);
    await node.rows.manager.save([own, foreign, later, elsewhere]);
  });
  afterAll(() => node.stop());

  const page = async (args: string, as?: Actor) => {
    const { data, errors } = await node.ask<{ event: { registrations: RegistrationPage } }>(
      `{ event(id: "chhtt:${event.id}") { registrations${args} {
        nodes { id volunteerId status event { id } } totalCount pageInfo { hasNextPage endCursor } } } }`,
      as && { as },
    );
    if (errors) throw new Error(errors.map(({ extensions }) => extensions.code).join());
    return data.event.registrations;
  };
  const asTheyCame = [own, foreign, later];

  it('shows all to the host’s staff, in the order they came', async () => {
    const { nodes, totalCount, pageInfo } = await page('', aCurator('chhtt', { roles: ['MENTOR'] }));
    expect(nodes.map(({ id }) => id)).toEqual(asTheyCame.map(({ id }) => `chhtt:${id}`));
    expect(nodes[0]).toEqual({
      id: `chhtt:${own.id}`,
      volunteerId: `chhtt:${anna.id}`,
      status: 'CONFIRMED',
      event: { id: `chhtt:${event.id}` },
    });
    expect([totalCount, pageInfo.hasNextPage]).toEqual([3, false]);
  });

  it('shows a volunteer of whichever college their own', async () => {
    const { nodes, totalCount } = await page('', aVolunteerActor('bat', { ...guest, displayName: 'Гость' }));
    expect(nodes.map(({ id }) => id)).toEqual([`chhtt:${foreign.id}`]);
    expect(totalCount).toBe(1);
  });

  it.each([
    ['a visitor', undefined],
    ['a partner’s curator', aCurator('bat')],
    ['a volunteer without a place', aVolunteerActor('bat')],
  ])('shows %s none', async (_who, as) => {
    expect(await page('', as)).toEqual({ nodes: [], totalCount: 0, pageInfo: { hasNextPage: false, endCursor: null } });
  });

  it('pages by cursor', async () => {
    const staff = aCurator('chhtt');
    const seen: string[] = [];
    for (let after = '', more = true; more; ) {
      const { nodes, pageInfo } = await page(`(first: 1${after && `, after: "${after}"`})`, staff);
      seen.push(...nodes.map(({ id }) => id));
      after = pageInfo.endCursor ?? '';
      more = pageInfo.hasNextPage;
    }
    expect(seen).toEqual(asTheyCame.map(({ id }) => `chhtt:${id}`));
    await expect(page('(after: "x")', staff)).rejects.toThrow('BAD_USER_INPUT');
  });

  it('gives references to those who may see them', async () => {
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Registration { volunteerId minutes } } }';
    const variables = { r: [foreign, elsewhere, own].map(({ id }) => ({ __typename: 'Registration', id: `chhtt:${id}` })) };
    const volunteerId = `bat:${guest.id}`;
    const mine = await node.ask<{ _entities: unknown[] }>(query, { as: aVolunteerActor('bat', { ...guest, displayName: 'Гость' }), variables });
    expect(mine.data._entities).toEqual([{ volunteerId, minutes: null }, { volunteerId, minutes: 45 }, null]);
    expect(mine.errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([[['_entities', 2], 'NOT_FOUND']]);
    expect((await node.ask<{ _entities: unknown[] }>(query, { variables })).data._entities).toEqual([null, null, null]);
  });

  it('counts the places kept for partners, and those their volunteers hold online', async () => {
    const { data } = await node.ask<{ event: object }>(
      `{ event(id: "chhtt:${event.id}") { coHostCodes placesTaken remotePlaceRows { collegeCode places taken } } }`,
    );
    expect(data.event).toEqual({
      coHostCodes: ['bat'],
      placesTaken: 2,
      remotePlaceRows: [
        { collegeCode: 'bat', places: 3, taken: 1 },
        { collegeCode: 'kpk', places: 5, taken: 0 },
      ],
    });
  });
});
