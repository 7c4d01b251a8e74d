import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { globalId } from '#contract/ids.js';
import type { Actor } from '#identity/actor.js';
import { signAssertion } from '#identity/assertion.js';
import { CallSigner } from '#identity/call/call-signer.js';
import { publicKeysOf } from '#identity/private-keys.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { aMinorsConsent } from '#support/factories/consent.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import type { Json } from '#support/graph-client.js';
import { TestNetwork } from '#support/network.js';
import { GATEWAY_ID } from '#support/test-roster.js';

const HOST = 'chhtt';
const MANY = 200;
const TAKE_PART = 'mutation ($input: TakePartInput!) { result: takePart(input: $input) { __typename ... on Participation { id status } } }';
const WITHDRAW = 'mutation ($id: ID!) { result: withdrawParticipation(participationId: $id) { __typename } }';
const PLACES = 'mutation ($id: ID!, $capacity: Int!) { result: updateEvent(id: $id, input: { capacity: $capacity }) { __typename } }';
const RECORD = 'mutation ($input: AttendanceInput!) { result: recordAttendance(input: $input) { __typename ... on Registration { minutes } } }';
const CORRECT = 'mutation ($id: ID!, $minutes: Int!) { result: correctMinutes(registrationId: $id, minutes: $minutes, reason: "Проверено") { __typename } }';

