import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { encodeCursor, eventKey } from '#contract/event-key.js';
import { globalId } from '#contract/ids.js';
import type { Actor } from '#identity/actor.js';
import type { VolunteerEntity } from '#node/volunteers/volunteer.entity.js';
import { edited } from '#support/edited.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { aConsent, aMinorsConsent } from '#support/factories/consent.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aParticipation } from '#support/factories/participation.factory.js';
import { aPerson } from '#support/factories/person.factory.js';
import { aRegistration } from '#support/factories/registration.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { type TestNetwork, startNetwork } from '#support/network.js';

const anna = aVolunteer({ fullName: 'Кузнецова Анна', displayName: 'Анна К.' });
const boris = aVolunteer({ fullName: 'Борисов Борис' });
const event = anEvent();
const annaId = globalId('bat', anna.id);

const homeCurator = aCurator('bat');
const hostCurator = aCurator('chhtt');
const self = aVolunteerActor('bat', anna);

let network: TestNetwork;

beforeAll(async () => {
  network = await startNetwork('bat', 'chhtt');
  await network.node('bat').has(anna, boris);
  await network.node('chhtt').has(event, aRegistration({ event, volunteer: anna, home: 'bat' }), aRegistration({ event, volunteer: boris, home: 'bat' }));
});
afterAll(() => network.stop());

const REGISTERED = `query($id: ID!) { event(id: $id) { registrations { nodes { volunteer { id displayName } } } } }`;

async function nameAtTheHost(): Promise<string | null> {
  const { data } = await network.as(hostCurator).ask(REGISTERED, { id: globalId('chhtt', event.id) });
  const [first] = data.event.registrations.nodes.filter(({ volunteer }: { volunteer: { id: string } }) => volunteer.id === annaId);
  return first.volunteer.displayName;
}

