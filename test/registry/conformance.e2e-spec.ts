import { once } from 'node:events';
import { type AddressInfo, type Server, createServer as createTcpServer } from 'node:net';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { CONTRACT_VERSION } from '#contract/version.js';
import { publicHalf } from '#identity/keys.js';
import { generatePrivateKeys, publicKeysOf } from '#identity/private-keys.js';
import { signClaims } from '#identity/signed-claims.js';
import { hashOfToken, makeInvitationToken } from '#membership/invitation-token.js';
import { REGISTRY_ID } from '#roster/roster.js';
import { TestRegistry } from '#support/test-registry.js';
import { GATEWAY_ID, aMember } from '#support/test-roster.js';
import { JoiningCollege } from './joining-college.js';

jest.setTimeout(120_000);

async function aRegistry(environment: Readonly<Record<string, string>> = {}): Promise<TestRegistry> {
  const registry = await TestRegistry.create(environment);
  const keys = await generatePrivateKeys();
  const colleges = ['chhtt', 'namt'].map((code) => ({ ...aMember(code, 'http://127.0.0.1:1/graphql', keys), coordinates: true }));
  await registry.found({ colleges, gateways: [{ id: GATEWAY_ID, keys: [publicHalf(keys.signing)] }] });
  return registry;
}

let number = 0;

async function anInvited(registry: TestRegistry): Promise<JoiningCollege> {
  number += 1;
  const code = `guest${number}`;
  const token = makeInvitationToken(code, registry.keys.signing.kid ?? '');
  await registry.rowsOf(
    `INSERT INTO invitation (id, code, name, short_name, city, region, token_hash, invited_by, invited_at, expires_at)
     VALUES ($1, $2, 'Колледж', 'К', 'Сызрань', 'Самарская область', $3, 'chhtt:x', now(), now() + interval '48 hours')`,
    [uuid(), code, hashOfToken(token)],
  );
  return JoiningCollege.invited(code, token, registry);
}

/** The first check that failed, and how. */
async function failureOf(college: JoiningCollege, endpoint?: string): Promise<unknown> {
  const { body } = await college.join(endpoint);
  expect(body.status).toBe('INVITED');
  return body.checks.find(({ outcome }: { outcome: string }) => outcome === 'FAILED');
}

