import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodeFlow } from '#cli/token/code-flow.js';
import { generatePrivateKeys } from '#identity/private-keys.js';
import type { Json } from '#support/graph-client.js';
import { TestNode } from '#support/test-node.js';
import { TestRoster, aMember } from '#support/test-roster.js';
import { until } from '#support/until.js';
import { PAGE_ORIGIN } from './booted-node.js';

const DIRECTORY_AWAY = {
  LDAP_URL: 'ldaps://127.0.0.1:9',
  LDAP_BASE: 'dc=college',
  LDAP_BIND_DN: 'cn=reader,dc=college',
  LDAP_BIND_PASSWORD: 'secret',
  ROLE_GROUPS: 'CURATOR=cn=curators,dc=college',
};

let folder: string;
let node: TestNode;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dobroset-node-'));
  const keys = await generatePrivateKeys();
  const roster = await TestRoster.at(join(folder, 'roster.json'));
  await roster.write([aMember('chhtt', 'http://127.0.0.1:1/graphql', keys)]);
  node = await TestNode.create('chhtt', keys, { ROSTER: roster.path, PAGE_ORIGINS: PAGE_ORIGIN, ...DIRECTORY_AWAY });
  await node.start();
});
afterAll(async () => {
  await node.stop();
  await rm(folder, { recursive: true });
});

/** What the node's log says of a request first. */
async function loggedAs(id: string): Promise<Json> {
  const lines = () => node.log.split('\n').filter((line) => line.includes(id));
  await until(`the log tells of ${id}`, () => lines().length > 0);
  return JSON.parse(lines()[0] ?? '').message;
}

async function without<Result>(table: string, work: () => Promise<Result>): Promise<Result> {
  await node.rowsOf(`ALTER TABLE ${table} RENAME TO away`);
  try {
    return await work();
  } finally {
    await node.rowsOf(`ALTER TABLE away RENAME TO ${table}`);
  }
}

function neverSaid(): void {
  const lines = node.log.split('\n').filter((line) => line !== '' && !line.startsWith('oidc-provider WARNING')); // of a Node.js that it has not been tried on
  expect(lines.filter((line) => !line.startsWith('{'))).toEqual([]);
  expect(node.log).not.toMatch(/does not exist|Failing row|SELECT|unsupported Unicode/);
}

describe('row 28: what breaks beside the graph', () => {
  it('is masked, and stands in the log under the id that the client is told, without PostgreSQL’s sentence', async () => {
    const origin = node.endpoint.replace('/graphql', '');
    const answer = await without('credential', () => fetch(`${origin}/credentials/status/1`));
    expect(answer.status).toBe(500);
    const { errors } = await answer.json();
    expect(errors).toEqual([
      { message: 'Something went wrong at this college’s node.', extensions: { code: 'INTERNAL_SERVER_ERROR', correlationId: answer.headers.get('x-request-id') } },
    ]);
    expect(await loggedAs(errors[0].extensions.correlationId)).toMatchObject({ error: expect.stringContaining('42P01'), stack: expect.any(Array) });
    neverSaid();
  });
});

describe('row 28: what breaks at the OpenID provider', () => {
  it.each(['/auth', '/session/end'])('%s is a page in the reader’s language, and stands in the log under the request’s id', async (place) => {
    const query = new URLSearchParams({ client_id: 'dobroset-page', response_type: 'code', redirect_uri: `${PAGE_ORIGIN}/`, scope: 'openid', code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' });
    const headers = { accept: 'text/html', 'accept-language': 'en' };
    const answer = await without('provider_record', () => fetch(`${node.issuer}${place}?${query}`, { headers, redirect: 'manual' }));
    const id = answer.headers.get('x-request-id') ?? '';
    expect(await loggedAs(id)).toMatchObject({ requestId: id, error: expect.stringContaining('42P01') });
    neverSaid();
    expect(answer.status).toBe(500);
    const page = await answer.text();
    expect(page).toContain('role="alert"');
    expect(page).toContain('lang="en"');
  });
});

describe('row 28: a college’s directory that is away', () => {
  it('is said to the reader, and stands in the log under the request’s id', async () => {
    const flow = new CodeFlow(node.issuer, PAGE_ORIGIN);
    const answer = await flow.submit(await flow.begin(), 'irina', 'whatever');
    expect(answer.status).toBe(503);
    const id = answer.headers.get('x-request-id') ?? '';
    expect(await loggedAs(id)).toEqual({ requestId: id, directory: expect.any(String) });
    neverSaid();
  });
});

describe('row 55: a parameter that PostgreSQL cannot hold', () => {
  it.each(['state', 'nonce', 'ui_locales', 'login_hint', 'x'])('%s is an invalid request, never 500', async (name) => {
    const query = new URLSearchParams({ client_id: 'dobroset-page', response_type: 'code', redirect_uri: `${PAGE_ORIGIN}/`, post_logout_redirect_uri: `${PAGE_ORIGIN}/`, [name]: 'a\0b' });
    for (const place of ['/auth', '/auth/somebody', '/session/end', '/session/end/success', '/jwks']) {
      const read = (accept: string) => fetch(`${node.issuer}${place}?${query}`, { headers: { accept }, redirect: 'manual' });
      const answer = await read('application/json');
      expect([place, answer.status]).toEqual([place, 400]);
      expect(await answer.json()).toEqual({ error: 'invalid_request', error_description: `${name} must not contain a NUL character or half of a character` });
      const page = await read('text/html');
      expect(page.status).toBe(400);
      expect(await page.text()).toContain('role="alert"');
    }
    neverSaid();
  });

  it('is none either in what is posted', async () => {
    for (const place of ['/token', '/token/revocation', '/session/end/confirm', '/auth']) {
      for (const name of ['client_id', 'refresh_token', 'code', 'scope', 'token', 'xsrf', 'resource', 'state']) {
        const body = new URLSearchParams({ client_id: 'dobroset-page', grant_type: 'refresh_token', refresh_token: 'x', token: 'x', [name]: 'a\0b' });
        const { status } = await fetch(`${node.issuer}${place}`, { method: 'POST', body });
        expect([place, name, status < 500]).toEqual([place, name, true]);
      }
    }
    neverSaid();
  });
});
