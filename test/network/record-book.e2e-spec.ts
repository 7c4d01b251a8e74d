import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { globalId } from '#contract/ids.js';
import { issueEntry } from '#credentials/issue-entry.js';
import { issuerKeys } from '#credentials/issuer-keys.js';
import { fromShortForm } from '#credentials/short-form.js';
import { verifyEntry } from '#credentials/verify-entry.js';
import type { Actor } from '#identity/actor.js';
import { RecordEntryEntity } from '#node/participations/record/record-entry.entity.js';
import { TeamEntity } from '#node/people/team.entity.js';
import { parseRoster } from '#roster/roster.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { aConsent } from '#support/factories/consent.factory.js';
import { aParticipation } from '#support/factories/participation.factory.js';
import { aPerson } from '#support/factories/person.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { type TestNetwork, startNetwork } from '#support/network.js';
import { ReadPdf } from '#support/read-pdf.js';
import { until } from '#support/until.js';

const HOME = 'kpk';
const HOST = 'chhtt';

jest.setTimeout(120_000);

const mentor = aPerson({ role: 'MENTOR', displayName: 'Наставник Н.' });
const teamMentor = aPerson({ role: 'MENTOR', displayName: 'Наставница О.' });
const team = Object.assign(new TeamEntity(), { id: uuid(), name: 'Горящие сердца', about: null, mentorId: teamMentor.id });
const volunteer = aVolunteer({ fullName: 'Ёлкина Анастасия', mentorId: mentor.id });
const ofTeam = aVolunteer({ fullName: 'Командная Дина', teamId: team.id });
const staff = aPerson({ role: 'CURATOR', displayName: 'Куратор К.' });
const busyStaff = aVolunteer({ id: staff.id, personId: staff.id, kind: 'STAFF', fullName: 'Кураторова Кира', group: null });
const other = aVolunteer();
const credits = new Map<string, string>();

let network: TestNetwork;

beforeAll(async () => {
  network = await startNetwork(HOME, HOST);
  await network.node(HOME).has(mentor, teamMentor, staff, team, volunteer, ofTeam, busyStaff, other);
  const corrected = await has('Помощь приюту', 300);
  await network.node(HOME).has(anEntryOf({ participationId: corrected.participationId, kind: 'REVOCATION', minutes: null, credential: null, revokes: corrected.id, reason: 'ошибка', revokedAt: new Date('2026-05-12T10:00:00Z') }));
  await has('Помощь приюту', 240, corrected.participationId);
  await has('Форум «Перекрёсток»', 605);
});
afterAll(() => network.stop());

function anEntryOf(fields: Partial<RecordEntryEntity>): RecordEntryEntity {
  return Object.assign(new RecordEntryEntity(), { id: uuid(), kind: 'CREDIT', minutes: 60, credential: null, revokes: null, reason: null, revokedAt: null, recordedAt: new Date(), ...fields });
}

/** The host credits the volunteer with minutes, and the home writes it down. */
async function has(title: string, minutes: number, participationId?: string): Promise<RecordEntryEntity> {
  const participation = aParticipation({ volunteer, event: { id: uuid() }, host: HOST }, { status: 'ATTENDED' });
  if (participationId === undefined) await network.node(HOME).has(participation);
  const id = uuid();
  const credential = await issueEntry(
    {
      id,
      issuer: { code: HOST, name: `Техникум «${HOST}»` },
      volunteerId: globalId(HOME, volunteer.id),
      subjectName: null,
      role: 'STUDENT',
      event: { id: participation.eventId, title, summary: null, kind: 'SERVICE', startsAt: new Date('2026-04-18T06:00:00Z'), endsAt: new Date('2026-04-18T18:00:00Z') },
      minutes,
      issuedAt: new Date(Date.now() - 1_000),
      status: { url: `https://${HOST}.example/credentials/status/1`, index: credits.size },
    },
    network.node(HOST).keys.signing,
  );
  credits.set(id, credential);
  const entry = anEntryOf({ id, participationId: participationId ?? participation.id, minutes, credential });
  await network.node(HOME).has(entry);
  return entry;
}

async function get(path: string, actor?: Actor | null, headers: Record<string, string> = {}): Promise<Response> {
  const all = new Headers(headers);
  if (actor) all.set('authorization', `Bearer ${await network.token(actor)}`);
  return fetch(`${network.gateway.origin}${path}`, { headers: all });
}

const refusal = async (response: Response) => ({ status: response.status, body: await response.json() });
const theVolunteer = () => aVolunteerActor(HOME, volunteer);
const of = (id: string) => `?volunteer=${globalId(HOME, id)}`;