/** The host runs as two processes on one database, and each is asked by half of all, past the gateway and its breaker. */
describe('one college that runs as two processes', () => {
  let network: TestNetwork;
  let signer: CallSigner;
  const origins: string[] = [];
  const people: Actor[] = [];
  const curator = aCurator(HOST);

  beforeAll(async () => {
    network = await TestNetwork.start([HOST]);
    const host = network.node(HOST);
    signer = new CallSigner(GATEWAY_ID, network.roster.gatewayKeys.signing, HOST, publicKeysOf(host.keys).encryption);
    origins.push(new URL(host.endpoint).origin, await host.startAnother());
    const volunteers = Array.from({ length: MANY }, () => aVolunteer());
    await host.has(...volunteers, ...volunteers.flatMap((volunteer) => aMinorsConsent(volunteer, { purpose: 'CREDENTIAL_ISSUE' })));
    people.push(...volunteers.map((volunteer) => aVolunteerActor(HOST, volunteer)));
  });
  afterAll(() => network.stop());

  /** Asks one of the two processes; again in the same words while it is too busy, as the page would. */
  async function ask(as: Actor, turn: number, query: string, variables: object): Promise<{ data: Json; errors?: Json }> {
    const body = JSON.stringify({ query, variables });
    for (let attempt = 1; attempt <= 20; attempt += 1) {
      const authorization = `Bearer ${await signAssertion(as, network.node(HOST).keys.signing, '1h')}`;
      const headers = { 'content-type': 'application/json', authorization, ...(await signer.headersFor({ body, authorization })) };
      const answer: { data: Json; errors?: Json } = await (await fetch(`${origins[turn % origins.length]}/graphql`, { method: 'POST', headers, body })).json();
      if (answer.errors?.[0].extensions.code !== 'BUSY') return answer;
      await pause(attempt * 500 * (0.5 + Math.random()));
    }
    throw new Error('No answer after twenty attempts.');
  }

  async function takePart(person: Actor, turn: number, { id }: { id: string }): Promise<Json> {
    const { data, errors } = await ask(person, turn, TAKE_PART, { input: { eventId: globalId(HOST, id), idempotencyKey: uuid() } });
    expect(errors).toBeUndefined();
    return data.result;
  }

  const inQueue = ({ id }: { id: string }): Promise<Json[]> => network.node(HOST).rowsOf('SELECT id, volunteer_id, status, minutes, credential_id FROM registration WHERE event_id = $1 ORDER BY queue_number', [id]);
  const statusesInQueue = async (event: { id: string }) => (await inQueue(event)).map(({ status }) => status);
  const inBooks = ({ id }: { id: string }): Promise<Json[]> => network.node(HOST).rowsOf('SELECT id, volunteer_id, status FROM participation WHERE event_id = $1', [globalId(HOST, id)]);

  /** What the college has as the home is what it has as the host. */
  async function expectAgreement(event: { id: string }): Promise<void> {
    const books = new Map((await inBooks(event)).map(({ volunteer_id: id, status }) => [globalId(HOST, id), status]));
    expect(books).toEqual(new Map((await inQueue(event)).map(({ volunteer_id: id, status }) => [id, status])));
  }

  it('row 62: of 200 who want the last seat at once one has it, and 199 wait in the order in which the host wrote them down', async () => {
    const event = anEvent({ capacity: 1 });
    await network.node(HOST).has(event);
    const told = await Promise.all(people.map((person, turn) => takePart(person, turn, event)));
    expect(told.filter(({ status }) => status === 'CONFIRMED')).toHaveLength(1);
    expect(told.filter(({ status }) => status === 'WAITLISTED')).toHaveLength(MANY - 1);
    expect(await statusesInQueue(event)).toEqual(['CONFIRMED', ...Array(MANY - 1).fill('WAITLISTED')]);
    await expectAgreement(event);
  }, 240_000); // seconds on a machine of its own

  it('row 63: the same volunteer 50 times at once has one place, and sees it each time', async () => {
    const event = anEvent({ capacity: 5 });
    await network.node(HOST).has(event);
    const [one] = people;
    const told = await Promise.all(Array.from({ length: 50 }, async (_, turn) => (one ? takePart(one, turn, event) : null)));
    const [row] = await inBooks(event);
    expect(new Set(told.map(({ id, status }) => `${id} ${status}`))).toEqual(new Set([`${globalId(HOST, row.id)} CONFIRMED`]));
    expect(await inBooks(event)).toHaveLength(1);
    expect(await statusesInQueue(event)).toEqual(['CONFIRMED']);
  });

  it('row 64: hours that are recorded 40 times at once, and corrected 20 times, are credited once', async () => {
    const event = anEvent();
    await network.node(HOST).has(event);
    const [one] = people;
    if (one) await takePart(one, 0, event);
    await network.node(HOST).rowsOf(`UPDATE event SET starts_at = now() - interval '90 minutes', ends_at = now() + interval '30 minutes' WHERE id = $1`, [event.id]);
    const id = globalId(HOST, (await inQueue(event))[0].id);
    const recorded = await Promise.all(
      Array.from({ length: 40 }, (_, turn) => ask(curator, turn, RECORD, { input: { registrationId: id, attended: true, minutes: 90, idempotencyKey: uuid() } })),
    );
    expect(recorded.filter(({ data }) => data?.result?.minutes === 90)).toHaveLength(1);
    expect(recorded.flatMap(({ errors = [] }) => errors.map(({ extensions }: Json) => extensions.code))).toEqual(Array(39).fill('BAD_USER_INPUT'));
    const corrected = await Promise.all(Array.from({ length: 20 }, (_, turn) => ask(curator, turn, CORRECT, { id, minutes: 10 + turn })));
    expect(corrected.filter(({ errors }) => errors)).toEqual([]);

    const [registration] = await inQueue(event);
    const signed = await network.node(HOST).rowsOf('SELECT credential.id FROM credential JOIN registration ON registration.id = registration_id WHERE event_id = $1 ORDER BY 1', [event.id]);
    const entries: Json[] = await network.node(HOST).rowsOf(
      `SELECT entry.id, entry.minutes FROM record_entry AS entry JOIN participation ON participation.id = participation_id
       WHERE event_id = $1 AND kind = 'CREDIT' ORDER BY 1`,
      [globalId(HOST, event.id)],
    );
    expect(entries.map((entry) => entry.id)).toEqual(signed.map((credential) => credential['id']));
    expect(entries).toHaveLength(21);
    const inForce = await network.node(HOST).rowsOf('SELECT id, minutes FROM record_entry AS entry WHERE id = ANY($1) AND NOT EXISTS (SELECT FROM record_entry WHERE revokes = entry.id)', [entries.map((entry) => entry.id)]);
    expect(inForce).toEqual([{ id: registration.credential_id, minutes: registration.minutes }]);
  });

  it('row 65: whoever comes, goes and is let in at the same time, never more than there are places, and first come first served', async () => {
    const event = anEvent({ capacity: 2 });
    await network.node(HOST).has(event);
    const parts = new Map<Actor, string>();
    const comes = (person: Actor, turn: number) => takePart(person, turn, event).then(({ id }) => parts.set(person, id));
    const goes = (person: Actor, turn: number) => ask(person, turn, WITHDRAW, { id: parts.get(person) });
    const places = (capacity: number, turn: number) => ask(curator, turn, PLACES, { id: globalId(HOST, event.id), capacity });
    type Deed = (turn: number) => Promise<unknown>;
    for (let round = 1; round <= 4; round += 1) {
      const deeds = people.slice(0, 40).flatMap((person): Deed[] => {
        const chance = Math.random();
        if (chance < 0.5) return [(turn: number) => comes(person, turn)];
        return parts.has(person) && chance < 0.8 ? [(turn: number) => goes(person, turn)] : [];
      });
      const all: Deed[] = [...deeds, (turn) => places(2 + 2 * round, turn)];
      await Promise.all(all.map((deed, turn) => deed(turn)));
      const statuses = (await statusesInQueue(event)).filter((status) => status !== 'CANCELLED');
      const confirmed = Math.min(statuses.length, 2 + 2 * round);
      expect(statuses).toEqual([...Array(confirmed).fill('CONFIRMED'), ...Array(statuses.length - confirmed).fill('WAITLISTED')]);
      await expectAgreement(event);
    }
  });
});
