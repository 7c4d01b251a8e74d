import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { serverAudits } from 'graphql-http';
import { startGateway } from '#support/gateway-process.js';
import type { ServerProcess } from '#support/server-process.js';
import { BootedNode } from '../node/booted-node.js';
import { fakeCollege } from './fake-college.js';
import { FakeNetwork } from './fake-network.js';
import { FakeNode } from './fake-node.js';

const AUDITS_WE_KNOW_OF = 61;

/** What we do otherwise on purpose, and how the audit then ends; everything else is `ok`, and nothing an `error`. */
const OTHERWISE: Readonly<Record<string, 'notice' | 'warn'>> = {
  // A GET that a page elsewhere could send is refused (row 24).
  '5A70': 'notice',
  D6D5: 'notice',
  '6A70': 'notice',
  // A document or variables that are wrong give 400 to whoever asks (rows 35, 41 to 45), not 200 to older clients.
  '572B': 'warn',
  FDE2: 'warn',
  '7B9B': 'warn',
};

/** These ask for a type of the schema, which a node tells nobody (row 29). */
const OTHERWISE_AT_A_NODE: Readonly<Record<string, 'error' | 'warn'>> = { BF61: 'error', '2EA1': 'warn', '28B9': 'error' };

let network: FakeNetwork;
let ordinary: ServerProcess;
let node: BootedNode;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'over-http-'));
  const file = join(folder, 'supergraph.graphql');
  const typeDefs = parse('type Query { word: String }');
  await writeFile(file, composeServices([{ name: 'words', url: 'http://127.0.0.1:1/', typeDefs }]).supergraphSdl ?? '');
  [network, ordinary, node] = await Promise.all([
    FakeNode.start('bat', fakeCollege('bat', { events: [] })).then((bat) => FakeNetwork.start([bat])),
    startGateway({ SUPERGRAPH: file }),
    BootedNode.start(),
  ]);
});

afterAll(async () => {
  await Promise.all([network.stop(), ordinary.stop(), node.stop()]);
  await rm(folder, { recursive: true });
});

/** What a client of a node is, a gateway: it signs what it sends. */
const asTheGateway: typeof fetch = async (input, init = {}) => {
  const body = typeof init.body === 'string' ? init.body : '';
  const headers = { ...Object.fromEntries(new Headers(init.headers)), ...(await node.signatureOf(body)) };
  return fetch(input, { ...init, headers });
};

const servers: readonly [string, () => string, typeof fetch, Readonly<Record<string, string>>][] = [
  ['the gateway of the network', () => network.gateway.origin, fetch, OTHERWISE],
  ['the gateway of an ordinary supergraph', () => ordinary.origin, fetch, OTHERWISE],
  ['a node', () => node.url, asTheGateway, { ...OTHERWISE, ...OTHERWISE_AT_A_NODE }],
];

describe.each(servers)('GraphQL over HTTP, as %s speaks it', (_server, url, fetchFn, otherwise) => {
  const audits = serverAudits({ url: () => `${url()}/graphql`, fetchFn });

  it('has as many audits as we know of', () => {
    expect(audits).toHaveLength(AUDITS_WE_KNOW_OF);
  });

  it.each(audits.map((audit) => [audit.id, audit.name, audit] as const))('%s: %s', async (id, _name, audit) => {
    const result = await audit.fn();
    const reason = 'reason' in result ? result.reason : undefined;
    expect({ status: result.status, reason }).toMatchObject({ status: otherwise[id] ?? 'ok' });
  });
});
