import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { globalId } from '#contract/ids.js';
import type { Actor } from '#identity/actor.js';
import type { VolunteerEntity } from '#node/volunteers/volunteer.entity.js';
import { expectAgreement, unsettled } from '#support/both-sides.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { aMinorsConsent } from '#support/factories/consent.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { type Json, askGraph } from '#support/graph-client.js';
import { until } from '#support/until.js';
import { ShakenNetwork } from './shaken/shaken-network.js';

const STUDENTS = 200;
const SEATS = 20;
const MORE_SEATS = 24;
const GIVE_UP = 8;
const AT_CONCERT = 12;
const ABSENT = 3;
const AT_ONCE = 16;
const PATIENCE_MS = 240_000;

const TAKE_PART = 'mutation ($input: TakePartInput!) { result: takePart(input: $input) { __typename ... on Participation { id status } } }';
const WITHDRAW = 'mutation ($id: ID!) { result: withdrawParticipation(participationId: $id) { __typename ... on Participation { status } } }';
const UPDATE = 'mutation ($id: ID!, $input: EventPatch!) { result: updateEvent(id: $id, input: $input) { __typename } }';
const CANCEL = 'mutation ($id: ID!) { result: cancelEvent(id: $id, reason: "Гроза") { __typename } }';
const RECORD = 'mutation ($input: AttendanceInput!) { result: recordAttendance(input: $input) { __typename ... on Registration { status minutes } } }';
const CORRECT = `mutation ($id: ID!, $minutes: Int!) { result: correctMinutes(registrationId: $id, minutes: $minutes, reason: "Проверено") { __typename ... on Registration { minutes } } }`;

let network: ShakenNetwork;
const [marathon, concert] = [anEvent({ title: 'Марафон', capacity: SEATS }), anEvent({ title: 'Концерт', capacity: AT_CONCERT / 2 })];
const students = Array.from({ length: STUDENTS }, () => aVolunteer());
const curator = aCurator('chhtt');

beforeAll(async () => {
  network = await ShakenNetwork.start('kpk', 'chhtt');
  await network.with('chhtt', ({ manager }) => manager.insert(marathon.constructor, [marathon, concert]));
  await network.with('kpk', async ({ manager }) => {
    for (const row of [...students, ...students.flatMap((student) => aMinorsConsent(student, { purpose: 'CREDENTIAL_ISSUE' }))]) await manager.insert(row.constructor, row);
  });
}, 180_000);

afterAll(() => network.stop());

/** As a page would, that is told to try again: with the same words until the answer is an answer. */
async function insist(actor: Actor, turn: number, query: string, variables: object, answers: readonly string[]): Promise<Json> {
  const token = await network.token(actor);
  const deadline = Date.now() + PATIENCE_MS;
  let last: Json;
  for (let attempt = turn; Date.now() < deadline; attempt += 1) {
    last = await askGraph(network.graph(attempt), query, { ...variables }, token).catch(String);
    const result = last.data?.result;
    if (answers.includes(result?.__typename)) return result;
    await pause(300 + Math.random() * 300);
  }
  throw new Error(`The network did not answer in time: ${JSON.stringify(last)}`);
}

const takePart = (student: VolunteerEntity, turn: number, { id }: { id: string }): Promise<Json> =>
  insist(aVolunteerActor('kpk', student), turn, TAKE_PART, { input: { eventId: globalId('chhtt', id), idempotencyKey: uuid() } }, ['Participation']);