describe('a record book taken away as PDF', () => {
  it('has the volunteer’s own entries in full, and codes that bring exactly their credentials', async () => {
    const response = await get('/record-book.pdf', theVolunteer());
    expect(response.status).toBe(200);
    const pdf = await ReadPdf.from(new Uint8Array(await response.arrayBuffer()));
    for (const part of ['Ёлкина Анастасия', 'Техникум «kpk», Чапаевск', '14 ч 5 мин', '2 мероприятия', 'Форум «Перекрёсток»', '10 ч 5 мин', 'Исправлено 12 мая 2026 г., не считается']) expect(pdf.text).toContain(part);
    const codes = await pdf.codes(1);
    expect(codes).toHaveLength(2);
    const roster = parseRoster(await readFile(network.roster.path, 'utf8'));
    for (const { code = '' } of codes) {
      const [page, short = ''] = code.split('#');
      expect(page).toBe(`${network.gateway.origin}/verify`);
      const credential = fromShortForm(short) ?? '';
      expect([...credits.values()]).toContain(credential);
      await expect(verifyEntry(credential, issuerKeys(() => roster))).resolves.toMatchObject({ volunteerId: globalId(HOME, volunteer.id), issuer: HOST });
    }
    await pdf.close();
  });

  it('is in English for who asks so, and comes with headers that keep it private', async () => {
    const response = await get('/record-book.pdf?lang=en', theVolunteer());
    const { headers } = response;
    expect(headers.get('content-type')).toBe('application/pdf');
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="record-book-\d{4}-\d\d-\d\d\.pdf"; filename\*=UTF-8''Volunteer%20record%20book%20\d{4}-\d\d-\d\d\.pdf$/);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'; sandbox");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    const pdf = await ReadPdf.from(new Uint8Array(await response.arrayBuffer()));
    expect(pdf.text).toContain('Volunteer record book');
    await pdf.close();
  });
});

describe('a record book taken away as JSON', () => {
  it('has the credentials with their JWS, letter by letter as their host signed them', async () => {
    const response = await get('/record-book.json', theVolunteer());
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const { compactJwsString, recordBook } = await response.json();
    expect(recordBook).toMatchObject({ volunteer: { id: globalId(HOME, volunteer.id), name: 'Ёлкина Анастасия' }, college: { code: HOME }, totalMinutes: 845 });
    const lines: { status: string; id: string }[] = recordBook.entries;
    expect(lines.map(({ id }) => id).sort()).toEqual([...credits.keys()].sort());
    expect(lines.map(({ status }) => status).sort()).toEqual(['CORRECTED', 'IN_FORCE', 'IN_FORCE']);
    expect(compactJwsString).toEqual(lines.filter(({ status }) => status === 'IN_FORCE').map(({ id }) => credits.get(id)));
  });
});

