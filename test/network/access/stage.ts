import { randomUUID } from 'node:crypto';
import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { globalId } from '#contract/ids.js';
import { RecordEntryEntity } from '#node/participations/record/record-entry.entity.js';
import { PersonalDataReadEntity } from '#node/readers/personal-data-read.entity.js';
import { CoHostEntity } from '#node/events/co-hosts/co-host.entity.js';
import { EventSeriesEntity } from '#node/events/series/event-series.entity.js';
import { RemotePlaceEntity } from '#node/events/remote-place.entity.js';
import { FeedbackEntity } from '#node/feedback/feedback.entity.js';
import { TeamEntity } from '#node/people/team.entity.js';
import { QuestionEntity } from '#node/questions/question.entity.js';
import { CheckInEntity } from '#node/registrations/check-in/check-in.entity.js';
import { CalendarFeedEntity } from '#node/calendar-feeds/calendar-feed.entity.js';
import { anAccount } from '#support/factories/account.factory.js';
import { aMinorsConsent } from '#support/factories/consent.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { anAgreement, anOffer } from '#support/factories/offer.factory.js';
import { aPractice, anAdoption } from '#support/factories/practice.factory.js';
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

export const mentor = staff[HOME].find(({ role }) => role === 'MENTOR') ?? aPerson();
/** They guide others than those whom the table is about. */
export const otherMentor = aPerson({ role: 'MENTOR', displayName: 'MENTOR of others' });
staff[HOME].push(otherMentor);
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
  speakers: [{ name: 'Гость', position: 'директор', organisation: 'Заповедник', topic: 'Река' }],
  materials: [{ title: 'Запись', url: 'https://video.example/17' }],
  outcome: 'Договорились',
  partOfId: forum.id,
};
export const events = {
  PUBLIC: anEvent(full),
  NETWORK: anEvent({ ...full, audience: 'NETWORK' }),
  COLLEGE: anEvent({ ...full, audience: 'COLLEGE' }),
  DRAFT: anEvent({ ...full, status: 'DRAFT' }),
  ASKED: anEvent({ ...full, status: 'DRAFT', coHostCodes: [] }),
};
/** A regular meeting, which one of the events is of. */
const series = Object.assign(new EventSeriesEntity(), {
  id: uuid(),
  rule: 'FREQ=WEEKLY',
  firstOn: '2026-01-01',
  timeZone: 'Europe/Samara',
  startsAtTime: '10:00:00',
  minutes: 60,
  pattern: {},
  madeThrough: '2026-01-01',
  endsBefore: '2026-01-02',
});
Object.assign(events.PUBLIC, { seriesId: series.id, occurrenceOn: '2026-01-01' });
const invited = { college: ELSEWHERE, state: 'INVITED', invitedAt: new Date(), answeredAt: null } as const;
const accepted = { ...invited, state: 'ACCEPTED', answeredAt: new Date() } as const;
/** The college elsewhere is asked to hold it together; it answers as often as somebody may. */
export const shared = anEvent({ status: 'DRAFT' });
/** They are discarded, one by each who may. */
export const drafts = Array.from({ length: 30 }, () => anEvent({ status: 'DRAFT' }));
const part = anEvent({ partOfId: events.PUBLIC.id });
/** It goes on now, and its code is read out. */
export const running = anEvent({ startsAt: new Date(Date.now() - 3_600_000), endsAt: new Date(Date.now() + 36_000_000) });
/** It is over, and who came is recorded. */
export const over = anEvent({ startsAt: new Date(Date.now() - 7_200_000), endsAt: new Date(Date.now() - 3_600_000) });
/** It is changed and cancelled, as often as somebody may. */
export const doomed = anEvent();
export const attended = aRegistration({ event: events.PUBLIC, volunteer: sharing, home: HOME }, { status: 'ATTENDED', minutes: 90, subjectName: sharing.displayName });

/** The one who agreed to all asked it under their name, and the host was entrusted with it. */
export const question = Object.assign(new QuestionEntity(), {
  id: uuid(),
  eventId: events.PUBLIC.id,
  askedBy: globalId(HOME, sharing.id),
  underOwnName: true,
  text: 'С чего вы начинали?',
  votes: 1,
  askedAt: new Date(),
});
/** The one who agreed to nothing asked them; they are withdrawn, one by each who may. */
export const asked = Array.from({ length: 30 }, (_, number) =>
  Object.assign(new QuestionEntity(), { id: uuid(), eventId: over.id, askedBy: globalId(HOME, silent.id), underOwnName: false, text: `Вопрос ${number}`, votes: 0, askedAt: new Date() }),
);
/** As many as it takes for comments to be given. */
const comments = Array.from({ length: 5 }, () => Object.assign(new FeedbackEntity(), { id: randomUUID(), eventId: events.PUBLIC.id, ten: 0, rating: 5, comment: 'Спасибо' }));

