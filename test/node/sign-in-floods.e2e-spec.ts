import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CodeFlow } from '#cli/token/code-flow.js';
import { PartnerClientEntity } from '#node/sign-in/partners/partner-client.entity.js';
import { hashSecret } from '#node/sign-in/partners/partner-secret.js';
import { ProviderRecordEntity } from '#node/sign-in/provider/provider-record.entity.js';
import { until } from '#support/until.js';
import { BootedNode, PAGE_ORIGIN } from './booted-node.js';

/** Sign-ins begun in a minute, thirty of them at once. */
const PER_MINUTE = 180;

let node: BootedNode;
let addresses = 0;
let numbers = 0;
const partners = [aPartner(), aPartner(), aPartner(), aPartner(), aPartner()] as const;

function aPartner(): PartnerClientEntity {
  return Object.assign(new PartnerClientEntity(), { id: randomUUID(), name: `Партнёр ${randomUUID()}`, secretHash: hashSecret('secret'), scopes: ['events:read'], createdAt: new Date(), disabledAt: null });
}

beforeAll(async () => {
  node = await BootedNode.start({ rateLimit: PER_MINUTE, trustProxy: 1 });
  await node.rows.manager.insert(PartnerClientEntity, [...partners]);
  await node.rows.manager.insert(ProviderRecordEntity, { kind: 'Interaction', idHash: 'old', payload: {}, expiresAt: new Date(Date.now() - 1_000) });
});
afterAll(() => node.stop());

const records = () => node.rows.manager.count(ProviderRecordEntity);

/** How a partner's system says who it is, or somebody in its name. */
interface Said {
  readonly secret?: string;
  readonly from?: string;
  readonly at?: string;
  /** Its id, as it is written. */
  readonly name?: string;
}