describe('who takes a record book away', () => {
  it('are the home’s curator, and the mentor who guides the volunteer, or their team', async () => {
    const curator = aCurator(HOME);
    const asMentor = (id: string) => aCurator(HOME, { id: globalId(HOME, id), roles: ['MENTOR'] });
    for (const [actor, whose] of [[curator, volunteer], [asMentor(mentor.id), volunteer], [asMentor(teamMentor.id), ofTeam]] as const) {
      const response = await get(`/record-book.json${of(whose.id)}`, actor);
      expect(response.status).toBe(200);
      expect((await response.json()).recordBook.volunteer.name).toBe(whose.fullName);
    }
  });

  it('is who takes part as one of the staff, of their own', async () => {
    const response = await get('/record-book.json', aCurator(HOME, { id: globalId(HOME, staff.id), roles: ['CURATOR', 'MENTOR'] }));
    expect((await response.json()).recordBook.volunteer.name).toBe('Кураторова Кира');
  });

  it('is nobody else: they are told what they would be told of somebody who is not there', async () => {
    const absent = await refusal(await get(`/record-book.pdf${of(uuid())}`, aCurator(HOME)));
    expect(absent).toEqual({ status: 404, body: { errors: [{ message: 'There is no such volunteer at this college.', extensions: { code: 'NOT_FOUND' } }] } });
    const strangers = [
      aVolunteerActor(HOME, other),
      aVolunteerActor(HOST, volunteer),
      aCurator(HOST),
      ...(['MENTOR', 'OPERATOR', 'COORDINATOR', 'PARTNER'] as const).flatMap((role) => [aCurator(HOME, { roles: [role] }), aCurator(HOST, { roles: [role] })]),
      aCurator(HOME, { id: globalId(HOME, volunteer.id), roles: ['PARTNER'] }),
      aCurator(HOME, { id: globalId(HOME, teamMentor.id), roles: ['MENTOR'] }),
    ];
    for (const actor of strangers) {
      for (const form of ['pdf', 'json']) expect(await refusal(await get(`/record-book.${form}${of(volunteer.id)}`, actor))).toEqual(absent);
    }
    expect(await refusal(await get(`/record-book.pdf?volunteer=nowhere:${volunteer.id}`, aCurator(HOME)))).toEqual(absent);
    expect(await refusal(await get('/record-book.pdf', aCurator(HOME)))).toEqual(absent);
  });

  it('row 36: is never another college, whatever was consented to: nothing has to be taken back there, and the volunteer keeps theirs', async () => {
    const purposes = ['NAME_TO_PARTNERS', 'CONTACTS_TO_HOST', 'CREDENTIAL_ISSUE', 'PHOTO_PUBLICATION'] as const;
    const consenting = aVolunteer({ fullName: 'Согласная Вера', displayName: 'Вера С.', email: 'vera@example.org', birthDate: '2000-01-01' });
    const id = globalId(HOME, consenting.id);
    await network.node(HOME).has(consenting, ...purposes.map((purpose) => aConsent(consenting, { purpose, agreedOn: '2026-01-01' })), aParticipation({ volunteer: consenting, event: { id: uuid() }, host: HOST }, { status: 'ATTENDED' }));
    const partners = [aCurator(HOST), aCurator(HOST, { roles: ['MENTOR'] }), aCurator(HOST, { roles: ['PARTNER'], scopes: ['events:read'] })];
    const asked = `query { volunteer(id: "${id}") { displayName email } }`;
    const shared = async () => (await network.as(aCurator(HOST)).ask(asked)).data.volunteer;
    const takenByPartners = async () => {
      const statuses: number[] = [];
      for (const actor of partners) for (const form of ['pdf', 'json']) statuses.push((await get(`/record-book.${form}${of(consenting.id)}`, actor)).status);
      return new Set(statuses);
    };
    const takenAtHome = async () => [await get(`/record-book.json${of(consenting.id)}`, aCurator(HOME)), await get('/record-book.json', aVolunteerActor(HOME, consenting))].map(({ status }) => status);

    expect(await shared()).toEqual({ displayName: 'Вера С.', email: 'vera@example.org' });
    expect(await takenByPartners()).toEqual(new Set([404]));
    for (const purpose of purposes) {
      const { data } = await network.as(aVolunteerActor(HOME, consenting)).ask(`mutation { withdrawConsent(volunteerId: "${id}", purpose: ${purpose}) { inForce } }`);
      expect(data.withdrawConsent).toEqual({ inForce: false });
    }
    expect(await shared()).toEqual({ displayName: null, email: null });
    expect(await takenByPartners()).toEqual(new Set([404]));
    expect(await takenAtHome()).toEqual([200, 200]);
  });

  it('row 36: is no longer a mentor from the moment on at which somebody else guides the volunteer', async () => {
    const former = aCurator(HOME, { id: globalId(HOME, mentor.id), roles: ['MENTOR'] });
    const statuses = async () => [(await get(`/record-book.pdf${of(volunteer.id)}`, former)).status, (await get(`/record-book.json${of(volunteer.id)}`, former)).status];
    expect(await statuses()).toEqual([200, 200]);
    await network.node(HOME).rowsOf('UPDATE volunteer SET mentor_id = NULL WHERE id = $1', [volunteer.id]);
    expect(await statuses()).toEqual([404, 404]);
  });

  it('is no visitor, and nobody with a token that proves nothing', async () => {
    const visitor = await get(`/record-book.pdf${of(volunteer.id)}`);
    expect(visitor.headers.get('www-authenticate')).toBe('Bearer');
    expect(await refusal(visitor)).toMatchObject({ status: 401, body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } });
    const forged = await get('/record-book.json', null, { authorization: `Bearer ${await network.token(theVolunteer())}x` });
    expect(await refusal(forged)).toMatchObject({ status: 401, body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } });
    expect(forged.headers.get('www-authenticate')).toContain('invalid_token');
  });
});

describe('a question for a record book that nobody can answer', () => {
  it.each([
    ['?lang=de', 'lang: must be ru or en'],
    ['?lang=ru&lang=en', 'lang: must be ru or en'],
    ['?volunteer=17', 'volunteer: must be a volunteer’s id'],
  ])('is told what is wrong with it: %s', async (query, problem) => {
    const { status, body } = await refusal(await get(`/record-book.pdf${query}`, theVolunteer()));
    expect({ status, message: body.errors[0].message }).toEqual({ status: 400, message: problem });
  });

  it('is a question to a node only when a gateway signed it', async () => {
    const url = new URL('record-book', network.node(HOME).endpoint);
    const body = JSON.stringify({ volunteer: globalId(HOME, volunteer.id), form: 'json', language: 'ru' });
    expect((await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status).toBe(401);
    expect((await fetch(url)).status).toBe(401);
  });

  it('leaves nothing personal in any log', () => {
    for (const log of [network.gateway.log, network.node(HOME).log]) expect(log).not.toMatch(/Ёлкина|Перекрёсток|eyJ/);
  });

  it('says so, soon, when the home is away, and works again when it is back', async () => {
    await network.node(HOME).kill();
    const { status, body } = await refusal(await get('/record-book.pdf', theVolunteer()));
    expect(status).toBe(503);
    expect(body.errors[0].extensions.code).toBe('NODE_UNAVAILABLE');
    await network.node(HOME).restart();
    await until('it answers again', async () => (await get('/record-book.json', theVolunteer())).status === 200);
  });
});