/** Of the host. */
const author = aPerson({ publishName: true });
export const practices = {
  named: aPractice({ tags: ['река'], materials: [{ title: 'План', url: 'https://a.example/1' }], authorId: author.id }),
  unnamed: aPractice({ authorId: staff[HOST][0]?.id ?? null }),
  withdrawn: aPractice({ withdrawnAt: new Date() }),
  /** To be changed and taken over, and to be withdrawn. */
  changing: aPractice(),
  leaving: aPractice(),
};
export const offers = {
  shown: anOffer({ kind: 'VENUE', details: 'На сто мест', from: '2027-04-01', to: '2027-05-01' }),
  leaving: anOffer(),
  agreeing: anOffer(),
  accepting: anOffer(),
  /** Of the home. */
  partners: anOffer({ kind: 'VENUE', direction: 'WANTED' }),
};
const partnerOffer = globalId(HOME, offers.partners.id);
const proposedThere = () => ({ thread: globalId(HOME, uuid()), proposedHere: false, proposedAt: new Date(0) });
export const agreements = {
  shown: anAgreement(HOST, offers.shown, partnerOffer, { status: 'DECLINED', note: 'На праздник', reason: 'Ремонт', proposedAt: new Date('2099-01-01T00:00:00Z') }),
  accepted: anAgreement(HOST, offers.accepting, partnerOffer, proposedThere()),
  declined: anAgreement(HOST, offers.agreeing, globalId(HOME, uuid()), proposedThere()),
  withdrawn: anAgreement(HOST, offers.agreeing, globalId(HOME, uuid())),
};

const told = {
  eventTitle: 'Субботник',
  eventStartsAt: new Date('2026-10-01T06:00:00Z'),
  eventEndsAt: new Date('2026-10-01T09:00:00Z'),
  eventTimeZone: 'Europe/Samara',
  eventStatus: 'COMPLETED',
} as const;
const credited = aParticipation({ volunteer: sharing, event: events.PUBLIC, host: HOST }, { status: 'ATTENDED', format: 'ONSITE', reason: 'Дождь', checkIn: 'ACCEPTED', checkInReason: 'WRONG_CODE', checkInTries: 2, checkedInAt: new Date(), ...told });
const revoked = aParticipation({ volunteer: cancelling, event: forum, host: HOST }, { status: 'CANCELLED', ...told });
/** They were at two places at once. */
const busy = aVolunteer({ fullName: 'Везделова Ада', mentorId: otherMentor.id });
/** Of who agreed to nothing: to be given up, approved, declined. */
export const wishes = {
  given: aParticipation({ volunteer: silent, event: doomed, host: HOST }),
  approved: aParticipation({ volunteer: silent, event: part, host: HOST }, { status: 'AWAITING_HOME', seatAsked: false }),
  shown: aParticipation({ volunteer: silent, event: running, host: HOST }),
  declined: aParticipation({ volunteer: silent, event: events.NETWORK, host: HOST }, { status: 'AWAITING_HOME', seatAsked: false }),
};

/** They gave the right code before: any is taken since. */
const place = aRegistration({ event: running, volunteer: silent, home: HOME }, { participationId: globalId(HOME, wishes.shown.id) });
const shown = [place, Object.assign(new CheckInEntity(), { registrationId: place.id, checkedInAt: new Date() })];

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

/** Who has a calendar of their own, and who may make one. */
async function calendarsOf(): Promise<object[]> {
  const accounts = [await anAccount({ volunteer: sharing }, 'sharing'), await anAccount({ volunteer: silent }, 'silent')];
  const [first] = accounts;
  const secretHash = createHash('sha256').update('secret').digest();
  return [...accounts, Object.assign(new CalendarFeedEntity(), { accountId: first?.id, secretHash, createdAt: new Date(), lastReadAt: null })];
}

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
    ...(await calendarsOf()),
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
    aPractice(),
    offers.partners,
  );
  await network.node(HOME).rowsOf(`UPDATE college SET about = 'Техникум', site = 'https://bat.example'`);
  await network.node(HOST).has(
    ...staff[HOST],
    volunteersOf[HOST],
    forum,
    series,
    ...Object.values(events),
    part,
    doomed,
    shared,
    ...drafts,
    ...[shared, events.ASKED].map(({ id }) => Object.assign(new CoHostEntity(), invited, { eventId: id })),
    Object.assign(new CoHostEntity(), accepted, { eventId: events.PUBLIC.id }),
    running,
    over,
    question,
    ...asked,
    ...comments,
    Object.assign(new RemotePlaceEntity(), { eventId: events.PUBLIC.id, collegeCode: HOME, places: 3 }),
    attended,
    Object.assign(new CheckInEntity(), { registrationId: attended.id, checkedInAt: new Date(), settled: true }),
    ...shown,
    aRegistration({ event: over, volunteer: silent, home: HOME }, { status: 'ATTENDED', minutes: 60 }),
    aRegistration({ event: events.PUBLIC, volunteer: silent, home: HOME }, { status: 'CANCELLED' }),
    author,
    ...Object.values(practices),
    anAdoption(practices.named, HOME, { outcome: 'Прижилось' }),
    ...[offers.shown, offers.leaving, offers.agreeing, offers.accepting],
    ...Object.values(agreements),
  );
  await network.node(ELSEWHERE).has(...staff[ELSEWHERE], volunteersOf[ELSEWHERE]);
  return network;
}
