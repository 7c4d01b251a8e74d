import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { globalId } from '#contract/ids.js';
import type { VolunteerEntity } from '#node/volunteers/volunteer.entity.js';
import { aVolunteerActor } from '#support/factories/actor.factory.js';
import { aMinorsConsent } from '#support/factories/consent.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { type Json, askGraph } from '#support/graph-client.js';
import { until } from '#support/until.js';
import { ShakenNetwork } from './shaken/shaken-network.js';

const STUDENTS = 200;
const SEATS = 20;
const GIVE_UP = 8;
const AT_ONCE = 16;
const PATIENCE_MS = 240_000;

const TAKE_PART = 'mutation ($input: TakePartInput!) { takePart(input: $input) { __typename ... on Participation { id status } } }';
const WITHDRAW = 'mutation ($id: ID!) { withdrawParticipation(participationId: $id) { __typename ... on Participation { status } } }';

let network: ShakenNetwork;
const event = anEvent({ title: 'Марафон', capacity: SEATS });
const students = Array.from({ length: STUDENTS }, () => aVolunteer());

beforeAll(async () => {
  network = await ShakenNetwork.start('kpk', 'chhtt');
  await network.with('chhtt', (rows) => rows.manager.insert(event.constructor, event));
  await network.with('kpk', async ({ manager }) => {
    for (const row of [...students, ...students.flatMap((student) => aMinorsConsent(student, { purpose: 'CREDENTIAL_ISSUE' }))]) await manager.insert(row.constructor, row);
  });
}, 180_000);

afterAll(() => network.stop());

/** As a page would, that is told to try again: with the same key until the answer is an answer. */
async function insist(student: VolunteerEntity, turn: number, query: string, variables: object): Promise<Json> {
  const token = await network.token(aVolunteerActor('kpk', student));
  const deadline = Date.now() + PATIENCE_MS;
  for (let attempt = turn; Date.now() < deadline; attempt += 1) {
    const answer = await askGraph(network.graph(attempt), query, { ...variables }, token).catch(() => null);
    const [result] = Object.values<Json>(answer?.data ?? {});
    if (result?.__typename === 'Participation') return result;
    await pause(300 + Math.random() * 300);
  }
  throw new Error('The network did not answer in time.');
}

/** Works on all of them, a few at a time. */
async function inTurn<Item>(items: readonly Item[], work: (item: Item, index: number) => Promise<void>): Promise<void> {
  const waiting = [...items.entries()];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await work(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

const participations = () => network.with('kpk', (rows) => rows.query('SELECT id, volunteer_id, status FROM participation WHERE event_id = $1 ORDER BY id', [globalId('chhtt', event.id)]));
const registrations = () => network.with('chhtt', (rows) => rows.query('SELECT participation_id, volunteer_id, status, queue_number FROM registration WHERE event_id = $1 ORDER BY queue_number', [event.id]));
const undelivered = async (code: string): Promise<number> => {
  const [row] = await network.with(code, (rows) => rows.query('SELECT count(*)::int AS count FROM outbox_message WHERE delivered_at IS NULL'));
  return row.count;
};

describe('two hundred students after twenty seats, while nodes, gateways and PostgreSQL are killed', () => {
  it('rows 62, 63, 65 to 67 and 79: nothing acknowledged is lost, nobody has two places, and both colleges say the same', async () => {
    const over = new AbortController();
    const shaking = network.shake(over.signal);
    const asked = new Map<string, { readonly id: string }>();
    try {
      await inTurn(students, async (student, index) => {
        const input = { eventId: globalId('chhtt', event.id), idempotencyKey: uuid() };
        asked.set(student.id, await insist(student, index, TAKE_PART, { input }));
      });
      await inTurn(students.slice(0, GIVE_UP), async (student, index) => {
        await insist(student, index, WITHDRAW, { id: asked.get(student.id)?.id });
      });
    } finally {
      over.abort();
    }
    const killed = await shaking;
    expect(new Set(killed).size).toBeGreaterThan(1);
    await until('every message is delivered', async () => (await undelivered('kpk')) + (await undelivered('chhtt')) === 0, 120_000);

    const home = await participations();
    const host = await registrations();
    expect(home).toHaveLength(STUDENTS);
    expect(host.map(({ volunteer_id }: Json) => volunteer_id).toSorted()).toEqual(students.map(({ id }) => globalId('kpk', id)).toSorted());
    const told = new Map(host.map((row: Json) => [row.participation_id, row.status]));
    expect(home.map(({ id, status }: Json) => [id, status])).toEqual(home.map(({ id }: Json) => [id, told.get(globalId('kpk', id))]));
    expect([...asked.values()].map(({ id }) => id).toSorted()).toEqual(home.map(({ id }: Json) => globalId('kpk', id)).toSorted());

    const stayed = host.filter(({ status }: Json) => status !== 'CANCELLED');
    expect(stayed).toHaveLength(STUDENTS - GIVE_UP);
    expect(stayed.map(({ status }: Json) => status)).toEqual([...Array(SEATS).fill('CONFIRMED'), ...Array(STUDENTS - GIVE_UP - SEATS).fill('WAITLISTED')]);
  }, 420_000);
});
