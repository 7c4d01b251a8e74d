import { type GraphQLField, type GraphQLOutputType, type GraphQLSchema, getNamedType, isLeafType, isObjectType } from 'graphql';
import { globalId } from '#contract/ids.js';
import type { GraphAnswer, Json } from '#support/graph-client.js';
import type { AccessRow, Outcome } from './access-table.js';
import {
  HOME,
  HOST,
  agreements,
  asked,
  attended,
  cancelling,
  doomed,
  drafts,
  events,
  mentor,
  offers,
  over,
  practices,
  question,
  running,
  shared,
  sharing,
  silent,
  wishes,
} from './stage.js';

/** One document that asks for some fields of a type, and where each of them stands in its answer. */
export interface Probe {
  readonly document: string;
  readonly places: readonly Place[];
}

interface Place {
  /** `Type.field` */
  readonly field: string;
  readonly path: readonly string[];
}

/**
 * Whom a line is about: «without …» in its circumstances means the one who agreed to nothing, and so do deeds; «… cancelled»
 * the one who agreed to all and then cancelled, whose hours were taken back.
 */
export function subjectOf({ fields: [field = ''], when }: Pick<AccessRow, 'fields' | 'when'>) {
  if (when.endsWith('cancelled') || when === 'taken back') return cancelling;
  return when.startsWith('without') || field.startsWith('Mutation') ? silent : sharing;
}

/** How each type is reached; `Query` is where everybody is. */
const WAYS: Readonly<Record<string, (when: string) => readonly string[]>> = {
  Query: () => [],
  Network: () => ['network'],
  SearchResult: () => ['search(text: "Субботник")'],
  Viewer: () => ['viewer'],
  CalendarFeed: () => ['viewer', 'calendarFeed'],
  College: (when) => [`college(code: "${when === 'of the host’s' ? HOST : HOME}")`],
  Person: () => [`college(code: "${HOME}")`, 'curators'],
  Team: () => [`college(code: "${HOME}")`, 'teams'],
  Volunteer: (when) => [`volunteer(id: "${globalId(HOME, subjectOf({ fields: ['Volunteer.id'], when }).id)}")`],
  Consent: (when) => [...(WAYS['Volunteer']?.(when) ?? []), 'consents'],
  PersonalDataRead: (when) => [...(WAYS['Volunteer']?.(when) ?? []), 'readers'],
  RecordBook: (when) => [...(WAYS['Volunteer']?.(when) ?? []), 'recordBook'],
  Participation: (when) => [...(WAYS['RecordBook']?.(when) ?? []), 'nodes'],
  RecordEntry: (when) => [...(WAYS['Participation']?.(when) ?? []), 'entries'],
  Overlap: () => [`college(code: "${HOME}")`, 'overlaps', 'nodes'],
  Event: (when) => [`event(id: "${globalId(HOST, eventOf(when).id)}")`],
  Speaker: (when) => [...(WAYS['Event']?.(when) ?? []), 'speakers'],
  Material: (when) => [...(WAYS['Event']?.(when) ?? []), 'materials'],
  RemotePlaces: (when) => [...(WAYS['Event']?.(when) ?? []), 'remotePlaces'],
  CoHostInvitation: (when) => [...(WAYS['Event']?.(when) ?? []), 'coHostInvitations'],
  Question: (when) => [...(WAYS['Event']?.(when) ?? []), 'questions', 'nodes'],
  FeedbackSummary: (when) => [...(WAYS['Event']?.(when) ?? []), 'feedback'],
  FeedbackComment: (when) => [...(WAYS['Event']?.(when) ?? []), 'feedbackComments', 'nodes'],
  CheckInCode: (when) => [...(WAYS['Event']?.(when) ?? []), 'checkInCode'],
  Registration: (when) => [...(WAYS['Event']?.(when) ?? []), 'registrations', 'nodes'],
  Practice: (when) => [`practice(id: "${globalId(HOST, practiceOf(when).id)}")`],
  Adoption: (when) => [...(WAYS['Practice']?.(when) ?? []), 'adoptions'],
  Offer: () => [`college(code: "${HOST}")`, 'offers(filter: { kinds: [VENUE] })', 'nodes'],
  Agreement: () => [`college(code: "${HOST}")`, 'agreements', 'nodes'],
};

/** What a field of `Query` is asked with; nothing where it needs nothing. */
const QUESTIONS: Readonly<Record<string, (when: string) => string>> = {
  volunteer: (when) => `(id: "${globalId(HOME, subjectOf({ fields: ['Volunteer.id'], when }).id)}")`,
  event: (when) => `(id: "${globalId(HOST, eventOf(when).id)}")`,
  practice: (when) => `(id: "${globalId(HOST, practiceOf(when).id)}")`,
  college: () => `(code: "${HOME}")`,
  changes: () => `(college: "${HOST}")`,
  search: () => '(text: "Субботник")',
  verifyCredential: () => '(credential: "none")',
};

let added = 0;
let discarded = 0;
let withdrawn = 0;

