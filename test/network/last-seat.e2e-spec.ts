import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { globalId } from '#contract/ids.js';
import type { Actor } from '#identity/actor.js';
import { signAssertion } from '#identity/assertion.js';
import { CallSigner } from '#identity/call/call-signer.js';
import { publicKeysOf } from '#identity/private-keys.js';
import { aVolunteerActor } from '#support/factories/actor.factory.js';
import { aMinorsConsent } from '#support/factories/consent.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { TestNetwork } from '#support/network.js';
import { GATEWAY_ID } from '#support/test-roster.js';

const HOST = 'chhtt';
const MANY = 200;
const TAKE_PART = 'mutation ($input: TakePartInput!) { takePart(input: $input) { __typename ... on Participation { status } } }';

/** The host runs as two processes on one database, and each is asked by a hundred, past the gateway and its breaker. */
describe('row 62: 200 who want the last seat at once', () => {
  let network: TestNetwork;
  let signer: CallSigner;
  const origins: string[] = [];
  const people: Actor[] = [];

  beforeAll(async () => {
    network = await TestNetwork.start([HOST]);
    const host = network.node(HOST);
    signer = new CallSigner(GATEWAY_ID, network.roster.gatewayKeys.signing, HOST, publicKeysOf(host.keys).encryption);
    origins.push(new URL(host.endpoint).origin, await host.startAnother());
    const volunteers = Array.from({ length: MANY }, () => aVolunteer());
    await host.has(...volunteers, ...volunteers.flatMap((volunteer) => aMinorsConsent(volunteer, { purpose: 'CREDENTIAL_ISSUE' })));
    people.push(...volunteers.map((volunteer) => aVolunteerActor(HOST, volunteer)));
  }, 120_000);
  afterAll(() => network.stop());

  it('one has it, and 199 wait in the order in which the host wrote them down', async () => {
    const host = network.node(HOST);
    const event = anEvent({ capacity: 1 });
    await host.has(event);
    const told = await Promise.all(people.map((person, number) => takePart(person, globalId(HOST, event.id), origins[number % origins.length] ?? '')));
    expect(told.filter((status) => status === 'CONFIRMED')).toHaveLength(1);
    expect(told.filter((status) => status === 'WAITLISTED')).toHaveLength(MANY - 1);

    const registrations = await host.rowsOf('SELECT volunteer_id, status FROM registration WHERE event_id = $1 ORDER BY queue_number', [event.id]);
    expect(registrations.map(({ status }) => status)).toEqual(['CONFIRMED', ...Array(MANY - 1).fill('WAITLISTED')]);
    const participations = await host.rowsOf('SELECT volunteer_id, status FROM participation WHERE event_id = $1', [globalId(HOST, event.id)]);
    const books = new Map(participations.map(({ volunteer_id: id, status }) => [globalId(HOST, String(id)), status]));
    expect(books).toEqual(new Map(registrations.map(({ volunteer_id: id, status }) => [id, status])));
  }, 240_000); // seconds on a machine of its own

  /** Asks again with the same key while the node is too busy, as the page would. */
  async function takePart(person: Actor, eventId: string, origin: string): Promise<unknown> {
    const body = JSON.stringify({ query: TAKE_PART, variables: { input: { eventId, idempotencyKey: uuid() } } });
    for (let attempt = 1; attempt <= 20; attempt += 1) {
      const authorization = `Bearer ${await signAssertion(person, network.node(HOST).keys.signing, '1h')}`;
      const headers = { 'content-type': 'application/json', authorization, ...(await signer.headersFor({ body, authorization })) };
      const { data, errors } = await (await fetch(`${origin}/graphql`, { method: 'POST', headers, body })).json();
      if (!errors) return data.takePart.status;
      expect(errors[0].extensions.code).toBe('BUSY');
      await pause(attempt * 500 * (0.5 + Math.random()));
    }
    throw new Error('No answer after twenty attempts.');
  }
});
