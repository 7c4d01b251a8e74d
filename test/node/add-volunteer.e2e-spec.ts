import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import type { Actor } from '#identity/actor.js';
import { TeamEntity } from '#node/people/team.entity.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { BootedNode } from './booted-node.js';
import { born } from './taking-part.js';

const ADD = `mutation ($input: VolunteerInput!) { addVolunteer(input: $input) {
  __typename
  ... on Volunteer { id kind displayName fullName birthDate email phone group skills team { name } mentor { id } joinedAt consents { purpose } }
  ... on UserError { message }
  ... on DuplicateVolunteerError { volunteerId }
} }`;

interface Added {
  readonly addVolunteer: Record<string, unknown> | null;
}

describe('addVolunteer', () => {
  let node: BootedNode;
  const curator = aCurator('chhtt');
  const team: TeamEntity = Object.assign(new TeamEntity(), { id: uuid(), name: 'Горящие сердца', about: null, mentorId: null });

  beforeAll(async () => {
    node = await BootedNode.start();
    await node.rows.manager.save(team);
  });
  afterAll(() => node.stop());

  const add = (input: object, as: Actor | undefined = curator) => node.ask<Added>(ADD, { as, variables: { input } });
  const count = async () => (await node.rows.query('SELECT count(*)::int AS count FROM volunteer'))[0].count;
  const codes = ({ errors }: Awaited<ReturnType<typeof add>>) => errors?.map(({ extensions }) => extensions.code);

  it('adds a student who shares nothing yet', async () => {
    const { data, errors } = await add({
      fullName: '  Подмогина   Дарья Ильинична ',
      birthDate: '2010-02-28',
      email: 'Darya@Example.org',
      phone: '+7 900 000-00-01',
      group: 'ХТ-21',
      skills: ['фото', 'вожатая', 'фото'],
      teamId: `chhtt:${team.id}`,
    });
    expect(errors).toBeUndefined();
    expect(data.addVolunteer).toEqual({
      __typename: 'Volunteer',
      id: expect.stringMatching(/^chhtt:/),
      kind: 'STUDENT',
      displayName: 'Дарья П.',
      fullName: 'Подмогина Дарья Ильинична',
      birthDate: '2010-02-28',
      email: 'darya@example.org',
      phone: '+7 900 000-00-01',
      group: 'ХТ-21',
      skills: ['фото', 'вожатая'],
      team: { name: 'Горящие сердца' },
      mentor: null,
      joinedAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      consents: [],
    });
  });

  it('refuses the same person a second time, and says who is there; however many ask at once', async () => {
    const answers = await Promise.all(['Ёлкин Пётр', 'елкин  петр', 'ЁЛКИН ПЁТР'].map((fullName) => add({ fullName, birthDate: '2009-01-01' })));
    const added = answers.map(({ data }) => data.addVolunteer).filter((one) => one?.['__typename'] === 'Volunteer');
    expect(added).toHaveLength(1);
    const refused = answers.map(({ data }) => data.addVolunteer).filter((one) => one?.['__typename'] === 'DuplicateVolunteerError');
    const refusal = { __typename: 'DuplicateVolunteerError', message: expect.stringContaining('already'), volunteerId: added[0]?.['id'] };
    expect(refused).toEqual([refusal, refusal]);
  });

  it.each([
    ['a visitor', undefined],
    ['a volunteer', aVolunteerActor('chhtt')],
    ['a mentor', aCurator('chhtt', { roles: ['MENTOR'] })],
    ['an operator', aCurator('chhtt', { roles: ['OPERATOR'] })],
    ['a coordinator', aCurator('chhtt', { roles: ['COORDINATOR'] })],
    ['a partner system', aCurator('chhtt', { roles: ['PARTNER'] })],
    ['another college’s curator', aCurator('bat')],
  ])('is not for %s', async (_who, as) => {
    const before = await count();
    const answer = await node.ask<Added>(ADD, { ...(as && { as }), variables: { input: { fullName: 'Никто Ничей' } } });
    expect(codes(answer)).toEqual(['FORBIDDEN']);
    expect(await count()).toBe(before);
  });

  it.each([
    ['no name', { fullName: '' }],
    ['a name of blanks', { fullName: ' \u00a0\t' }],
    ['a name of digits', { fullName: '12345' }],
    ['a name without end', { fullName: 'ы'.repeat(201) }],
    ['a birthday to come', { birthDate: '2999-01-01' }],
    ['a birthday long ago', { birthDate: '1899-12-31' }],
    ['what a spreadsheet writes for an empty date', { birthDate: '1900-01-01' }],
    ['a child of nine', { birthDate: born(9) }],
    ['a day that does not exist', { birthDate: '2009-02-29' }],
    ['an address that is none', { email: 'somebody' }],
    ['two addresses', { email: 'a@b.org, c@d.org' }],
    ['an endless address', { email: `${'a'.repeat(60)}@${'b.'.repeat(200)}org` }],
    ['a telephone that is none', { phone: 'ask my mother' }],
    ['a telephone without end', { phone: '7'.repeat(31) }],
    ['a group without end', { group: 'Г'.repeat(51) }],
    ['a skill without end', { skills: ['н'.repeat(61)] }],
    ['an empty skill', { skills: ['фото', ''] }],
    ['too many skills', { skills: Array.from({ length: 31 }, (_, number) => `навык ${number}`) }],
    ['row 55: a NUL', { fullName: 'Анна\0' }],
    ['row 55: a NUL in a skill', { skills: ['\0'] }],
    ['row 55: half a character', { fullName: 'Анна \uD83D' }],
    ['row 55: the other half', { group: '\uDE00' }],
    ['row 55: ten thousand emoji', { group: '😀'.repeat(10_000) }],
    ['row 55: emoji for a name', { fullName: '😀 😀' }],
    ['row 55: an escape sequence', { group: '\u001b[2J' }],
    ['row 23: a role', { role: 'CURATOR' }],
    ['row 23: hours', { hours: 1_000 }],
    ['row 23: another college', { collegeId: 'bat' }],
    ['row 23: an id', { id: `chhtt:${uuid()}` }],
    ['row 23: a consent', { consents: [{ purpose: 'NAME_TO_PARTNERS' }] }],
  ])('refuses %s, and nothing is changed', async (_what, input) => {
    const before = await count();
    const answer = await add({ fullName: 'Подмогина Дарья', birthDate: '2009-03-03', ...input });
    expect(codes(answer)).toEqual(['BAD_USER_INPUT']);
    expect(await count()).toBe(before);
  });

  it.each([`bat:${uuid()}`, `chhtt:${uuid()}`, '1', `chhtt:${team.id}'; DROP TABLE team; --`])('finds no team %j', async (teamId) => {
    expect(codes(await add({ fullName: 'Подмогина Дарья', teamId }))).toEqual(['NOT_FOUND']);
  });

  it('row 23: what the contract does not know is refused with 400 in the document too', async () => {
    const response = await node.post(
      { query: 'mutation { addVolunteer(input: { fullName: "Хитрый Хитр", role: CURATOR }) { __typename } }' },
      await node.tokenOf(curator),
    );
    expect(response.status).toBe(400);
    expect(await node.rows.query(`SELECT 1 FROM volunteer WHERE full_name LIKE 'Хитрый%'`)).toEqual([]);
  });

  it.each([
    ['composed', 'Йошкин Ёж'.normalize('NFC')],
    ['decomposed', 'Йошкина Ёжа'.normalize('NFD')],
    ['from right to left', 'יוסף כהן'],
    ['with combining marks', 'Ąžuolas Ņ̈a'],
    ['with an apostrophe', "О'Хара Д’Арк"],
  ])('row 55: a name %s comes back, and is found', async (_how, fullName) => {
    const { data } = await add({ fullName });
    expect(String(data.addVolunteer?.['fullName'])).toBe(fullName.normalize('NFC'));
    const query = `query ($text: String) { _entities(representations: [{ __typename: "College", code: "chhtt" }]) { ... on College { volunteers(filter: { text: $text }) { totalCount } } } }`;
    const found = await node.ask(query, { as: curator, variables: { text: fullName } });
    expect(found.data).toEqual({ _entities: [{ volunteers: { totalCount: 1 } }] });
  });

  it.each([
    `Тест'); DROP TABLE volunteer; --`,
    `' OR '1'='1`,
    '$1',
    '\\',
  ])('row 54: SQL for a group is a group: %j', async (group) => {
    const { data, errors } = await add({ fullName: `Проверкина Вера ${'а'.repeat(group.length)}`, group });
    expect(errors).toBeUndefined();
    expect(data.addVolunteer?.['group']).toBe(group);
  });
});
