import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { encodeCursor } from '#contract/event-key.js';
import { v7 as uuid } from 'uuid';
import type { Actor } from '#identity/actor.js';
import { PersonEntity } from '#node/people/person.entity.js';
import { TeamEntity } from '#node/people/team.entity.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { aMinorsConsent } from '#support/factories/consent.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aParticipation } from '#support/factories/participation.factory.js';
import { aPerson } from '#support/factories/person.factory.js';
import { aRegistration } from '#support/factories/registration.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { BootedNode } from './booted-node.js';

const PERSONAL = ['fullName', 'birthDate', 'email', 'phone', 'group', 'skills', 'team', 'mentor', 'joinedAt'];
const EVERY_FIELD = `id kind displayName fullName birthDate email phone group skills
  team { id name about volunteerCount mentor { id displayName role } } mentor { displayName } joinedAt home { code }`;

interface VolunteerPage {
  readonly nodes: readonly { readonly fullName: string }[];
  readonly pageInfo: { readonly endCursor: string };
}

interface Teams {
  readonly _entities: readonly [{ teams: object | null }, null];
}

describe('volunteers and staff of a college', () => {
  let node: BootedNode;
  const mentor = aPerson({ displayName: 'Наставник Н.', role: 'MENTOR' });
  const curator = aPerson({ displayName: 'Куратор К.', publishName: true });
  const shy = aPerson({ displayName: 'Скрытый С.' });
  const team: TeamEntity = Object.assign(new TeamEntity(), { id: uuid(), name: 'Добрые руки', about: null, mentorId: mentor.id });
  const anna = aVolunteer({ fullName: 'Аникина Анна', teamId: team.id, mentorId: mentor.id, skills: ['фото'] });
  const boris = aVolunteer({ fullName: 'Борисов Борис' });
  const vera = aVolunteer({ fullName: 'Верина Вера', kind: 'STAFF' });

  beforeAll(async () => {
    node = await BootedNode.start();
    const event = anEvent({ startsAt: new Date('2026-03-31T20:30:00Z') });
    await node.rows.manager.save(PersonEntity, [mentor, curator, shy]);
    await node.rows.manager.save([team, event]);
    await node.rows.manager.save([anna, boris, vera]);
    await node.rows.manager.save(aMinorsConsent(anna));
    await node.rows.manager.save(aRegistration({ event, volunteer: boris, home: 'chhtt' }, { status: 'ATTENDED', minutes: 90 }));
  });
  afterAll(() => node.stop());

  const read = (volunteer: { id: string }, as?: Actor) =>
    node.ask<{ volunteer: object }>(`{ volunteer(id: "chhtt:${volunteer.id}") { ${EVERY_FIELD} } }`, as && { as });

  it.each([
    ['the college’s curator', () => aCurator('chhtt')],
    ['the volunteer', () => aVolunteerActor('chhtt', anna)],
  ])('gives %s every field', async (_who, actor) => {
    const { data, errors } = await read(anna, actor());
    expect(errors).toBeUndefined();
    expect(data.volunteer).toEqual({
      id: `chhtt:${anna.id}`,
      kind: 'STUDENT',
      displayName: anna.displayName,
      fullName: 'Аникина Анна',
      birthDate: '2009-05-17',
      email: anna.email,
      phone: null,
      group: 'ХТ-21',
      skills: ['фото'],
      team: {
        id: `chhtt:${team.id}`,
        name: 'Добрые руки',
        about: null,
        volunteerCount: 1,
        mentor: { id: `chhtt:${mentor.id}`, displayName: 'Наставник Н.', role: 'MENTOR' },
      },
      mentor: { displayName: 'Наставник Н.' },
      joinedAt: '2025-09-01',
      home: { code: 'chhtt' },
    });
  });

  it.each([
    ['a partner’s curator, of who shares the name', () => aCurator('bat'), anna, { kind: 'STUDENT', displayName: anna.displayName }],
    ['a partner’s curator, of who does not', () => aCurator('bat'), vera, { kind: 'STAFF', displayName: null }],
    ['a volunteer of the same college', () => aVolunteerActor('chhtt', boris), anna, { kind: null, displayName: null }],
  ])('row 38: gives %s nothing personal, with FORBIDDEN on each path', async (_who, actor, volunteer, known) => {
    const { data, errors } = await read(volunteer, actor());
    const nothing = Object.fromEntries(PERSONAL.map((field) => [field, null]));
    expect(data.volunteer).toEqual({ ...nothing, ...known, id: `chhtt:${volunteer.id}`, home: { code: 'chhtt' } });
    expect(errors?.map(({ path }) => path)).toEqual(expect.arrayContaining(PERSONAL.map((field) => ['volunteer', field])));
    expect(errors).toHaveLength(PERSONAL.length);
    expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['FORBIDDEN']));
  });

  it('row 22: an id that may not be known and one that is not there give the same answer', async () => {
    const actors = [undefined, aVolunteerActor('bat'), aCurator('bat', { roles: ['PARTNER'] })];
    for (const as of actors) {
      const hidden = await read(anna, as);
      const absent = await read({ id: uuid() }, as);
      expect(hidden).toEqual(absent);
      expect(hidden.errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([[['volunteer'], 'NOT_FOUND']]);
      const { data, errors } = await node.ask<{ _entities: unknown[] }>('query ($r: [_Any!]!) { _entities(representations: $r) { ... on Volunteer { id } } }', {
        ...(as && { as }),
        variables: { r: [{ __typename: 'Volunteer', id: `chhtt:${anna.id}` }] },
      });
      expect(data._entities).toEqual([null]);
      expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    }
  });

  const list = (args: string, as?: Actor) =>
    node.ask<{ _entities: [{ volunteers: VolunteerPage }] }>(
      `{ _entities(representations: [{ __typename: "College", code: "chhtt" }]) { ... on College {
        volunteers${args} { nodes { fullName } pageInfo { hasNextPage endCursor } totalCount } } } }`,
      as && { as },
    );
  const names = async (args: string) =>
    (await list(args, aCurator('chhtt'))).data._entities[0].volunteers.nodes.map(({ fullName }) => fullName);

  it('lists them to the college’s own staff alone', async () => {
    for (const as of [undefined, aCurator('bat'), aVolunteerActor('chhtt', anna)]) {
      const { data, errors } = await list('', as);
      expect(data._entities[0].volunteers).toBeNull();
      expect(errors?.[0]).toMatchObject({ path: ['_entities', 0, 'volunteers'], extensions: { code: 'FORBIDDEN' } });
    }
    expect(await names('')).toEqual(['Аникина Анна', 'Борисов Борис', 'Верина Вера']);
  });

  it('pages and filters them', async () => {
    const first = (await list('(first: 2)', aCurator('chhtt'))).data._entities[0].volunteers;
    expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    expect(await names(`(first: 2, after: "${first.pageInfo.endCursor}")`)).toEqual(['Верина Вера']);
    expect(await names('(filter: { text: "БОРИС" })')).toEqual(['Борисов Борис']);
    expect(await names('(filter: { text: "вЁрина" })')).toEqual(['Верина Вера']);
    expect(await names('(filter: { text: "%" })')).toEqual([]);
    expect(await names(`(filter: { teamId: "chhtt:${team.id}" })`)).toEqual(['Аникина Анна']);
    // The event began on 1 April by the college's clock, and on 31 March by Greenwich's.
    expect(await names('(filter: { activeSince: "2026-04-01" })')).toEqual(['Борисов Борис']);
    expect(await names('(filter: { activeSince: "2026-04-02" })')).toEqual([]);
  });

  it.each([
    ['(after: "nonsense")', 'BAD_USER_INPUT'],
    [`(after: "${encodeCursor('["Аникина",1]')}")`, 'BAD_USER_INPUT'],
    [`(filter: { teamId: "bat:${uuid()}" })`, 'NOT_FOUND'],
    ['(filter: { teamId: "1" })', 'NOT_FOUND'],
  ])('refuses %s', async (args, code) => {
    const { errors } = await list(args, aCurator('chhtt'));
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
  });

  it('says who is asking', async () => {
    const query = '{ viewer { id displayName roles college { code } volunteer { fullName } } }';
    expect((await node.ask(query)).data).toEqual({ viewer: null });
    expect((await node.ask<{ viewer: object }>(query, { as: aVolunteerActor('chhtt', anna) })).data.viewer).toEqual({
      id: `chhtt:${anna.id}`,
      displayName: anna.displayName,
      roles: ['VOLUNTEER'],
      college: { code: 'chhtt' },
      volunteer: { fullName: 'Аникина Анна' },
    });
    expect((await node.ask<{ viewer: object }>(query, { as: aCurator('chhtt') })).data.viewer).toMatchObject({ roles: ['CURATOR'], volunteer: null });
  });

  it('names curators who agreed to it, and teams to people who signed in', async () => {
    const query = `{ _entities(representations: [{ __typename: "College", code: "chhtt" }, { __typename: "College", code: "bat" }]) {
      ... on College { curators { displayName role } teams { name mentor { displayName } } } } }`;
    const visitor = await node.ask<Teams>(query);
    expect(visitor.data._entities).toEqual([{ curators: [{ displayName: 'Куратор К.', role: 'CURATOR' }], teams: null }, null]);
    expect(visitor.errors?.map(({ path, extensions }) => [path?.join('.'), extensions.code])).toEqual(
      expect.arrayContaining([
        ['_entities.0.teams', 'FORBIDDEN'],
        ['_entities.1', 'NOT_FOUND'],
      ]),
    );
    const partner = await node.ask<Teams>(query, { as: aVolunteerActor('bat') });
    expect(partner.data._entities[0].teams).toEqual([{ name: 'Добрые руки', mentor: null }]);
    const own = await node.ask<Teams>(query, { as: aVolunteerActor('chhtt', boris) });
    expect(own.data._entities[0].teams).toEqual([{ name: 'Добрые руки', mentor: { displayName: 'Наставник Н.' } }]);
  });

  describe('a mentor', () => {
    const guide: Actor = { id: `chhtt:${mentor.id}`, college: 'chhtt', roles: ['MENTOR'] };
    const ofTeam = aVolunteer({ fullName: 'Гаврилова Галя', teamId: team.id });
    const ofAnother = aVolunteer({ fullName: 'Дымов Денис', teamId: team.id, mentorId: curator.id, phone: '+79000000002' });
    const [hosted, elsewhere] = [anEvent(), anEvent()];
    beforeAll(async () => {
      await node.rows.manager.save([ofTeam, ofAnother, hosted, elsewhere]);
    });
    const everything = `${EVERY_FIELD} consents { purpose } readers { readAt } recordBook { totalCount }`;
    const byId = (volunteer: { id: string }, as: Actor) =>
      node.ask<{ volunteer: object }>(`{ volunteer(id: "chhtt:${volunteer.id}") { ${everything} } }`, { as });

    it('reads everything of whom they guide, as their mentor or their team’s', async () => {
      for (const volunteer of [anna, ofTeam]) {
        const { data, errors } = await byId(volunteer, guide);
        expect(errors).toBeUndefined();
        expect(data.volunteer).toMatchObject({ fullName: volunteer.fullName, recordBook: { totalCount: 0 } });
      }
    });

    it('reads of others the name under which they are called, and nothing more, by id or by reference', async () => {
      for (const volunteer of [boris, ofAnother]) {
        const hidden = [...PERSONAL, 'consents', 'readers', 'recordBook'];
        const { data, errors } = await byId(volunteer, guide);
        const nothing = Object.fromEntries(hidden.map((field) => [field, null]));
        expect(data.volunteer).toEqual({ ...nothing, id: `chhtt:${volunteer.id}`, kind: 'STUDENT', displayName: volunteer.displayName, home: { code: 'chhtt' } });
        expect(errors?.map(({ path }) => path?.[1]).toSorted()).toEqual(hidden.toSorted());
        expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['FORBIDDEN']));
        expect((await byId(volunteer, { ...guide, roles: ['MENTOR', 'CURATOR'] })).errors).toBeUndefined();
      }
      const mine = aParticipation({ volunteer: anna, event: hosted, host: 'chhtt' });
      const others = aParticipation({ volunteer: boris, event: hosted, host: 'chhtt' });
      await node.rows.manager.save([mine, others]);
      const { data } = await node.ask<{ _entities: unknown[] }>('query ($r: [_Any!]!) { _entities(representations: $r) { ... on Participation { id } } }', {
        as: guide,
        variables: { r: [mine, others].map(({ id }) => ({ __typename: 'Participation', id: `chhtt:${id}` })) },
      });
      expect(data._entities).toEqual([{ id: `chhtt:${mine.id}` }, null]);
    });

    it('reads contacts of a guest of the college’s event as any host does: with consent, and it is written down', async () => {
      await node.rows.manager.save(aMinorsConsent(ofAnother, { purpose: 'CONTACTS_TO_HOST' }));
      expect((await byId(ofAnother, guide)).data.volunteer).toMatchObject({ phone: null, fullName: null });
      await node.rows.manager.save(aParticipation({ volunteer: ofAnother, event: elsewhere, host: 'chhtt' }));
      expect((await byId(ofAnother, guide)).data.volunteer).toMatchObject({ phone: '+79000000002', fullName: null });
      const readers = `{ volunteer(id: "chhtt:${ofAnother.id}") { readers { readerCode fields } } }`;
      expect((await node.ask<{ volunteer: { readers: object[] } }>(readers, { as: aCurator('chhtt') })).data.volunteer.readers).toEqual([
        { readerCode: 'chhtt', fields: expect.arrayContaining(['phone']) },
      ]);
    });

    it('asks who guides a whole page with one statement', async () => {
      const ids = [anna, ofTeam, ofAnother, boris].map(({ id }) => ({ __typename: 'Volunteer', id: `chhtt:${id}` }));
      const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Volunteer { fullName birthDate group } } }';
      const read = (count: number) => node.statementsOf(() => node.ask(query, { as: guide, variables: { r: ids.slice(0, count) } }));
      expect(await read(4)).toHaveLength((await read(1)).length);
    });
  });
});
