import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, type Server, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { generatePrivateKeys } from '#identity/private-keys.js';
import { type Member, parseRoster } from '#roster/roster.js';
import { startGateway } from '#support/gateway-process.js';
import { askGraph } from '#support/graph-client.js';
import type { ServerProcess } from '#support/server-process.js';
import { TestRoster, aMember } from '#support/test-roster.js';

/** The gateway looks for its nodes by itself, too. */
const PROBED_FOR_MS = 5_000;

const HOSTS = ['127.0.0.1', 'localhost', '0x7f000001', '2130706433', '[::ffff:127.0.0.1]', '0.0.0.0'];

let inner: Server;
let connections = 0;
let folder: string;
let gateway: ServerProcess;

beforeAll(async () => {
  inner = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  inner.listen(0, '127.0.0.1');
  await once(inner, 'listening');
  const { port } = inner.address() as AddressInfo;
  folder = await mkdtemp(join(tmpdir(), 'dobroset-inner-'));
  const roster = await TestRoster.at(join(folder, 'roster.json'));
  const members: Promise<Member>[] = HOSTS.map(async (host, index) => aMember(`inner${index}`, `http://${host}:${port}/graphql`, await generatePrivateKeys()));
  const cloud = aMember('cloud', 'http://169.254.169.254/latest/meta-data', await generatePrivateKeys());
  await roster.write([...(await Promise.all(members)), cloud]);
  gateway = await startGateway({ ...roster.gatewayEnvironment, PRIVATE_ADDRESSES: 'refuse' });
});

afterAll(async () => {
  await gateway.stop();
  inner.close();
  await rm(folder, { recursive: true });
});

it('row 17: no request leaves a production gateway for an inner address, however the roster writes it', async () => {
  const { data, errors } = await askGraph(`${gateway.origin}/graphql`, '{ colleges { code name about } events { coverage { answered { code } } } }');
  expect(data.colleges).toHaveLength(HOSTS.length + 1);
  expect(data.events.coverage.answered).toEqual([]);
  for (const { extensions, message } of errors) {
    expect(extensions.code).toBe('NODE_UNAVAILABLE');
    expect(message).not.toMatch(/127|169|internet/);
  }
  await pause(PROBED_FOR_MS);
  expect(connections).toBe(0);
});

it.each(['file:///etc/passwd', 'gopher://127.0.0.1:70/', 'ftp://example.org/'])('row 17: %s is no endpoint', async (endpoint) => {
  const member = aMember('bat', endpoint, await generatePrivateKeys());
  expect(() => parseRoster(JSON.stringify({ version: 1, colleges: [member] }))).toThrow('colleges.0.endpoint');
});