const PAPER = '{ number: "17-с", signedOn: "2026-09-01" }';
const ANSWER = `volunteerId: "${globalId(HOME, silent.id)}", purpose: PHOTO_PUBLICATION`;

const DEEDS: Readonly<Record<string, (when: string) => string>> = {
  addVolunteer: () => `addVolunteer(input: { fullName: "Новенькая ${'я'.repeat((added += 1))}" }) { ... on Volunteer { id } }`,
  giveConsent: (when) => `giveConsent(input: { ${ANSWER}, textVersion: "2026-09"${papers(when)} }) { purpose }`,
  withdrawConsent: () => `withdrawConsent(${ANSWER}) { purpose }`,
  createCalendarFeed: () => 'createCalendarFeed { createdAt }',
  revokeCalendarFeed: () => 'revokeCalendarFeed',
  takePart: () => `takePart(input: { eventId: "${globalId(HOST, events.PUBLIC.id)}", idempotencyKey: "1" }) { __typename }`,
  withdrawParticipation: () => `withdrawParticipation(participationId: "${globalId(HOME, wishes.given.id)}") { __typename }`,
  approveParticipation: () => `approveParticipation(participationId: "${globalId(HOME, wishes.approved.id)}") { __typename }`,
  declineParticipation: () => `declineParticipation(participationId: "${globalId(HOME, wishes.declined.id)}", reason: "Экзамен") { __typename }`,
  createEvent: () =>
    'createEvent(input: { title: "Новое", kind: SERVICE, format: ONSITE, audience: COLLEGE, startsAt: "2027-04-18T10:00:00Z", endsAt: "2027-04-18T12:00:00Z" }) { __typename }',
  publishEvent: () => `publishEvent(id: "${globalId(HOST, doomed.id)}") { __typename }`,
  discardDraft: () => `discardDraft(id: "${globalId(HOST, drafts[(discarded += 1)]?.id ?? '')}")`,
  acceptCoHost: () => `acceptCoHost(eventId: "${globalId(HOST, shared.id)}") { id }`,
  declineCoHost: () => `declineCoHost(eventId: "${globalId(HOST, shared.id)}") { id }`,
  updateEvent: () => `updateEvent(id: "${globalId(HOST, doomed.id)}", input: { summary: "Иначе" }) { __typename }`,
  cancelEvent: () => `cancelEvent(id: "${globalId(HOST, doomed.id)}", reason: "Дождь") { __typename }`,
  recordAttendance: () => `recordAttendance(input: { registrationId: "${globalId(HOST, attended.id)}", attended: true, idempotencyKey: "1" }) { __typename }`,
  publishPractice: () => 'publishPractice(input: { title: "Клуб", summary: "Как", body: "Так" }) { id }',
  updatePractice: () => `updatePractice(id: "${globalId(HOST, practices.changing.id)}", input: { title: "Иначе" }) { id }`,
  withdrawPractice: () => `withdrawPractice(id: "${globalId(HOST, practices.leaving.id)}") { id }`,
  adoptPractice: () => `adoptPractice(practiceId: "${globalId(HOST, practices.changing.id)}") { id }`,
  withdrawAdoption: () => `withdrawAdoption(practiceId: "${globalId(HOST, practices.changing.id)}") { id }`,
  postOffer: () => 'postOffer(input: { direction: OFFERED, kind: OTHER, title: "Палатки" }) { id }',
  closeOffer: () => `closeOffer(id: "${globalId(HOST, offers.leaving.id)}", status: CLOSED) { id }`,
  proposeAgreement: () => `proposeAgreement(input: { offerId: "${globalId(HOST, offers.agreeing.id)}", partnerOfferId: "${globalId(HOME, offers.partners.id)}" }) { id }`,
  acceptAgreement: () => `acceptAgreement(id: "${globalId(HOST, agreements.accepted.id)}") { id }`,
  declineAgreement: () => `declineAgreement(id: "${globalId(HOST, agreements.declined.id)}", reason: "Нет") { id }`,
  withdrawAgreement: () => `withdrawAgreement(id: "${globalId(HOST, agreements.withdrawn.id)}") { id }`,
  askQuestion: () => `askQuestion(input: { eventId: "${globalId(HOST, events.PUBLIC.id)}", text: "Как?" }) { id }`,
  withdrawQuestion: () => `withdrawQuestion(questionId: "${globalId(HOST, asked[(withdrawn += 1)]?.id ?? '')}")`,
  voteForQuestion: () => `voteForQuestion(questionId: "${globalId(HOST, question.id)}") { id }`,
  withdrawVote: () => `withdrawVote(questionId: "${globalId(HOST, question.id)}") { id }`,
  moderateQuestion: () => `moderateQuestion(id: "${globalId(HOST, question.id)}", answered: true) { id }`,
  addMaterial: () => `addMaterial(eventId: "${globalId(HOST, events.PUBLIC.id)}", title: "Слайды", url: "https://slides.example/17") { id }`,
  removeMaterial: () => `removeMaterial(eventId: "${globalId(HOST, events.PUBLIC.id)}", url: "https://slides.example/17") { id }`,
  recordOutcome: () => `recordOutcome(eventId: "${globalId(HOST, over.id)}", outcome: "Договорились") { id }`,
  leaveFeedback: () => `leaveFeedback(input: { eventId: "${globalId(HOST, over.id)}", rating: 5 }) { id }`,
  checkIn: () => `checkIn(eventId: "${globalId(HOST, running.id)}", code: "000000") { id }`,
  publishName: () => 'publishName(publish: false) { id }',
  saveTeam: () => `saveTeam(input: { name: "Отряд ${(added += 1)}" }) { id }`,
  assignMentor: () => `assignMentor(volunteerId: "${globalId(HOME, silent.id)}", mentorId: "${globalId(HOME, mentor.id)}") { id }`,
  assignTeam: () => `assignTeam(volunteerId: "${globalId(HOME, silent.id)}") { id }`,
  correctMinutes: () => `correctMinutes(registrationId: "${globalId(HOST, attended.id)}", minutes: ${attended.minutes ?? 0}, reason: "Как было") { __typename }`,
};