/** Works on all of them, a few at a time. */
async function inTurn<Item>(items: readonly Item[], work: (item: Item, index: number) => Promise<unknown>): Promise<void> {
  const waiting = [...items.entries()];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await work(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

const registrations = (event = marathon): Promise<Json[]> =>
  network.side('chhtt').rowsOf('SELECT id, participation_id, volunteer_id, status, minutes FROM registration WHERE event_id = $1 ORDER BY queue_number', [event.id]);
const count = async (status: string, event = marathon): Promise<number> => (await registrations(event)).filter((row) => row.status === status).length;

async function everybodyAsks(): Promise<ReadonlyMap<string, Json>> {
  const asked = new Map<string, Json>();
  await inTurn(students, async (student, index) => asked.set(student.id, await takePart(student, index, marathon)));
  await inTurn(students.slice(0, AT_CONCERT), (student, index) => takePart(student, index, concert));
  await inTurn(students.slice(0, GIVE_UP), (student, index) => insist(aVolunteerActor('kpk', student), index, WITHDRAW, { id: asked.get(student.id).id }, ['Participation']));
  return asked;
}

async function theHostChangesItsEvents(): Promise<void> {
  const [marathonId, concertId] = [marathon, concert].map(({ id }) => globalId('chhtt', id));
  await insist(curator, 0, UPDATE, { id: marathonId, input: { capacity: MORE_SEATS } }, ['Event']);
  await until('all who ask have asked', async () => (await registrations(concert)).length === AT_CONCERT, PATIENCE_MS);
  await insist(curator, 1, CANCEL, { id: concertId }, ['Event', 'EventClosedError']);
  await until('everybody has a place or waits, or gave up', async () => (await registrations()).length === STUDENTS && (await count('CANCELLED')) === GIVE_UP, PATIENCE_MS);
}

/** First come first served, whoever gave up. */
async function theFirstHaveThePlaces(): Promise<void> {
  const stayed = (await registrations()).filter(({ status }) => status !== 'CANCELLED');
  expect(stayed.map(({ status }) => status)).toEqual([...Array(MORE_SEATS).fill('CONFIRMED'), ...Array(STUDENTS - GIVE_UP - MORE_SEATS).fill('WAITLISTED')]);
}

/**
 * And corrects it, for as long as anything is to be killed yet.
 * @returns the minutes that were acknowledged last, by registration
 */
async function theHostRecordsWhoCame(isOver: () => boolean): Promise<ReadonlyMap<string, number | null>> {
  // As an imported file would have it: another title, and an hour longer. Whoever records is the first to tell the home.
  const moved = `UPDATE event SET title = 'Большой марафон', starts_at = now() - interval '4 hours', ends_at = now() - interval '1 hour', participants_told = false WHERE id = $1`;
  await network.side('chhtt').rowsOf(moved, [marathon.id]);
  const seated = (await registrations()).filter(({ status }) => status === 'CONFIRMED');
  const acknowledged = new Map<string, number | null>();
  const note = ({ id }: Json, { minutes }: Json) => acknowledged.set(id, minutes);
  await inTurn(seated, async (row, index) => {
    const input = { registrationId: globalId('chhtt', row.id), attended: index >= ABSENT, idempotencyKey: uuid() };
    note(row, await insist(curator, index, RECORD, { input }, ['Registration']));
  });
  const correct = async (row: Json, index: number, minutes: number) => note(row, await insist(curator, index, CORRECT, { id: globalId('chhtt', row.id), minutes }, ['Registration']));
  await inTurn(seated.slice(ABSENT - 1, MORE_SEATS / 2), (row, index) => correct(row, index, 20 + index));
  for (let minutes = 60; !isOver(); minutes += 1) await inTurn(seated.slice(-6), (row, index) => correct(row, index, minutes));
  await correct(seated.at(-1), 0, 0);
  return acknowledged;
}

describe('two hundred students after twenty seats, while nodes, gateways and PostgreSQL are killed and messages repeated, shuffled and lost', () => {
  it('rows 62 to 68 and 79: nothing acknowledged is lost, nobody has two places, hours count once, and both colleges say the same', async () => {
    const [asked] = await Promise.all([everybodyAsks(), network.shake()]);
    let isOver = false;
    const shaking = network.shake().finally(() => (isOver = true));
    await theHostChangesItsEvents();
    await theFirstHaveThePlaces();
    const acknowledged = await theHostRecordsWhoCame(() => isOver);
    await shaking;
    const parts = ['PostgreSQL', 'chhtt', 'gateway 0', 'gateway 1', 'kpk'];
    expect(network.killed.toSorted()).toEqual([...parts, ...parts].toSorted());
    await network.calm();
    await until('the waiting list is closed', async () => (await count('WAITLISTED')) === 0, 90_000);
    const [home, host] = [network.side('kpk'), network.side('chhtt')];
    await until('every message is delivered and applied', async () => (await unsettled(home)) + (await unsettled(host)) === 0, 120_000);

    await expectAgreement(home, host);
    const rows = await registrations();
    expect(rows.map(({ volunteer_id }) => volunteer_id).toSorted()).toEqual(students.map(({ id }) => globalId('kpk', id)).toSorted());
    expect(rows.map(({ participation_id }) => participation_id).toSorted()).toEqual([...asked.values()].map(({ id }) => id).toSorted());
    expect(new Map(rows.filter(({ id }) => acknowledged.has(id)).map(({ id, minutes }) => [id, minutes]))).toEqual(acknowledged);
    expect((await registrations(concert)).map(({ status }) => status)).toEqual(Array(AT_CONCERT).fill('CANCELLED'));
    const [entries] = await home.rowsOf(`SELECT count(*) FILTER (WHERE kind = 'CREDIT')::int AS signed, count(*) FILTER (WHERE kind = 'REVOCATION')::int AS revoked FROM record_entry`, []);
    const taken: number[] = await Promise.all([home, host].map(async (side) => (await side.rowsOf('SELECT count(*)::int AS count FROM inbox_message', []))[0].count));
    expect(entries.signed - entries.revoked).toBe([...acknowledged.values()].filter((minutes) => minutes !== null && minutes > 0).length);
    expect(network.passed).toBeGreaterThan(1.1 * taken.reduce((sum, of) => sum + of, 0));
  }, 480_000);
});