function tokenOf({ id }: PartnerClientEntity, { secret = 'secret', from = '192.0.2.1', at = '/token', name = id }: Said = {}): Promise<Response> {
  return fetch(`${node.issuer}${at}`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`, 'x-forwarded-for': from },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'events:read' }),
  });
}

async function statusesOf(count: number, work: () => Promise<Response>): Promise<number[]> {
  const statuses: number[] = [];
  for (let sent = 0; sent < count; sent += 1) statuses.push((await work()).status);
  return statuses;
}

describe('row 26: a partner’s secret', () => {
  it('is guessed ten times, and then nobody is heard there who says to be that partner, with the right one too', async () => {
    const [partner, other] = partners;
    const statuses = await statusesOf(20, () => tokenOf(partner, { secret: 'wrong' }));
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), ...Array.from({ length: 10 }, () => 429)]);
    const refused = await tokenOf(partner);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60);
    expect(await refused.json()).toEqual({ error: 'temporarily_unavailable', error_description: expect.stringContaining('Retry-After') });
    expect((await tokenOf(other)).status).toBe(200);
  });

  it('guessed from one address keeps the partner itself out nowhere else', async () => {
    const [partner] = partners;
    expect((await tokenOf(partner)).status).toBe(429);
    expect((await tokenOf(partner, { from: '192.0.2.2' })).status).toBe(200);
  });

  it.each<[string, (id: string) => Said]>([
    ['a slash behind the path', () => ({ at: '/token/' })],
    ['the path in capitals', () => ({ at: '/TOKEN' })],
    ['the place where tokens are taken back', () => ({ at: '/token/revocation' })],
    ['that place otherwise', () => ({ at: '/Token/Revocation/' })],
    ['its name otherwise each time', (id) => ({ name: `%${id.charCodeAt(0).toString(16)}${id.slice(1)}` })],
  ])('is not guessed more often by %s', async (_how, said) => {
    const from = `198.51.100.${(addresses += 1)}`;
    const [, , , partner] = partners;
    const wrong = { secret: 'wrong', from };
    for (let sent = 0; sent < 6; sent += 1) await tokenOf(partner, { ...wrong, ...said(partner.id) });
    for (let sent = 0; sent < 6; sent += 1) await tokenOf(partner, wrong);
    expect((await tokenOf(partner, { ...wrong, ...said(partner.id) })).status).toBe(429);
    expect((await tokenOf(partner, { from })).status).toBe(429);
  });

  it('is heard nowhere else: no request is pushed, and no other way of saying it is taken', async () => {
    const [, , , , partner] = partners;
    expect((await tokenOf(partner, { at: '/request' })).status).toBe(404);
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: partner.id, client_secret: 'secret' });
    expect((await fetch(`${node.issuer}/token`, { method: 'POST', body, headers: { 'x-forwarded-for': '192.0.2.9' } })).status).toBe(401);
    const { pushed_authorization_request_endpoint: pushed, token_endpoint_auth_methods_supported: methods } = await (await fetch(`${node.issuer}/.well-known/openid-configuration`)).json();
    expect({ pushed, methods }).toEqual({ pushed: undefined, methods: ['none', 'client_secret_basic'] });
  });

  it('guessed beside them does not keep people from going on', async () => {
    const from = '192.0.2.3';
    await statusesOf(60, () => tokenOf(aPartner(), { secret: 'wrong', from }));
    expect((await tokenOf(partners[1], { from })).status).toBe(429);
    const body = new URLSearchParams({ grant_type: 'refresh_token', client_id: 'dobroset-page', refresh_token: 'none' });
    expect((await fetch(`${node.issuer}/token`, { method: 'POST', body, headers: { 'x-forwarded-for': from } })).status).toBe(400);
  });

  it('is guessed fifty times from one address, whomever it says to be', async () => {
    const statuses = await statusesOf(60, () => tokenOf(aPartner(), { secret: 'wrong' }));
    const heard = statuses.filter((status) => status === 401).length;
    expect(heard).toBeGreaterThanOrEqual(40); // ten were before
    expect(heard).toBeLessThan(45);
    expect((await tokenOf(partners[2])).status).toBe(429);
  });
});

/** The first page that is refused: time may have given a try back. */
async function refusedPage(page: () => Promise<Response>): Promise<Response> {
  for (let tries = 0; tries < 5; tries += 1) {
    const response = await page();
    if (response.status === 429) return response;
  }
  throw new Error('No page was refused.');
}

describe('row 52: an address that begins sign-ins and does not end them', () => {
  it('is told to come back, on a page in its language, and leaves no more rows', async () => {
    const begin = () => new CodeFlow(node.issuer, PAGE_ORIGIN).begin();
    const form = await begin();
    const query = new URLSearchParams({
      client_id: 'dobroset-page',
      response_type: 'code',
      redirect_uri: `${PAGE_ORIGIN}/`,
      scope: 'openid',
      code_challenge: 'x'.repeat(43),
      code_challenge_method: 'S256',
    });
    const page = (place = '/auth') => fetch(`${node.issuer}${place}?${query}`, { redirect: 'manual', headers: { accept: 'text/html', 'accept-language': 'en' } });
    const before = await records();
    const statuses = await statusesOf(60, () => page());
    const begun = statuses.filter((status) => status === 303);
    expect(begun.length).toBeGreaterThanOrEqual(PER_MINUTE / 6 - 1);
    expect(begun.length).toBeLessThan(50);
    expect((await records()) - before).toBeLessThanOrEqual(begun.length);
    // However it is written it counts alike: at most the few that time has given back meanwhile are let in.
    for (const place of ['/auth/', '/AUTH']) expect(await statusesOf(5, () => page(place))).toContain(429);
    const refused = await refusedPage(page);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(await refused.text()).toContain('Too many tries');
    expect((await fetch(form)).status).not.toBe(429); // who has begun may go on
  });

  it.each([
    ['ends sessions that nobody has', (number: number) => `/session/end?client_id=dobroset-page&state=${number}`],
    ['comes back from sign-ins that nobody began', (number: number) => `/auth/${number}`],
  ])('is bounded likewise where it %s, and what is left is gone in an hour', async (_what, place) => {
    const from = `198.51.100.${(addresses += 1)}`;
    const before = await records();
    const statuses = await statusesOf(60, () => fetch(`${node.issuer}${place((numbers += 1))}`, { headers: { 'x-forwarded-for': from } }));
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(10);
    expect((await records()) - before).toBeLessThan(50);
    const left = await node.rows.query(`SELECT max(expires_at - now()) <= interval '1 hour' AS soon FROM provider_record WHERE kind = 'Session'`);
    expect(left).not.toEqual([{ soon: false }]);
  });

  it('row 55: leaves no row behind that is larger than a sign-in needs', async () => {
    const before = await records();
    for (const place of ['/auth', '/session/end']) {
      const answer = await fetch(`${node.issuer}${place}?client_id=dobroset-page&state=${'x'.repeat(11_000)}`, { headers: { accept: 'application/json', 'x-forwarded-for': '192.0.2.77' } });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toEqual({ error: 'invalid_request', error_description: 'the query must be at most 4096 characters' });
    }
    expect(await records()).toBe(before);
  });

  it('is refused whatever it asks for once that is too much', async () => {
    const statuses = await Promise.all(Array.from({ length: 400 }, async () => (await fetch(`${node.issuer}/jwks`)).status));
    expect(statuses.filter((status) => status === 200).length).toBeLessThan(300);
    expect(statuses).toContain(429);
  });

  it('and what has expired is cleared away', async () => {
    await until('it is gone', async () => (await node.rows.manager.countBy(ProviderRecordEntity, { idHash: 'old' })) === 0);
  });
});