describe('a registry whose network may be on this machine', () => {
  let registry: TestRegistry;
  let college: JoiningCollege;

  beforeAll(async () => {
    registry = await aRegistry();
    college = await anInvited(registry);
    await college.startNode();
  });
  afterAll(async () => {
    await college.stop();
    await registry.stop();
  });

  /** The node, behind something that changes what passes. */
  async function behind(change: (request: IncomingMessage, response: ServerResponse, body: string) => Promise<void>): Promise<{ endpoint: string; stop(): void }> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => void change(request, response, Buffer.concat(chunks).toString()));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const stop = (): void => {
      server.closeAllConnections();
      server.close();
    };
    return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, stop };
  }

  async function passOn(request: IncomingMessage, body: string): Promise<{ status: number; text: string }> {
    const ownToTheHop = new Set(['host', 'connection', 'content-length', 'transfer-encoding']);
    const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
      ownToTheHop.has(name) || typeof value !== 'string' ? [] : [[name, value]],
    );
    const target = new URL(request.url ?? '/', college.node.endpoint);
    const answer = await fetch(target, { method: 'POST', headers, body });
    return { status: answer.status, text: await answer.text() };
  }

  it('finds a node that does not answer', async () => {
    const expected = { check: 'REACHABLE', finding: 'NO_CONNECTION', about: ['http://127.0.0.1:1/graphql', expect.stringContaining('ECONNREFUSED')] };
    expect(await failureOf(college, 'http://127.0.0.1:1/graphql')).toMatchObject(expected);
  });

  it('finds a name that leads nowhere, and does not call its address good', async () => {
    expect(await failureOf(college, 'https://node.college.invalid/graphql')).toMatchObject({ check: 'ADDRESS', detail: expect.stringContaining('leads nowhere'), finding: 'NO_SUCH_NAME', about: ['node.college.invalid'] });
  });

  it('row 18: finds a redirect, and does not follow it', async () => {
    let followed = 0;
    const target = await behind(async (_request, response) => void ((followed += 1), response.end()));
    const redirecting = await behind(async (_request, response) => void response.writeHead(307, { location: target.endpoint }).end());
    expect(await failureOf(college, redirecting.endpoint)).toMatchObject({ check: 'REACHABLE', detail: expect.stringContaining('redirects are not followed'), finding: 'REDIRECTS', about: ['307'] });
    expect(followed).toBe(0);
    redirecting.stop();
    target.stop();
  });

  it('finds a node that is another’s', async () => {
    const impostor = await anInvited(registry);
    expect(await failureOf(impostor, college.node.endpoint)).toMatchObject({ check: 'IDENTITY', detail: expect.stringContaining('HTTP 401'), finding: 'REFUSES_REGISTRY' });
    await impostor.node.stop();
  });

  it('finds something that answers whatever it is asked', async () => {
    const yes = await behind(async (_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{}}'));
    expect(await failureOf(college, yes.endpoint)).toMatchObject({ check: 'IDENTITY' });
    yes.stop();
  });

  it('finds a node that lacks a part of the contract', async () => {
    const older = await behind(async (request, response, body) => {
      const { status, text } = await passOn(request, body);
      response.writeHead(status, { 'content-type': 'application/json' }).end(text.replaceAll('startsAt: DateTime!', ''));
    });
    expect(await failureOf(college, older.endpoint)).toMatchObject({ check: 'CONTRACT', detail: expect.stringContaining('Event.startsAt was removed'), finding: 'CONTRACT_LACKS' });
    older.stop();
  });

  it('finds a node that speaks for another college', async () => {
    const greedy = await behind(async (request, response, body) => {
      const { status, text } = await passOn(request, body);
      const claimed = body.includes('_entities') ? '{"data":{"_entities":[{"id":"other:0192f3c4-0000-7000-8000-000000000000"}]}}' : text;
      response.writeHead(status, { 'content-type': 'application/json' }).end(claimed);
    });
    expect(await failureOf(college, greedy.endpoint)).toMatchObject({ check: 'OWN_IDS', finding: 'FOREIGN_ANSWER' });
    greedy.stop();
  });

  it('finds a node that answers strangers', async () => {
    const open = await behind(async (request, response, body) => {
      const isStranger = request.headers['dobroset-grant'] === undefined;
      const { status, text } = await passOn(request, body);
      response.writeHead(isStranger ? 200 : status, { 'content-type': 'application/json' }).end(text);
    });
    expect(await failureOf(college, open.endpoint)).toMatchObject({ check: 'STRANGERS', detail: expect.stringContaining('without a signature') });
    open.stop();
  });

  it('demands TLS of whoever is not on this machine', async () => {
    expect(await failureOf(college, 'http://192.0.2.1/graphql')).toMatchObject({ check: 'TLS', finding: 'NOT_HTTPS', about: ['http://192.0.2.1/graphql'] });
  });

  it('has nothing against an honest node', async () => {
    await college.becomeObserver();
    const { body } = await college.join();
    expect(body).toMatchObject({ status: 'OBSERVER', checks: [] });
  });

  it('row 70: hears no announcement twice, and none that is good for longer than five minutes', async () => {
    const papers = await college.papers();
    expect((await registry.post('join', papers)).status).toBe(200);
    const refused = { status: 401, body: { errors: [{ extensions: { reason: 'BAD_SIGNATURE' } }] } };
    expect(await registry.post('join', papers)).toMatchObject(refused);
    expect(registry.log).toContain('It was said before.');
    const claims = { tokenHash: hashOfToken(college.token), encryptionKid: publicKeysOf(college.keys).encryption.kid, endpoint: college.node.endpoint, contractVersion: CONTRACT_VERSION };
    const longer = await signClaims({ typ: 'join+jwt', audience: REGISTRY_ID }, { issuer: college.code, subject: college.code, claims }, college.keys.signing, '10m');
    expect(await registry.post('join', { ...papers, announcement: longer })).toMatchObject(refused);
    expect(registry.log).toContain('The statement is good for too long.');
  });

  it('row 70: remembers of one college only so much', async () => {
    await registry.rowsOf(`INSERT INTO heard_statement SELECT $1, 'old-' || n, now() + interval '6 minutes' FROM generate_series(1, 1000) AS n`, [college.code]);
    expect(await college.join()).toMatchObject({ status: 429, body: { errors: [{ extensions: { code: 'RATE_LIMITED' } }] } });
    await registry.rowsOf(`UPDATE heard_statement SET until = now() - interval '1 second'`);
    expect((await college.join()).status).toBe(200);
    expect(await registry.rowsOf('SELECT count(*)::int AS kept FROM heard_statement')).toEqual([{ kept: 1 }]);
  });
});

describe('row 17: a registry on the internet', () => {
  let registry: TestRegistry;
  let inner: Server;
  let connections = 0;

  beforeAll(async () => {
    registry = await aRegistry({ PRIVATE_ADDRESSES: 'refuse' });
    inner = createTcpServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    inner.listen(0, '127.0.0.1');
    await once(inner, 'listening');
  });
  afterAll(async () => {
    inner.close();
    await registry.stop();
  });

  it.each(['127.0.0.1', 'localhost', '0x7f000001', '[::ffff:7f00:1]', '169.254.169.254'])('sends nothing to https://%s', async (host) => {
    const college = await anInvited(registry);
    const endpoint = `https://${host}:${(inner.address() as AddressInfo).port}/graphql`;
    expect(await failureOf(college, endpoint)).toMatchObject({ check: 'ADDRESS', detail: expect.stringContaining('not an address of the public internet'), finding: 'INNER_ADDRESS' });
    expect(connections).toBe(0);
    await college.node.stop();
  });

  it.each(['file:///etc/passwd', 'https://user:password@node.example/graphql'])('takes no %s for an endpoint', async (endpoint) => {
    const college = await anInvited(registry);
    expect((await college.join(endpoint)).status).toBe(401);
    await college.node.stop();
  });
});
