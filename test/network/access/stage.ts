import { v7 as uuid } from 'uuid';
import { RecordEntryEntity } from '#node/participations/record/record-entry.entity.js';
import { PersonalDataReadEntity } from '#node/readers/personal-data-read.entity.js';
import { RemotePlaceEntity } from '#node/events/remote-place.entity.js';
import { TeamEntity } from '#node/people/team.entity.js';
import { aMinorsConsent } from '#support/factories/consent.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aPerson } from '#support/factories/person.factory.js';
import { aParticipation } from '#support/factories/participation.factory.js';
import { aRegistration } from '#support/factories/registration.factory.js';
import { anEntry as aSignedEntry } from '#support/factories/record-book.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { type TestNetwork, startNetwork } from '#support/network.js';

/** The volunteer's own college, the host of an event that they take part in, and a college that has to do with neither. */
export const HOME = 'bat';
export const HOST = 'chhtt';
export const ELSEWHERE = 'hgt';

/** One of each role at each college, in its books. */
const ROLES = ['CURATOR', 'MENTOR', 'OPERATOR', 'COORDINATOR'] as const;
const staffOf = (code: string) => ROLES.map((role) => aPerson({ role, displayName: `${role} ${code}` }));
export const staff = { [HOME]: staffOf(HOME), [HOST]: staffOf(HOST), [ELSEWHERE]: staffOf(ELSEWHERE) };

const mentor = staff[HOME].find(({ role }) => role === 'MENTOR') ?? aPerson();
const team = Object.assign(new TeamEntity(), { id: uuid(), name: 'Горящие сердца', about: 'Отряд', mentorId: mentor.id });
const whole = { phone: '+79000000001', skills: ['фото'], teamId: team.id, mentorId: mentor.id };

/** They agreed to all that one can. */
export const sharing = aVolunteer({ fullName: 'Кузнецова Анна', ...whole });
/** So did they, and cancelled where they were to take part. */
export const cancelling = aVolunteer({ fullName: 'Передумова Дина', ...whole });
/** They agreed to nothing. */
export const silent = aVolunteer({ fullName: 'Молчанов Пётр', ...whole });

export const volunteersOf = { [HOME]: aVolunteer(), [HOST]: aVolunteer(), [ELSEWHERE]: aVolunteer() };

const forum = anEvent({ kind: 'FORUM' });
const full = {
  summary: 'Коротко',
  description: 'Подробно',
  venue: 'Чапаевск',
  meetingUrl: 'https://meet.example/17',
  capacity: 40,
  coHostCodes: [ELSEWHERE],
  tags: ['река'],
  speakers: [{ name: 'Гость', position: 'директор', organisation: null, topic: null }],
  materials: [{ title: 'Запись', url: 'https://video.example/17' }],
  partOfId: forum.id,
};
export const events = {
  PUBLIC: anEvent(full),
  NETWORK: anEvent({ ...full, audience: 'NETWORK' }),
  COLLEGE: anEvent({ ...full, audience: 'COLLEGE' }),
  DRAFT: anEvent({ ...full, status: 'DRAFT' }),
};
const part = anEvent({ partOfId: events.PUBLIC.id });
/** It is changed and cancelled, as often as somebody may. */
export const doomed = anEvent();
export const attended = aRegistration({ event: events.PUBLIC, volunteer: sharing, home: HOME }, { status: 'ATTENDED', minutes: 90 });

const told = {
  eventTitle: 'Субботник',
  eventStartsAt: new Date('2026-10-01T06:00:00Z'),
  eventEndsAt: new Date('2026-10-01T09:00:00Z'),
  eventTimeZone: 'Europe/Samara',
  eventStatus: 'COMPLETED',
} as const;
const credited = aParticipation({ volunteer: sharing, event: events.PUBLIC, host: HOST }, { status: 'ATTENDED', format: 'ONSITE', reason: 'Дождь', ...told });
const revoked = aParticipation({ volunteer: cancelling, event: forum, host: HOST }, { status: 'CANCELLED', ...told });
/** They were at two places at once. */
const busy = aVolunteer({ fullName: 'Везделова Ада' });
/** Of who agreed to nothing: to be given up, approved, declined. */
export const wishes = {
  given: aParticipation({ volunteer: silent, event: doomed, host: HOST }),
  approved: aParticipation({ volunteer: silent, event: part, host: HOST }, { status: 'AWAITING_HOME', seatAsked: false }),
  declined: aParticipation({ volunteer: silent, event: events.NETWORK, host: HOST }, { status: 'AWAITING_HOME', seatAsked: false }),
};

const { credential } = await aSignedEntry();

function anEntry(participation: { readonly id: string }, overrides: Partial<RecordEntryEntity> = {}): RecordEntryEntity {
  return Object.assign(new RecordEntryEntity(), {
    id: uuid(),
    participationId: participation.id,
    kind: 'CREDIT',
    minutes: 90,
    credential,
    startsAt: told.eventStartsAt,
    endsAt: told.eventEndsAt,
    issuedAt: told.eventEndsAt,
    revokes: null,
    reason: null,
    revokedAt: null,
    recordedAt: new Date(),
    ...overrides,
  });
}

const unsigned = { credential: null, startsAt: null, endsAt: null, issuedAt: null };
const takenBack = anEntry(revoked);

/** Three real nodes and a real gateway, with something in every field that the table speaks of. */
export async function startStage(): Promise<TestNetwork> {
  const network = await startNetwork(HOME, HOST, ELSEWHERE);
  await network.node(HOME).has(
    ...staff[HOME],
    aPerson({ publishName: true }),
    team,
    sharing,
    cancelling,
    silent,
    volunteersOf[HOME],
    ...aMinorsConsent(sharing),
    ...[sharing, cancelling].flatMap((volunteer) => aMinorsConsent(volunteer, { purpose: 'CONTACTS_TO_HOST' })),
    ...aMinorsConsent(silent, { withdrawnAt: new Date() }),
    Object.assign(new PersonalDataReadEntity(), { id: uuid(), volunteerId: sharing.id, readerCode: HOST, fields: ['displayName'], readAt: new Date() }),
    credited,
    revoked,
    anEntry(credited),
    takenBack,
    anEntry(revoked, { kind: 'REVOCATION', minutes: null, ...unsigned, revokes: takenBack.id, reason: 'Ошибка', revokedAt: new Date() }),
    busy,
    ...[HOST, 'namt']
      .map((host) => aParticipation({ volunteer: busy, event: { id: uuid() }, host }, { status: 'ATTENDED', ...told }))
      .flatMap((participation) => [participation, anEntry(participation, { kind: 'CARRIED_OVER', ...unsigned })]),
    ...Object.values(wishes),
    aParticipation({ volunteer: silent, event: forum, host: HOST }),
    anEvent(),
  );
  await network.node(HOME).rowsOf(`UPDATE college SET about = 'Техникум', site = 'https://bat.example'`);
  await network.node(HOST).has(
    ...staff[HOST],
    volunteersOf[HOST],
    forum,
    ...Object.values(events),
    part,
    doomed,
    Object.assign(new RemotePlaceEntity(), { eventId: events.PUBLIC.id, collegeCode: HOME, places: 3 }),
    attended,
    aRegistration({ event: events.PUBLIC, volunteer: silent, home: HOME }, { status: 'CANCELLED' }),
  );
  await network.node(ELSEWHERE).has(...staff[ELSEWHERE], volunteersOf[ELSEWHERE]);
  return network;
}
