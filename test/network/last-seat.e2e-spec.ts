import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { globalId } from '#contract/ids.js';
import type { Actor } from '#identity/actor.js';
import { aVolunteerActor } from '#support/factories/actor.factory.js';
import { aMinorsConsent } from '#support/factories/consent.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { TestNetwork } from '#support/network.js';
import { RoundRobin } from '#support/round-robin.js';
import { until } from '#support/until.js';

const HOME = 'kpk';
const HOST = 'chhtt';
const EACH = 100;
const TAKE_PART = 'mutation ($input: TakePartInput!) { takePart(input: $input) { __typename ... on Participation { status } } }';

/** The host runs as two processes on one database; half of those who come are its own, half another college's. */
describe('200 at once', () => {
  let balancer: RoundRobin;
  let network: TestNetwork;
  const people: Actor[] = [];

  beforeAll(async () => {
    balancer = await RoundRobin.start();
    network = await TestNetwork.start([HOME, HOST], { member: (code) => (code === HOST ? { endpoint: `${balancer.origin}/graphql` } : {}) });
    const host = network.node(HOST);
    balancer.add(new URL(host.endpoint).origin);
    balancer.add(new URL(await host.startAnother()).origin);
    for (const code of [HOME, HOST]) {
      const volunteers = Array.from({ length: EACH }, () => aVolunteer());
      await network.node(code).has(...volunteers, ...volunteers.flatMap((volunteer) => aMinorsConsent(volunteer, { purpose: 'CREDENTIAL_ISSUE' })));
      people.push(...volunteers.map((volunteer) => aVolunteerActor(code, volunteer)));
    }
  }, 90_000);
  afterAll(async () => {
    await network.stop();
    balancer.stop();
  });

  it.each([
    ['row 62: the last seat is given once', 1],
    ['20 seats are given in the order in which the host wrote them down, and 180 wait in that order', 20],
  ])('%s', async (_what, capacity) => {
    const event = anEvent({ capacity });
    await network.node(HOST).has(event);
    const eventId = globalId(HOST, event.id);
    await Promise.all(people.map((person) => takePart(person, eventId)));
    await until('every answer is home', async () => (await booksOf(eventId)).every(([, status]) => status !== 'AWAITING_HOST'), 60_000);

    const registrations = await network.node(HOST).rowsOf('SELECT volunteer_id, status FROM registration WHERE event_id = $1 ORDER BY queue_number', [event.id]);
    expect(registrations.map(({ status }) => status)).toEqual([...Array(capacity).fill('CONFIRMED'), ...Array(2 * EACH - capacity).fill('WAITLISTED')]);
    const hosts = new Map(registrations.map(({ volunteer_id: id, status }) => [id, status]));
    expect(new Map(await booksOf(eventId))).toEqual(hosts);
  }, 180_000);

  /** What the homes have: each volunteer with where they stand. */
  async function booksOf(eventId: string): Promise<[unknown, unknown][]> {
    const books = [HOME, HOST].map(async (code) => {
      const rows = await network.node(code).rowsOf('SELECT volunteer_id, status FROM participation WHERE event_id = $1', [eventId]);
      return rows.map(({ volunteer_id: id, status }): [unknown, unknown] => [globalId(code, String(id)), status]);
    });
    return (await Promise.all(books)).flat();
  }

  /** Asks again with the same key while a node is too busy, as the page would. */
  async function takePart(person: Actor, eventId: string): Promise<void> {
    const input = { eventId, idempotencyKey: uuid() };
    for (let attempt = 1; attempt <= 50; attempt += 1) {
      const { data, errors } = await network.ask(TAKE_PART, { input }, person);
      if (errors.length === 0) return expect(data.takePart.__typename).toBe('Participation');
      expect(['BUSY', 'NODE_TIMEOUT', 'NODE_UNAVAILABLE']).toContain(errors[0]?.extensions?.code);
      await new Promise((resolve) => setTimeout(resolve, 500 + 1_000 * Math.random()));
    }
    throw new Error('No answer after fifty attempts.');
  }
});
