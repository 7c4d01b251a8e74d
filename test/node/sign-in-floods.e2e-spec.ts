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
const partners = [aPartner(), aPartner(), aPartner()] as const;

function aPartner(): PartnerClientEntity {
  return Object.assign(new PartnerClientEntity(), { id: randomUUID(), name: `Партнёр ${randomUUID()}`, secretHash: hashSecret('secret'), scopes: ['events:read'], createdAt: new Date(), disabledAt: null });
}

beforeAll(async () => {
  node = await BootedNode.start({ rateLimit: PER_MINUTE });
  await node.rows.manager.insert(PartnerClientEntity, [...partners]);
  await node.rows.manager.insert(ProviderRecordEntity, { kind: 'Interaction', idHash: 'old', payload: {}, expiresAt: new Date(Date.now() - 1_000) });
});
afterAll(() => node.stop());

const records = () => node.rows.manager.count(ProviderRecordEntity);

function tokenOf({ id }: PartnerClientEntity, secret = 'secret'): Promise<Response> {
  return fetch(`${node.issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'events:read' }),
  });
}

async function statusesOf(count: number, work: () => Promise<Response>): Promise<number[]> {
  const statuses: number[] = [];
  for (let sent = 0; sent < count; sent += 1) statuses.push((await work()).status);
  return statuses;
}

describe('row 26: a partner’s secret', () => {
  it('is guessed ten times, and then nobody is heard who says to be that partner, with the right one too', async () => {
    const [partner, other] = partners;
    const statuses = await statusesOf(20, () => tokenOf(partner, 'wrong'));
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), ...Array.from({ length: 10 }, () => 429)]);
    const refused = await tokenOf(partner);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60);
    expect(await refused.json()).toEqual({ error: 'temporarily_unavailable', error_description: expect.stringContaining('Retry-After') });
    expect((await tokenOf(other)).status).toBe(200);
  });

  it('is guessed fifty times from one address, whomever it says to be', async () => {
    const statuses = await statusesOf(60, () => tokenOf(aPartner(), 'wrong'));
    const heard = statuses.filter((status) => status === 401).length;
    expect(heard).toBeGreaterThanOrEqual(40); // ten were before
    expect(heard).toBeLessThan(45);
    expect((await tokenOf(partners[2])).status).toBe(429);
  });
});

describe('row 52: an address that begins sign-ins and does not end them', () => {
  it('is told to come back, on a page in its language, and leaves no more rows', async () => {
    const begin = () => new CodeFlow(node.issuer, PAGE_ORIGIN).begin();
    const form = await begin();
    const address = `${node.issuer}/auth?${new URLSearchParams({
      client_id: 'dobroset-page',
      response_type: 'code',
      redirect_uri: `${PAGE_ORIGIN}/`,
      scope: 'openid',
      code_challenge: 'x'.repeat(43),
      code_challenge_method: 'S256',
    })}`;
    const page = () => fetch(address, { redirect: 'manual', headers: { accept: 'text/html', 'accept-language': 'en' } });
    const before = await records();
    const statuses = await statusesOf(60, page);
    const begun = statuses.filter((status) => status === 303);
    expect(begun.length).toBeGreaterThanOrEqual(PER_MINUTE / 6 - 1);
    expect(begun.length).toBeLessThan(50);
    expect((await records()) - before).toBeLessThanOrEqual(begun.length);
    const refused = await page();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(await refused.text()).toContain('Too many tries');
    expect((await fetch(form)).status).not.toBe(429); // who has begun may go on
  });

  it('is refused whatever it asks for once that is too much', async () => {
    const statuses = await Promise.all(Array.from({ length: 400 }, async () => (await fetch(`${node.issuer}/jwks`)).status));
    expect(statuses.filter((status) => status === 200).length).toBeLessThan(300);
    expect(statuses).toContain(429);
  });

  it('and what has expired is cleared away', async () => {
    await until('it is gone', async () => (await node.rows.manager.countBy(ProviderRecordEntity, { idHash: 'old' })) === 0, 10_000);
  });
});
