import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generatePrivateKeys, publicKeysOf } from '#identity/private-keys.js';
import { signRelayPass } from '#identity/message/relay-pass.js';
import { sealMessage } from '#identity/message/sealed-message.js';
import { v7 as uuid } from 'uuid';
import { startGateway } from '#support/gateway-process.js';
import { until } from '#support/until.js';
import type { ServerProcess } from '#support/server-process.js';
import { GATEWAY_ID, TestRoster, aMember } from '#support/test-roster.js';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const SECRET = 'Анна Кузнецова';
const keys = await Promise.all([generatePrivateKeys(), generatePrivateKeys(), generatePrivateKeys()]);
const [kpk, hgt, bat] = [keys[0], keys[1], keys[2]];

let folder: string;
let roster: TestRoster;
let gateway: ServerProcess;
let receiver: Server;
let got: { path: string; body: string; headers: NodeJS.Dict<string | string[]> }[] = [];
let answer = { status: 200, body: '{"receipt":"whatever it says"}' };

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.url?.endsWith('/messages')) got.push({ path: request.url, body: Buffer.concat(chunks).toString(), headers: request.headers });
      response.writeHead(request.url?.endsWith('/messages') ? answer.status : 200, { 'content-type': 'application/json' }).end(answer.body);
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  folder = await mkdtemp(join(tmpdir(), 'dobroset-relay-'));
  roster = await TestRoster.at(join(folder, 'roster.json'));
  const { port } = receiver.address() as AddressInfo;
  await roster.write([
    aMember('kpk', 'http://127.0.0.1:1/graphql', kpk),
    aMember('hgt', `http://127.0.0.1:${String(port)}/college/graphql`, hgt),
    aMember('bat', 'http://127.0.0.1:1/graphql', bat, { status: 'SUSPENDED' }),
  ]);
  gateway = await startGateway(roster.gatewayEnvironment);
}, 200_000);
afterAll(async () => {
  await gateway.stop();
  receiver.closeAllConnections();
  receiver.close();
  await rm(folder, { recursive: true });
});

async function aBody(): Promise<string> {
  const message = { id: uuid(), from: 'kpk', to: 'hgt', thread: `kpk:${uuid()}`, sequence: 1, kind: 'SEAT_REQUESTED', content: { subjectName: SECRET } };
  return JSON.stringify({ message: await sealMessage(message, kpk.signing, publicKeysOf(hgt).encryption) });
}

async function post(body: string, pass: string | null, to = 'hgt'): Promise<{ status: number; text: string }> {
  const response = await fetch(`${gateway.origin}/relay/${to}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(pass !== null && { authorization: `Bearer ${pass}` }) },
    body,
  });
  return { status: response.status, text: await response.text() };
}

const passOf = (sender: string, { signing }: typeof kpk, body: string, at = GATEWAY_ID) => signRelayPass(sender, at, body, signing);

describe('the relay', () => {
  it('passes a message on unaltered and unread, in a call of its own, and the answer back', async () => {
    got = [];
    const body = await aBody();
    expect(await post(body, await passOf('kpk', kpk, body))).toEqual({ status: 200, text: '{"receipt":"whatever it says"}' });
    expect(got).toHaveLength(1);
    expect(got[0]).toMatchObject({ path: '/college/messages', body });
    expect(got[0]?.headers).toMatchObject({ 'signature-input': expect.any(String), 'dobroset-grant': expect.any(String) });
    expect(got[0]?.headers['authorization']).toBeUndefined();
    expect(body).not.toContain(SECRET);
    const [header = '', ...rest] = String(JSON.parse(body).message).split('.');
    expect(rest).toHaveLength(4);
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toMatchObject({ alg: 'ECDH-ES', enc: 'A256GCM' });
  });

  it('gives the node’s refusal back, and says when it is not there', async () => {
    const body = await aBody();
    answer = { status: 501, body: '{"errors":[{"message":"not yet"}]}' };
    expect(await post(body, await passOf('kpk', kpk, body))).toEqual({ status: 501, text: answer.body });
    answer = { status: 200, body: '{"receipt":"whatever it says"}' };
    expect(await post(body, await passOf('kpk', kpk, body), 'kpk')).toMatchObject({ status: 503, text: expect.stringContaining('NODE_UNAVAILABLE') });
    expect(await post(body, await passOf('kpk', kpk, body), 'nobody')).toMatchObject({ status: 503 });
  });

  it('does not read what is too large', async () => {
    const body = JSON.stringify({ message: 'A'.repeat(65_536) });
    expect(await post(body, await passOf('kpk', kpk, body))).toMatchObject({ status: 413 });
  });

  it('row 70: passes on nothing of a stranger, a suspended member, another gateway’s, or for another body', async () => {
    got = [];
    const body = await aBody();
    const stranger = await generatePrivateKeys();
    expect(await post(body, null)).toMatchObject({ status: 401 });
    for (const pass of [await passOf('kpk', stranger, body), await passOf('bat', bat, body), await passOf('kpk', kpk, body, 'other'), await passOf('kpk', kpk, `${body} `)]) {
      expect(await post(body, pass)).toMatchObject({ status: 401, text: expect.stringContaining('UNAUTHENTICATED') });
    }
    expect(got).toHaveLength(0);
  });

  it('keeps nothing of what passes in its log', async () => {
    const body = await aBody();
    expect(gateway.log).not.toContain(SECRET);
    expect(gateway.log).not.toContain('eyJhbGciOiJFQ0RILUVT'); // {"alg":"ECDH-ES
    expect(body).toContain('eyJhbGciOiJFQ0RILUVT');
    await until('the log says why', () => gateway.log.includes('"refused"'));
  });
});

describe('the relay, for one who sends too much', () => {
  it('says when to come back', async () => {
    const own = await startGateway({ ...roster.gatewayEnvironment, RATE_LIMIT: '5' });
    try {
      const statuses: number[] = [];
      for (let count = 0; count < 12; count += 1) {
        const body = await aBody();
        const response = await fetch(`${own.origin}/relay/hgt`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${await passOf('kpk', kpk, body)}` },
          body,
        });
        statuses.push(response.status);
        if (response.status === 429) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      }
      expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429, 429]);
      const forged = () => fetch(`${own.origin}/relay/hgt`, { method: 'POST', headers: { authorization: 'Bearer nothing' }, body: '{}' });
      expect([(await forged()).status, (await forged()).status]).toEqual([401, 429]);
      for (let count = 0; count < 5; count += 1) await forged();
      // Whoever else is at that address, a member that signs for its message is heard.
      const body = await aBody();
      const good = await fetch(`${own.origin}/relay/hgt`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${await passOf('hgt', hgt, body)}` }, body });
      expect([good.status, (await forged()).status]).toEqual([200, 429]);
    } finally {
      await own.stop();
    }
  });
});
