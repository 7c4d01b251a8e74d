import { type GraphQLField, type GraphQLOutputType, type GraphQLSchema, getNamedType, isLeafType, isObjectType } from 'graphql';
import { globalId } from '#contract/ids.js';
import type { GraphAnswer, Json } from '#support/graph-client.js';
import type { AccessRow, Outcome } from './access-table.js';
import { HOME, HOST, events, sharing, silent } from './stage.js';

/** One way to ask for a field: a document, and where the field stands in its answer. */
export interface Probe {
  readonly document: string;
  readonly path: readonly string[];
}

/** Whom a line is about: «without …» in its circumstances means the one who agreed to nothing, and so do deeds. */
export function subjectOf({ fields: [field = ''], when }: Pick<AccessRow, 'fields' | 'when'>) {
  return when.startsWith('without') || field.startsWith('Mutation') ? silent : sharing;
}

/** How each type is reached. */
const WAYS: Readonly<Record<string, (when: string) => readonly string[]>> = {
  Viewer: () => ['viewer'],
  College: () => [`college(code: "${HOME}")`],
  Person: () => [`college(code: "${HOME}")`, 'curators'],
  Team: () => [`college(code: "${HOME}")`, 'teams'],
  Volunteer: (when) => [`volunteer(id: "${globalId(HOME, subjectOf({ fields: ['Volunteer.id'], when }).id)}")`],
  Consent: (when) => [...(WAYS['Volunteer']?.(when) ?? []), 'consents'],
  PersonalDataRead: (when) => [...(WAYS['Volunteer']?.(when) ?? []), 'readers'],
  Event: (when) => [`event(id: "${globalId(HOST, eventOf(when).id)}")`],
  Registration: (when) => [...(WAYS['Event']?.(when) ?? []), 'registrations', 'nodes'],
};

/** Every type that the table must speak of. */
export const TYPES: readonly string[] = [...Object.keys(WAYS), 'Mutation'];

let added = 0;

const PAPER = '{ number: "17-с", signedOn: "2026-09-01" }';
const ANSWER = `volunteerId: "${globalId(HOME, silent.id)}", purpose: PHOTO_PUBLICATION`;

const DEEDS: Readonly<Record<string, (when: string) => string>> = {
  addVolunteer: () => `addVolunteer(input: { fullName: "Новенькая ${'я'.repeat((added += 1))}" }) { ... on Volunteer { id } }`,
  giveConsent: (when) => `giveConsent(input: { ${ANSWER}, textVersion: "2026-09"${papers(when)} }) { purpose }`,
  withdrawConsent: () => `withdrawConsent(${ANSWER}) { purpose }`,
};

/** @param field `Type.field` */
export function probeOf(schema: GraphQLSchema, field: string, when: string): Probe {
  const [typeName = '', name = ''] = field.split('.');
  if (typeName === 'Mutation') return { document: `mutation { ${DEEDS[name]?.(when) ?? ''} }`, path: [name] };
  const type = schema.getType(typeName);
  const definition = isObjectType(type) ? type.getFields()[name] : undefined;
  const way = WAYS[typeName]?.(when);
  if (!definition || !way) throw new Error(`docs/access.md speaks of ${field}, which there is not.`);
  const document = `{ ${way.join(' { ')} { ${selectionOf(definition)} }${' }'.repeat(way.length - 1)} }`;
  return { document, path: [...way.map((step) => step.replace(/\(.*/, '')), name] };
}

/** What came of it at the probe's place: an `Outcome`, or the error that is none of them. */
export function outcomeOf({ data, errors }: GraphAnswer, { path }: Probe): string {
  const [error] = errors.filter((one) => path.join('.').startsWith((one.path ?? []).filter((step) => typeof step === 'string').join('.')));
  if (error) return CODES[String(error.extensions?.code)] ?? `${String(error.extensions?.code)}: ${error.message}`;
  return isSomething(path.reduce<Json>((value, step) => firstOf(value)?.[step], data)) ? 'yes' : '–';
}

const CODES: Readonly<Record<string, Outcome>> = { FORBIDDEN: 'forbidden', NOT_FOUND: 'not found', UNAUTHENTICATED: 'sign in' };

function papers(when: string): string {
  return [when.includes('own paper') && `, ownDocument: ${PAPER}`, when.includes('guardian’s paper') && `, guardianDocument: ${PAPER}`].filter(Boolean).join('');
}

function eventOf(when: string) {
  const [, event = events.PUBLIC] = Object.entries(events).find(([audience]) => when.startsWith(audience)) ?? [];
  return event;
}

function selectionOf({ name, type }: GraphQLField<unknown, unknown>): string {
  if (isLeafType(getNamedType(type))) return name;
  return isConnection(type) ? `${name} { nodes { __typename } }` : `${name} { __typename }`;
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
