import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { globalId } from '#contract/ids.js';
import type { Actor } from '#identity/actor.js';
import type { PersonEntity } from '#node/people/person.entity.js';
import { AccountsRepository } from '#node/sign-in/accounts/accounts.repository.js';
import { anAccount } from '#support/factories/account.factory.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { aPerson } from '#support/factories/person.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { type Answer, BootedNode } from './booted-node.js';

interface Team {
  readonly id: string;
  readonly name: string;
  readonly about: string | null;
  readonly mentor: { readonly id: string } | null;
}

interface Listed {
  readonly mentors: { readonly displayName: string }[];
  readonly curators: { readonly displayName: string }[];
  readonly teams: { readonly id: string; readonly name: string; readonly mentor: { readonly displayName: string } | null }[];
  readonly list: { readonly id: string }[];
  readonly volunteers: { readonly totalCount: number; readonly nodes: { readonly id: string }[]; readonly pageInfo: { readonly endCursor: string } };
}

describe('teams, and who guides whom', () => {
  let node: BootedNode;
  const curator = aCurator('chhtt');
  const [mentor, other, operator] = [aPerson({ role: 'MENTOR', displayName: 'Анна Н.' }), aPerson({ role: 'MENTOR', displayName: 'Борис Н.' }), aPerson({ role: 'OPERATOR', displayName: 'Вера О.' })];
  const idOf = ({ id }: { readonly id: string }) => globalId('chhtt', id);
  const actorOf = (person: PersonEntity): Actor => aCurator('chhtt', { id: idOf(person), roles: [person.role] });
  const codes = ({ errors }: Answer<unknown>) => errors?.map(({ extensions }) => extensions.code);

  beforeAll(async () => {
    node = await BootedNode.start();
    await node.rows.manager.save([mentor, other, operator]);
  });
  afterAll(() => node.stop());

  const save = (as: Actor | undefined, input: object) =>
    node.ask<{ saveTeam: Team }>('mutation ($input: TeamInput!) { saveTeam(input: $input) { id name about mentor { id } } }', { ...(as && { as }), variables: { input } });
  const assign = (as: Actor | undefined, volunteerId: string, mentorId: string | null) =>
    node.ask<{ assignMentor: { id: string; mentor: { id: string } | null } }>('mutation ($v: ID!, $m: ID) { assignMentor(volunteerId: $v, mentorId: $m) { id mentor { id } } }', {
      ...(as && { as }),
      variables: { v: volunteerId, m: mentorId },
    });
  const college = (as: Actor | undefined, fields: string) =>
    node.ask<{ _entities: [Listed] }>(`{ _entities(representations: [{ __typename: "College", code: "chhtt" }]) { ... on College { ${fields} } } }`, as && { as });

  it('are saved by a curator: what is not said stays, and null takes it away', async () => {
    const { data } = await save(curator, { name: ' Горящие   сердца ', about: 'Отряд', mentorId: idOf(mentor) });
    const team = data.saveTeam;
    expect(team).toEqual({ id: expect.stringMatching(/^chhtt:/), name: 'Горящие сердца', about: 'Отряд', mentor: { id: idOf(mentor) } });
    expect((await save(curator, { id: team.id, name: 'Горящие сердца' })).data.saveTeam).toEqual(team);
    expect((await save(curator, { id: team.id, name: 'Сердца', about: null, mentorId: null })).data.saveTeam).toEqual({ id: team.id, name: 'Сердца', about: null, mentor: null });
  });

  it('have names of their own', async () => {
    await save(curator, { name: 'Юность' });
    const { data } = await save(curator, { name: 'Старт' });
    for (const input of [{ name: 'юность' }, { id: data.saveTeam.id, name: 'ЮНОСТЬ' }, { name: ' ' }, { name: 'я'.repeat(201) }, { name: 'а\0' }, { name: 'Новая', about: 'я'.repeat(2_001) }]) {
      expect([input.name, codes(await save(curator, input))]).toEqual([input.name, ['BAD_USER_INPUT']]);
    }
    const both = await Promise.all([save(curator, { name: 'Вместе' }), save(curator, { name: 'вместе' })]);
    expect(both.filter(({ errors }) => errors).map(codes)).toEqual([['BAD_USER_INPUT']]);
    expect(codes(await save(curator, { id: globalId('chhtt', uuid()), name: 'Ничья' }))).toEqual(['NOT_FOUND']);
    expect(codes(await save(curator, { id: globalId('bat', uuid()), name: 'Чужая' }))).toEqual(['NOT_FOUND']);
  });

  it('have a mentor or a curator of the college to guide them', async () => {
    for (const mentorId of [idOf(operator), globalId('chhtt', uuid()), globalId('bat', mentor.id), 'x']) {
      expect([mentorId, codes(await save(curator, { name: 'Без наставника', mentorId }))]).toEqual([mentorId, ['BAD_USER_INPUT']]);
    }
    const { data } = await college(curator, 'mentors { displayName }');
    expect(data._entities[0].mentors.map(({ displayName }) => displayName)).toEqual(['Анна Н.', 'Борис Н.']);
    for (const as of [undefined, aCurator('bat'), aVolunteerActor('bat')]) expect(codes(await college(as, 'mentors { displayName }'))).toEqual(['FORBIDDEN']);
  });

  it('are listed page by page, as those are who guide', async () => {
    const curators = ['Галина', 'Галина', 'Дарья'].map((displayName) => aPerson({ role: 'CURATOR', displayName, publishName: true }));
    await node.rows.manager.save(curators);
    for (const name of ['Аврора', 'Бриз', 'Волна']) await save(curator, { name });
    for (const list of ['mentors', 'curators', 'teams'] as const) {
      const page = async (args: string) => (await college(curator, `list: ${list}${args} { id }`)).data._entities[0].list.map(({ id }) => id);
      const all = await page('');
      expect(all.length).toBeGreaterThan(2);
      const inTurn: string[] = [];
      for (let next = await page('(first: 1)'); next.length > 0; next = await page(`(first: 1, afterId: "${next[0]}")`)) inTurn.push(...next);
      expect(inTurn).toEqual(all);
      expect(await page('(first: 100000)')).toEqual(all);
      for (const wrong of ['(first: -1)', `(afterId: "${idOf(operator)}")`, `(afterId: "${globalId('bat', mentor.id)}")`, '(afterId: "x")']) {
        expect(codes(await college(curator, `list: ${list}${wrong} { id }`))).toEqual(['BAD_USER_INPUT']);
      }
    }
    const hidden = await college(undefined, `curators(afterId: "${idOf(mentor)}") { id }`);
    expect(codes(hidden)).toEqual(['BAD_USER_INPUT']);
    await node.rows.manager.remove(curators);
  });

  it('are listed as a dictionary has them, as people are: ё as е, in whatever case', async () => {
    const names = ['Анна', 'ева', 'Ёлка', 'Жанна'];
    const curators = names.toReversed().map((displayName) => aPerson({ displayName, publishName: true }));
    await node.rows.manager.save(curators);
    const teams = [];
    for (const name of names.toReversed()) teams.push((await save(curator, { name })).data.saveTeam.id.slice('chhtt:'.length));
    const [teamId] = teams;
    await node.rows.manager.save(names.toReversed().map((fullName) => aVolunteer({ fullName, ...(teamId !== undefined && { teamId }) })));
    const { data } = await college(curator, 'curators { displayName } mentors { displayName } teams { id name mentor { id } }');
    const [{ curators: named, mentors, teams: all }] = data._entities;
    expect(named.map(({ displayName }) => displayName)).toEqual(names);
    expect(mentors.map(({ displayName }) => displayName)).toEqual(['Анна', 'Анна Н.', 'Борис Н.', 'ева', 'Ёлка', 'Жанна']);
    expect(all.map(({ name }) => name).filter((name) => names.includes(name))).toEqual(names);
    const inTurn: string[] = [];
    for (let after = ''; inTurn.length < names.length; ) {
      const page = await node.ask<{ _entities: [{ volunteers: { nodes: { fullName: string }[]; pageInfo: { endCursor: string } } }] }>(
        `{ _entities(representations: [{ __typename: "College", code: "chhtt" }]) { ... on College { volunteers(first: 1, filter: { teamId: "chhtt:${teamId}" }${after}) { nodes { fullName } pageInfo { endCursor } } } } }`,
        { as: curator },
      );
      const [{ volunteers }] = page.data._entities;
      inTurn.push(volunteers.nodes[0]?.fullName ?? 'nobody');
      after = `, after: "${volunteers.pageInfo.endCursor}"`;
    }
    expect(inTurn).toEqual(names);
    await node.rows.manager.remove(curators);
  });

  it('name their mentor to partners, and the college its curators, once they agreed to it themselves', async () => {
    const agreeing = [aPerson({ role: 'MENTOR', displayName: 'Зоя Н.' }), aPerson({ displayName: 'Инна К.' })] as const;
    await node.rows.manager.save([...agreeing]);
    const { data } = await save(curator, { name: 'Отряд Зои', mentorId: idOf(agreeing[0]) });
    const publish = (as: Actor | undefined, value: boolean) =>
      node.ask<{ publishName: { id: string; namePublished: boolean } | null }>('mutation ($p: Boolean!) { publishName(publish: $p) { id namePublished } }', { ...(as && { as }), variables: { p: value } });
    const shown = async () => {
      const toPartners = await college(aCurator('bat'), 'teams { id mentor { displayName } }');
      const toVisitors = await college(undefined, 'curators { displayName }');
      return [toPartners.data._entities[0].teams.find(({ id }) => id === data.saveTeam.id)?.mentor, toVisitors.data._entities[0].curators.map(({ displayName }) => displayName)];
    };
    expect(await shown()).toEqual([null, []]);
    for (const person of agreeing) expect((await publish(actorOf(person), true)).data.publishName).toEqual({ id: idOf(person), namePublished: true });
    expect(await shown()).toEqual([{ displayName: 'Зоя Н.' }, ['Инна К.']]);

    const twice = await node.ask('mutation { a: publishName(publish: true) { namePublished } b: publishName(publish: false) { namePublished } }', { as: actorOf(agreeing[1]) });
    expect(twice.data).toEqual({ a: { namePublished: true }, b: { namePublished: false } });
    await publish(actorOf(agreeing[0]), false);
    expect(await shown()).toEqual([null, []]);

    const refused = [[undefined, 'UNAUTHENTICATED'], [aVolunteerActor('chhtt'), 'FORBIDDEN'], [aCurator('bat'), 'FORBIDDEN'], [aCurator('chhtt', { roles: ['PARTNER'] }), 'FORBIDDEN'], [aCurator('chhtt'), 'NOT_FOUND']] as const;
    for (const [as, code] of refused) expect(codes(await publish(as, true))).toEqual([code]);
    for (const [as, is] of [[actorOf(mentor), false], [aVolunteerActor('chhtt'), null], [aCurator('chhtt'), null]] as const) {
      expect((await node.ask('{ viewer { namePublished } }', { as })).data).toEqual({ viewer: { namePublished: is } });
    }
    await node.rows.query('UPDATE team SET mentor_id = NULL WHERE mentor_id = $1', [agreeing[0].id]);
    await node.rows.manager.remove([...agreeing]);
  });

  it('row 38: whoever leaves the staff guides nobody and is named to nobody, and their volunteers are the team mentor’s', async () => {
    const [leaving, staying, named] = [aPerson({ role: 'MENTOR', displayName: 'Лев Н.', publishName: true }), aPerson({ role: 'MENTOR', displayName: 'Майя Н.' }), aPerson({ displayName: 'Нина К.', publishName: true })];
    await node.rows.manager.save([leaving, staying, named]);
    for (const [person, login] of [[leaving, 'lev'], [named, 'nina']] as const) await node.rows.manager.save(await anAccount({ person }, login));
    const teams = { ofStaying: (await save(curator, { name: 'Отряд Майи', mentorId: idOf(staying) })).data.saveTeam.id, ofLeaving: (await save(curator, { name: 'Отряд Льва', mentorId: idOf(leaving) })).data.saveTeam.id };
    const taken = await node.rows.manager.save(aVolunteer({ teamId: teams.ofStaying.slice('chhtt:'.length), mentorId: leaving.id }));
    const guidedBy = async (person: PersonEntity) => (await college(actorOf(person), 'volunteers { nodes { id } }')).data._entities[0].volunteers.nodes;
    const known = async () => {
      const { data } = await college(curator, 'mentors { displayName } curators { displayName } teams { id mentor { displayName } }');
      const [{ mentors, curators, teams: all }] = data._entities;
      const own = await node.ask<{ volunteer: { mentor: object | null } }>(`{ volunteer(id: "${idOf(taken)}") { mentor { displayName } } }`, { as: curator });
      return { names: [...mentors, ...curators].map(({ displayName }) => displayName), team: all.find(({ id }) => id === teams.ofLeaving)?.mentor, own: own.data.volunteer.mentor };
    };
    const byName = { displayName: 'Лев Н.' };
    expect(await known()).toEqual({ names: ['Анна Н.', 'Борис Н.', 'Лев Н.', 'Майя Н.', 'Нина К.', 'Нина К.'], team: byName, own: byName });
    expect([await guidedBy(leaving), await guidedBy(staying)]).toEqual([[{ id: idOf(taken) }], []]);

    for (const login of ['lev', 'nina']) expect(await node.get(AccountsRepository).disable(login, (id) => globalId('chhtt', id))).toBe(true);
    expect(await known()).toEqual({ names: ['Анна Н.', 'Борис Н.', 'Майя Н.'], team: null, own: null });
    expect([await guidedBy(leaving), await guidedBy(staying)]).toEqual([[], [{ id: idOf(taken) }]]);
    expect((await node.ask<{ volunteer: object }>(`{ volunteer(id: "${idOf(taken)}") { fullName } }`, { as: actorOf(staying) })).data.volunteer).toEqual({ fullName: taken.fullName });
    expect(codes(await assign(curator, idOf(taken), idOf(leaving)))).toEqual(['BAD_USER_INPUT']);
    expect(codes(await save(curator, { name: 'Отряд ушедшего', mentorId: idOf(leaving) }))).toEqual(['BAD_USER_INPUT']);
    expect(codes(await node.ask('mutation { publishName(publish: true) { id } }', { as: actorOf(named) }))).toEqual(['NOT_FOUND']);
  });

  it('have a mentor who guides everybody in them but themselves', async () => {
    const [leading, second] = [aPerson({ role: 'MENTOR' }), aPerson({ role: 'MENTOR' })];
    const themselves = aVolunteer({ id: leading.id, kind: 'STAFF', personId: leading.id });
    await node.rows.manager.save([leading, second]);
    await node.rows.manager.save(themselves);
    const { data } = await save(curator, { name: 'Отряд и наставник', mentorId: idOf(leading) });
    const teamId = data.saveTeam.id.slice('chhtt:'.length);
    const another = await node.rows.manager.save(aVolunteer({ teamId }));
    expect((await node.ask('mutation ($v: ID!, $t: ID) { assignTeam(volunteerId: $v, teamId: $t) { id } }', { as: curator, variables: { v: idOf(themselves), t: data.saveTeam.id } })).errors).toBeUndefined();
    const guidedBy = async (person: PersonEntity) => (await college(actorOf(person), 'volunteers { nodes { id } }')).data._entities[0].volunteers.nodes;
    expect(await guidedBy(leading)).toEqual([{ id: idOf(another) }]);
    expect(codes(await node.ask(`{ volunteer(id: "${idOf(themselves)}") { fullName } }`, { as: actorOf(leading) }))).toBeUndefined();
    await save(curator, { id: data.saveTeam.id, name: 'Отряд и наставник', mentorId: idOf(second) });
    expect((await guidedBy(second)).map(({ id }) => id).toSorted()).toEqual([themselves, another].map(idOf).toSorted());
  });

  it('are nobody’s but a curator’s to arrange', async () => {
    const volunteer = await node.rows.manager.save(aVolunteer());
    for (const as of [undefined, actorOf(mentor), actorOf(operator), aVolunteerActor('chhtt', volunteer), aCurator('bat')]) {
      expect(codes(await save(as, { name: 'Самозваный' }))).toEqual(['FORBIDDEN']);
      expect(codes(await assign(as, idOf(volunteer), idOf(mentor)))).toEqual(['FORBIDDEN']);
    }
  });

  it('a volunteer is given a mentor, and left to their team’s again', async () => {
    const volunteer = await node.rows.manager.save(aVolunteer());
    expect((await assign(curator, idOf(volunteer), idOf(mentor))).data.assignMentor).toEqual({ id: idOf(volunteer), mentor: { id: idOf(mentor) } });
    expect((await assign(curator, idOf(volunteer), null)).data.assignMentor).toEqual({ id: idOf(volunteer), mentor: null });
    expect(codes(await assign(curator, idOf(volunteer), idOf(operator)))).toEqual(['BAD_USER_INPUT']);
    expect(codes(await assign(curator, globalId('chhtt', uuid()), idOf(mentor)))).toEqual(['NOT_FOUND']);
    const themselves = aVolunteer({ id: mentor.id, kind: 'STAFF', personId: mentor.id });
    await node.rows.manager.save(themselves);
    expect(codes(await assign(curator, idOf(themselves), idOf(mentor)))).toEqual(['BAD_USER_INPUT']);
  });

  it('take a volunteer who is there, and let them go', async () => {
    const put = (as: Actor | undefined, volunteerId: string, teamId: string | null) =>
      node.ask<{ assignTeam: { id: string; team: { id: string } | null } }>('mutation ($v: ID!, $t: ID) { assignTeam(volunteerId: $v, teamId: $t) { id team { id } } }', {
        ...(as && { as }),
        variables: { v: volunteerId, t: teamId },
      });
    const volunteer = aVolunteer();
    await node.rows.manager.save(volunteer);
    const [one, another] = [(await save(curator, { name: 'Один' })).data.saveTeam.id, (await save(curator, { name: 'Другой' })).data.saveTeam.id];
    for (const team of [one, another]) expect((await put(curator, idOf(volunteer), team)).data.assignTeam).toEqual({ id: idOf(volunteer), team: { id: team } });
    expect((await put(curator, idOf(volunteer), null)).data.assignTeam).toEqual({ id: idOf(volunteer), team: null });
    expect(codes(await put(actorOf(mentor), idOf(volunteer), one))).toEqual(['FORBIDDEN']);
    expect(codes(await put(curator, globalId('chhtt', uuid()), one))).toEqual(['NOT_FOUND']);
    expect(codes(await put(curator, idOf(volunteer), globalId('chhtt', uuid())))).toEqual(['NOT_FOUND']);
    expect(codes(await put(curator, idOf(volunteer), globalId('bat', uuid())))).toEqual(['NOT_FOUND']);
  });

  it('row 38: a mentor lists those whom they guide, and nobody else', async () => {
    const { data } = await save(curator, { name: 'Отряд Бориса', mentorId: idOf(other) });
    const teamId = data.saveTeam.id.split(':')[1]!;
    const [own, teamed, taken, alone] = [aVolunteer({ fullName: 'А' }), aVolunteer({ fullName: 'Б', teamId }), aVolunteer({ fullName: 'В', teamId }), aVolunteer({ fullName: 'Г' })];
    await node.rows.manager.save([own, teamed, taken, alone]);
    await assign(curator, idOf(own), idOf(other));
    await assign(curator, idOf(taken), idOf(mentor));
    const list = async (as: Actor, args = '') => (await college(as, `volunteers${args} { totalCount nodes { id } pageInfo { endCursor } }`)).data._entities[0].volunteers;
    expect(await list(actorOf(other))).toMatchObject({ totalCount: 2, nodes: [{ id: idOf(own) }, { id: idOf(teamed) }] });
    expect(await list(actorOf(mentor))).toMatchObject({ totalCount: 1, nodes: [{ id: idOf(taken) }] });
    expect(await list(actorOf(mentor), `(filter: { teamId: "${data.saveTeam.id}" })`)).toMatchObject({ nodes: [{ id: idOf(taken) }] });
    expect(await list(actorOf(mentor), '(filter: { text: "Б" })')).toMatchObject({ totalCount: 0, nodes: [] });
    const first = await list(actorOf(other), '(first: 1)');
    expect((await list(actorOf(other), `(first: 1, after: "${first.pageInfo.endCursor}")`)).nodes).toEqual([{ id: idOf(teamed) }]);
    for (const as of [curator, actorOf(operator), { ...actorOf(other), roles: ['MENTOR', 'CURATOR'] as const }]) {
      expect((await list(as, '(first: 100)')).nodes.map(({ id }) => id)).toEqual(expect.arrayContaining([own, teamed, taken, alone].map(idOf)));
    }
  });
});