/** How a line is tried: a document for each type that its fields are of. */
export function probesOf(schema: GraphQLSchema, { fields, when }: Pick<AccessRow, 'fields' | 'when'>): Probe[] {
  const types = new Set(fields.map((field) => field.split('.')[0] ?? ''));
  return [...types].map((type) => {
    const names = fields.filter((field) => field.startsWith(`${type}.`)).map((field) => field.slice(type.length + 1));
    return type === 'Mutation' ? deedProbe(names, when) : readingProbe(schema, type, names, when);
  });
}

function deedProbe(names: readonly string[], when: string): Probe {
  const deeds = names.map((name) => DEEDS[name]?.(when) ?? name);
  return { document: `mutation { ${deeds.join(' ')} }`, places: names.map((name) => ({ field: `Mutation.${name}`, path: [name] })) };
}

function readingProbe(schema: GraphQLSchema, typeName: string, names: readonly string[], when: string): Probe {
  const type = schema.getType(typeName);
  const way = WAYS[typeName]?.(when) ?? [];
  const steps = way.map((step) => step.replace(/\(.*/, ''));
  const selections = names.map((name) => {
    const definition = isObjectType(type) ? type.getFields()[name] : undefined;
    if (!definition) throw new Error(`docs/access.md speaks of ${typeName}.${name}, which there is not.`);
    return selectionOf(definition, typeName === 'Query' ? (QUESTIONS[name]?.(when) ?? '') : '');
  });
  return {
    document: `{ ${[...way, ''].join(' { ')}${selections.join(' ')}${' }'.repeat(way.length)} }`,
    places: names.map((name) => ({ field: `${typeName}.${name}`, path: [...steps, name] })),
  };
}

/** What came of it at that place: an `Outcome`, or the error that is none of them. */
export function outcomeOf({ data, errors }: GraphAnswer, { path }: Place): string {
  const error = errors.find((one) => leadsTo(path, (one.path ?? []).filter((step) => typeof step === 'string')));
  if (error) return CODES[String(error.extensions?.code)] ?? `${String(error.extensions?.code)}: ${error.message}`;
  return isSomething(path.reduce<Json>((value, step) => firstOf(value)?.[step], data)) ? 'yes' : '–';
}

/** Whether an error stands at that place or above it. */
function leadsTo(path: readonly string[], above: readonly string[]): boolean {
  return above.every((step, index) => step === path[index]);
}

const CODES: Readonly<Record<string, Outcome>> = { FORBIDDEN: 'forbidden', NOT_FOUND: 'not found', UNAUTHENTICATED: 'sign in' };

function papers(when: string): string {
  return [when.includes('own paper') && `, ownDocument: ${PAPER}`, when.includes('guardian’s paper') && `, guardianDocument: ${PAPER}`].filter(Boolean).join('');
}

function eventOf(when: string) {
  if (when.startsWith('while it goes on')) return running;
  const [, event = events.PUBLIC] = Object.entries(events).find(([audience]) => when.startsWith(audience)) ?? [];
  return event;
}

function practiceOf(when: string) {
  if (when === 'withdrawn') return practices.withdrawn;
  return when.startsWith('without') ? practices.unnamed : practices.named;
}

function selectionOf({ name, type }: GraphQLField<unknown, unknown>, asked: string): string {
  if (isLeafType(getNamedType(type))) return name;
  return isConnection(type) ? `${name}${asked} { nodes { __typename } }` : `${name}${asked} { __typename }`;
}

function isConnection(type: GraphQLOutputType): boolean {
  return getNamedType(type).name.endsWith('Connection');
}

function firstOf(value: Json): Json {
  return Array.isArray(value) ? value[0] : value;
}

/** An empty page is nothing, and so is an empty list. */
function isSomething(value: Json): boolean {
  if (value === null || value === undefined) return false;
  const list: unknown = Array.isArray(value) ? value : value.nodes;
  return !Array.isArray(list) || list.length > 0;
}
