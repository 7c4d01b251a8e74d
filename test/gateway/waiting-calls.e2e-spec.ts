import { once } from 'node:events';
import { type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { NodeFailure } from '#gateway/college/failure.js';
import { NodeClient } from '#gateway/college/node-client.js';
import { until } from '#support/until.js';

/** As many as a client has. */
const CONNECTIONS = 32;
const MORE = 40;
const MANY = 100;
const PATIENT_MILLISECONDS = 15_000;

let server: Server;
let client: NodeClient;
let connections: number;
/** What was asked and not answered yet. */
let held: ServerResponse[];

beforeEach(async () => {
  connections = 0;
  held = [];
  server = createServer((_request, response) => void held.push(response));
  server.on('connection', () => (connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  client = new NodeClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, { maxAnswerBytes: 1_000, maxCalls: 256, privateAddresses: true });
});

afterEach(async () => {
  await client.close();
  server.closeAllConnections();
  server.close();
});

const answerAll = () => held.splice(0).forEach((response) => response.end('{}'));

const codeOf = (error: unknown) => (error instanceof NodeFailure ? error.code : error);

/** So many calls at once: what became of each. */
const outcomes = (count: number, milliseconds: number) =>
  Promise.all(Array.from({ length: count }, () => client.post('{}', {}, milliseconds).then(({ status }) => status, codeOf)));

it('calls that nobody waits for any more cost no connection, and stand in nobody’s way', async () => {
  const slow = outcomes(CONNECTIONS, PATIENT_MILLISECONDS);
  await until('as many were asked as there are connections', () => held.length === CONNECTIONS);
  expect(new Set(await outcomes(MANY, 200))).toEqual(new Set(['NODE_TIMEOUT']));
  const last = client.post('{}', {}, PATIENT_MILLISECONDS);
  answerAll();
  await until('the last is asked', () => held.length > 0);
  answerAll();
  expect((await last).status).toBe(200);
  expect(new Set(await slow)).toEqual(new Set([200]));
  expect(connections).toBe(CONNECTIONS);
});

it('calls beyond a client’s connections wait for those before them', async () => {
  const answered = outcomes(MORE, PATIENT_MILLISECONDS);
  await until('as many were asked as there are connections', () => held.length === CONNECTIONS);
  answerAll();
  await until('the others were asked', () => held.length === MORE - CONNECTIONS);
  answerAll();
  expect(new Set(await answered)).toEqual(new Set([200]));
});

it('a client that retires lets those through that wait', async () => {
  const answered = outcomes(MORE, PATIENT_MILLISECONDS);
  await until('as many were asked as there are connections', () => held.length === CONNECTIONS);
  const retired = client.retire();
  answerAll();
  await until('the others were asked', () => held.length === MORE - CONNECTIONS);
  answerAll();
  expect(new Set(await answered)).toEqual(new Set([200]));
  await retired;
  expect(await outcomes(1, PATIENT_MILLISECONDS)).toEqual(['NODE_UNAVAILABLE']);
});

it('a client that closes ends them all', async () => {
  const ended = outcomes(MORE, PATIENT_MILLISECONDS);
  await until('as many were asked as there are connections', () => held.length === CONNECTIONS);
  await client.close();
  expect(new Set(await ended)).toEqual(new Set(['NODE_UNAVAILABLE']));
});