describe('a volunteer’s consent', () => {
  const give = (as: Actor, input: object = {}) =>
    network.as(as).ask('mutation($input: ConsentInput!) { giveConsent(input: $input) { inForce guardianDocument } }', {
      input: { volunteerId: annaId, purpose: 'NAME_TO_PARTNERS', textVersion: '2026-09', ...input },
    });

  it('row 37: of a minor is nothing without a guardian’s, which the home’s curator records', async () => {
    expect(await nameAtTheHost()).toBeNull();
    expect((await give(self)).data.giveConsent).toEqual({ inForce: false, guardianDocument: null });
    expect(await nameAtTheHost()).toBeNull();
    const guardianDocument = { number: '17-с', signedOn: '2026-09-01' };
    expect((await give(hostCurator, { guardianDocument })).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', college: 'bat' } }]);
    expect((await give(homeCurator, { guardianDocument })).data.giveConsent).toEqual({ inForce: true, guardianDocument: '17-с' });
    expect(await nameAtTheHost()).toBe('Анна К.');
  });

  it('lets the volunteer see who read the name, by the college’s name', async () => {
    const { data, errors } = await network.as(self).ask('{ viewer { volunteer { readers { reader { code name } fields readAt } consents { purpose inForce } } } }');
    expect(errors).toEqual([]);
    expect(data.viewer.volunteer.readers[0]).toEqual({ reader: { code: 'chhtt', name: 'Техникум «chhtt»' }, fields: ['displayName'], readAt: expect.any(String) });
    expect(data.viewer.volunteer.consents).toEqual([{ purpose: 'NAME_TO_PARTNERS', inForce: true }]);
    const others = await network.as(hostCurator).ask('query($id: ID!) { volunteer(id: $id) { readers { reader { name } } } }', { id: annaId });
    expect(others).toMatchObject({ data: { volunteer: { readers: null } }, errors: [{ extensions: { code: 'FORBIDDEN', college: 'bat' } }] });
  });

  it('shows who read it to the first one, and who guides whom, page by page', async () => {
    await nameAtTheHost();
    const read = async (args: string) => (await network.as(self).ask(`{ viewer { volunteer { readers${args} { id reader { code } } } } }`)).data.viewer.volunteer.readers;
    const all = await read('');
    expect(all.length).toBeGreaterThan(1);
    expect(await read(`(first: 1, afterId: "${all[0].id}")`)).toEqual([all[1]]);
    await network.node('bat').has(...['Анна Н.', 'Борис Н.'].map((displayName) => aPerson({ role: 'CURATOR', publishName: true, displayName })));
    const lists = async (args: string) => {
      const { data, errors } = await network.as(self).ask(`{ college(code: "bat") { curators${args} { id displayName } mentors${args} { id } teams { id } } }`);
      return { codes: errors.map(({ extensions }) => extensions.code), ...data.college };
    };
    const { curators } = await lists('');
    expect(await lists(`(first: 1, afterId: "${curators[0].id}")`)).toMatchObject({ codes: [], curators: [{ displayName: 'Борис Н.' }], mentors: [{ id: curators[1].id }] });
    expect(await lists('(afterId: "bat:1")')).toMatchObject({ codes: ['BAD_USER_INPUT', 'BAD_USER_INPUT'], curators: null, mentors: null, teams: [] });
  });

  it('row 36: once withdrawn is gone from every answer at once, whatever was asked before', async () => {
    await network.node('bat').has(...aMinorsConsent(boris));
    const asked = [
      () => nameAtTheHost(),
      async () => (await network.as(hostCurator).ask('query($id: ID!) { volunteer(id: $id) { displayName } }', { id: annaId })).data.volunteer.displayName,
      async () => (await network.as(hostCurator).ask(`{ a: volunteer(id: "${annaId}") { n: displayName } }`)).data.a.n,
    ];
    for (let times = 0; times < 3; times += 1) for (const ask of asked) expect(await ask()).toBe('Анна К.');
    const { data } = await network.as(self).ask(`mutation { withdrawConsent(volunteerId: "${annaId}", purpose: NAME_TO_PARTNERS) { inForce withdrawnAt } }`);
    expect(data.withdrawConsent).toEqual({ inForce: false, withdrawnAt: expect.any(String) });
    for (const ask of asked) expect(await ask()).toBeNull();
    const bystander = await network.as(hostCurator).ask(REGISTERED, { id: globalId('chhtt', event.id) });
    expect(bystander.data.event.registrations.nodes).toContainEqual({ volunteer: { id: globalId('bat', boris.id), displayName: boris.displayName } });
  });

  it('row 36: taken back in the same operation is gone from what is read behind it', async () => {
    await network.node('bat').has(...aMinorsConsent(anna), aConsent(anna, { purpose: 'PHOTO_PUBLICATION' }));
    const { data } = await network.as(self).ask(`mutation {
      a: withdrawConsent(volunteerId: "${annaId}", purpose: NAME_TO_PARTNERS) { inForce }
      b: withdrawConsent(volunteerId: "${annaId}", purpose: PHOTO_PUBLICATION) { inForce }
      c: withdrawConsent(volunteerId: "${annaId}", purpose: CREDENTIAL_ISSUE) { inForce }
    }`);
    expect(data).toEqual({ a: { inForce: false }, b: { inForce: false }, c: null });
  });
});

describe('row 38: contacts of a host’s guests', () => {
  const cleaning = anEvent();
  const [agreed, silent, cancelled, elsewhere] = ['Согласна Вера', 'Молчун Глеб', 'Передумала Дина', 'Приезжий Егор'].map((fullName) =>
    aVolunteer({ fullName, phone: '+79000000001' }),
  ) as [VolunteerEntity, VolunteerEntity, VolunteerEntity, VolunteerEntity];
  const guests = [agreed, silent, cancelled, elsewhere];
  const agreedId = globalId('bat', agreed.id);

  beforeAll(async () => {
    await network.node('bat').has(
      ...guests,
      ...[agreed, cancelled, elsewhere].flatMap((volunteer) => aMinorsConsent(volunteer, { purpose: 'CONTACTS_TO_HOST' })),
      ...[agreed, silent].map((volunteer) => aParticipation({ volunteer, event: cleaning, host: 'chhtt' })),
      aParticipation({ volunteer: cancelled, event: cleaning, host: 'chhtt' }, { status: 'CANCELLED' }),
      aParticipation({ volunteer: elsewhere, event: anEvent(), host: 'hgt' }),
    );
    await network.node('chhtt').has(cleaning, ...guests.map((volunteer) => aRegistration({ event: cleaning, volunteer, home: 'bat' })));
  });

  /** By the guest's id; contacts that are not given are null with FORBIDDEN. */
  async function contactsFor(actor: Actor) {
    const query = 'query($id: ID!) { event(id: $id) { registrations { nodes { volunteer { id email phone } } } } }';
    const { data, errors } = await network.as(actor).ask(query, { id: globalId('chhtt', cleaning.id) });
    const rows: { volunteer: { id: string; email: string | null; phone: string | null } }[] = data.event.registrations.nodes;
    const given = rows.filter(({ volunteer }) => volunteer.email !== null || volunteer.phone !== null).map(({ volunteer }) => volunteer);
    return { asked: rows.length, given, codes: errors.map(({ extensions }) => extensions.code) };
  }
  const readersOf = async (volunteer: VolunteerEntity) => {
    const { data } = await network.as(aVolunteerActor('bat', volunteer)).ask('{ viewer { volunteer { readers { reader { code } fields } } } }');
    return data.viewer.volunteer.readers.map(({ reader, fields }: { reader: { code: string }; fields: string[] }) => ({ reader: reader.code, fields: fields.toSorted() }));
  };

  it('are the host’s with consent in force and a part that the home knows of, whatever the host says', async () => {
    const ofAgreed = { id: agreedId, email: agreed.email, phone: agreed.phone };
    expect(await contactsFor(hostCurator)).toEqual({ asked: 4, given: [ofAgreed], codes: Array(6).fill('FORBIDDEN') });
    expect(await readersOf(agreed)).toEqual([{ reader: 'chhtt', fields: ['email', 'phone'] }]);
    for (const guest of [silent, cancelled, elsewhere]) expect(await readersOf(guest)).toEqual([]);
  });

  it('are nobody else’s at the host', async () => {
    for (const actor of [aVolunteerActor('chhtt'), aCurator('chhtt', { roles: ['PARTNER'] })]) {
      const { data, errors } = await network.as(actor).ask('query($id: ID!) { volunteer(id: $id) { email phone } }', { id: agreedId });
      expect(data.volunteer).toBeNull();
      expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    }
  });

  it('row 36: are gone with the consent, and with the part', async () => {
    const takesPart = (status: string) => network.node('bat').rowsOf('UPDATE participation SET status = $1 WHERE volunteer_id = $2', [status, agreed.id]);
    await takesPart('DECLINED');
    expect((await contactsFor(hostCurator)).given).toEqual([]);
    await takesPart('ATTENDED');
    expect((await contactsFor(hostCurator)).given).toHaveLength(1);
    const { data } = await network
      .as(aVolunteerActor('bat', agreed))
      .ask(`mutation { withdrawConsent(volunteerId: "${agreedId}", purpose: CONTACTS_TO_HOST) { inForce } }`);
    expect(data.withdrawConsent).toEqual({ inForce: false });
    expect(await contactsFor(hostCurator)).toEqual({ asked: 4, given: [], codes: Array(8).fill('FORBIDDEN') });
  });
});

describe('row 30: personal fields', () => {
  const FIELDS = ['fullName', 'birthDate', 'email', 'phone', 'group', 'skills', 'joinedAt'];
  const hidden = FIELDS.map((field, index) => `f${index}: ${field}`).join(' ');
  const ways = [
    ['under other names', `{ v: volunteer(id: "${annaId}") { ${hidden} } }`, ['v']],
    ['in a fragment', `{ v: volunteer(id: "${annaId}") { ...P } } fragment P on Volunteer { ${hidden} }`, ['v']],
    ['in a fragment inside a fragment', `{ ...R } fragment R on Query { v: volunteer(id: "${annaId}") { ... { ...P } } } fragment P on Volunteer { ${hidden} }`, ['v']],
    ['behind a condition', `query($on: Boolean = true) { v: volunteer(id: "${annaId}") { ... on Volunteer @include(if: $on) { ${hidden} } } }`, ['v']],
    ['twice', `{ v: volunteer(id: "${annaId}") { ${hidden} } w: volunteer(id: "${annaId}") { ${hidden} } }`, ['v', 'w']],
  ] as const;

  it.each(ways)('asked %s are FORBIDDEN, each at its path', async (_how, query, roots) => {
    for (const actor of [hostCurator, aVolunteerActor('bat', boris)]) {
      const { data, errors } = await network.as(actor).ask(query);
      for (const root of roots) expect(Object.values(data[root])).toEqual(FIELDS.map(() => null));
      expect(errors.map(({ path, extensions }) => `${path?.join('.')} ${extensions.code}`).toSorted()).toEqual(
        roots.flatMap((root) => FIELDS.map((_field, index) => `${root}.f${index} FORBIDDEN`)).toSorted(),
      );
    }
  });

  it('reached through a registration are FORBIDDEN too', async () => {
    const query = `query($id: ID!) { event(id: $id) { registrations { nodes { volunteer { mail: email ...P } } } } } fragment P on Volunteer { born: birthDate }`;
    const { data, errors } = await network.as(hostCurator).ask(query, { id: globalId('chhtt', event.id) });
    expect(data.event.registrations.nodes).toEqual([{ volunteer: { mail: null, born: null } }, { volunteer: { mail: null, born: null } }]);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(Array(4).fill('FORBIDDEN'));
  });
});

describe('row 22: an id of another’s and one that is nobody’s', () => {
  const asking: readonly [string, Actor | null][] = [
    ['a visitor', null],
    ['another college’s volunteer', aVolunteerActor('chhtt')],
    ['a partner system', aCurator('chhtt', { roles: ['PARTNER'] })],
  ];

  it.each(asking)('give %s one answer', async (_who, actor) => {
    const of = async (id: string) => {
      const { status, data, errors } = await network.ask(
        `query($id: ID!) { volunteer(id: $id) { id displayName fullName } }`, { id }, actor ?? undefined);
      return JSON.stringify({ status, data, errors }).replaceAll(id, 'ID');
    };
    expect(await of(annaId)).toBe(await of(globalId('bat', uuid())));
    const change = async (id: string) => {
      const { status, data, errors } = await network.ask(
        `mutation($id: ID!) { withdrawConsent(volunteerId: $id, purpose: NAME_TO_PARTNERS) { inForce }
          giveConsent(input: { volunteerId: $id, purpose: NAME_TO_PARTNERS, textVersion: "1" }) { inForce } }`, { id }, actor ?? undefined);
      return JSON.stringify({ status, data, errors }).replaceAll(id, 'ID');
    };
    expect(await change(annaId)).toBe(await change(globalId('bat', uuid())));
  });
});

describe('what is refused with 400', () => {
  const volunteers = (args: string) => `{ college(code: "bat") { volunteers(${args}) { totalCount } } }`;

  it.each([
    ['volunteers by birthday', volunteers('filter: { birthDate: "2009-05-17" }')],
    ['volunteers by e-mail', volunteers('filter: { email: "a" }')],
    ['volunteers by consent', volunteers('filter: { consents: [NAME_TO_PARTNERS] }')],
    ['volunteers in an order', volunteers('orderBy: "birth_date"')],
    ['volunteers sorted', volunteers('sort: { email: ASC }')],
    ['events by their meeting', '{ events(filter: { meetingUrl: "https" }) { totalCount } }'],
    ['registrations by status', `{ event(id: "${globalId('chhtt', event.id)}") { registrations(filter: { status: CONFIRMED }) { totalCount } } }`],
    ['readers by college', `{ volunteer(id: "${annaId}") { readers(reader: "chhtt") { readAt } } }`],
  ])('row 31: %s', async (_what, query) => {
    for (const actor of [homeCurator, hostCurator]) {
      expect(await network.as(actor).ask(query)).toMatchObject({ status: 400, data: null, errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
    }
  });

  it('row 31: the same in variables; and who may not list may not count by a filter either', async () => {
    const query = 'query($filter: VolunteerFilter) { college(code: "bat") { volunteers(filter: $filter) { totalCount } } }';
    expect(await network.as(homeCurator).ask(query, { filter: { phone: '+7' } })).toMatchObject({ status: 400, data: null, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    const { data, errors } = await network.as(hostCurator).ask(query, { filter: { text: 'Кузнецова' } });
    expect(data).toEqual({ college: { volunteers: null } });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it.each([{ role: 'CURATOR' }, { hours: 100 }, { collegeId: 'chhtt' }, { home: 'chhtt' }, { __proto__x: 1 }])('row 23: %j in an input', async (extra) => {
    const before = await network.node('bat').rowsOf('SELECT count(*) FROM volunteer');
    const input = { fullName: 'Хитрый Хитр', ...extra };
    const inVariables = await network.as(homeCurator).ask('mutation($input: VolunteerInput!) { addVolunteer(input: $input) { __typename } }', { input });
    expect(inVariables).toMatchObject({ status: 400, data: null, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    const literal = Object.entries(input).map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join(', ');
    const inDocument = await network.as(homeCurator).ask(`mutation { addVolunteer(input: { ${literal} }) { __typename } }`);
    expect(inDocument).toMatchObject({ status: 400, data: null });
    expect(await network.node('bat').rowsOf('SELECT count(*) FROM volunteer')).toEqual(before);
  });
});

describe('what is no input', () => {
  const LIST = `query($after: String, $text: String, $team: ID) { college(code: "bat") { volunteers(first: 1, after: $after, filter: { text: $text, teamId: $team }) { totalCount nodes { fullName } pageInfo { endCursor } } } }`;
  const list = (variables: object) => network.as(homeCurator).ask(LIST, { ...variables });
  const cursor = (value: unknown) => encodeCursor(JSON.stringify(value));

  it('row 35: a cursor leads on, and an edited one nowhere', async () => {
    const first = await list({});
    const { endCursor } = first.data.college.volunteers.pageInfo;
    expect((await list({ after: endCursor })).data.college.volunteers.nodes).toEqual([{ fullName: 'Кузнецова Анна' }]);
    const others = ['', 'nonsense', endCursor.slice(0, -8), edited(endCursor), `${endCursor}A`, 'A'.repeat(50_000)];
    for (const after of others) {
      const { status, data, errors } = await list({ after });
      expect({ after: after.slice(0, 80), status, data, codes: errors.map(({ extensions }) => extensions.code) }).toEqual({
        after: after.slice(0, 80),
        status: 400,
        data: null,
        codes: ['BAD_USER_INPUT'],
      });
    }
  });

  it('row 35: nor does one that was made anew', async () => {
    const made = [
      encodeCursor(eventKey(new Date(), annaId)),
      cursor(['Борисов']),
      cursor(['Борисов', anna.id, 'more']),
      cursor(['Борисов', `${anna.id}' OR '1'='1`]),
      cursor(['Борисов\0', anna.id]),
      cursor(['Борисов\ud83d', anna.id]),
      cursor([{ toString: 'x' }, anna.id]),
      cursor({ fullName: 'Борисов', id: anna.id }),
    ];
    for (const after of made) {
      const { data, errors } = await list({ after });
      expect({ after, data, codes: errors.map(({ extensions }) => extensions.code) }).toEqual({
        after,
        data: { college: { volunteers: null } },
        codes: ['BAD_USER_INPUT'],
      });
    }
  });

  it.each([
    encodeCursor(`2027-01-01T00:00:00.000Z' OR 1=1 --|${globalId('chhtt', event.id)}`),
    encodeCursor("2027-01-01T00:00:00.000Z|chhtt:1'; DROP TABLE registration; --"),
    encodeCursor(eventKey(new Date(), annaId)),
  ])('row 35: nor does one of registrations: %s', async (after) => {
    const { errors } = await network.as(hostCurator).ask('query($id: ID!, $after: String) { event(id: $id) { registrations(after: $after) { totalCount } } }', {
      id: globalId('chhtt', event.id),
      after,
    });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it.each([`' OR '1'='1`, `%' OR full_name LIKE '%`, `'; DROP TABLE volunteer; --`, '%', '_', '\\', '$1', ':fullName', `"`, 'a'.repeat(200)])(
    'row 54: %j is a text like any other',
    async (text) => {
      const { data, errors } = await list({ text });
      expect(errors).toEqual([]);
      expect(data.college.volunteers.totalCount).toBe(0);
      expect((await network.ask('query($text: String!) { events(filter: { text: $text, tags: [$text] }) { totalCount } }', { text })).data.events.totalCount).toBe(0);
    },
  );

  it.each([`bat:${anna.id}' OR '1'='1`, `bat:1; DROP TABLE team`, `' UNION SELECT 1 --`])('row 54: %j is no id', async (id) => {
    expect((await list({ team: id })).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect((await network.as(homeCurator).ask('query($id: ID!) { volunteer(id: $id) { fullName } }', { id })).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    const { errors } = await network.as(homeCurator).ask('mutation($id: ID!) { withdrawConsent(volunteerId: $id, purpose: NAME_TO_PARTNERS) { inForce } }', { id });
    expect(['NOT_FOUND', 'FORBIDDEN']).toContain(errors[0]?.extensions.code);
  });

  it.each([
    ['a NUL', '\0', false],
    ['half a character', '\ud83d', false],
    ['ten thousand emoji', '😀'.repeat(10_000), false],
    ['right to left', 'שלום ‏12', true],
    ['decomposed', 'й'.normalize('NFD'), true],
    ['outside the basic plane', '𝒜😀', true],
  ])('row 55: %s for a group is refused or comes back', async (what, group, isFine) => {
    const { status, data, errors } = await network
      .as(homeCurator)
      .ask('mutation($input: VolunteerInput!) { addVolunteer(input: $input) { ... on Volunteer { group } } }', { input: { fullName: `Юникодова ${what.replaceAll(/\W/g, '')}`, group } });
    expect(status).toBeLessThan(500);
    if (isFine) expect(data.addVolunteer.group.normalize('NFC')).toBe(group.normalize('NFC'));
    else expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    const found = await list({ text: group.slice(0, 100) });
    expect(found.status).toBeLessThan(500);
    expect(['BAD_USER_INPUT', undefined]).toContain(found.errors[0]?.extensions.code);
  });
});
