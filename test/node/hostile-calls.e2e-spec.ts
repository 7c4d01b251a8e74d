import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { CallSigner } from '#identity/call/call-signer.js';
import { generatePrivateKeys } from '#identity/private-keys.js';
import { GATEWAY_ID } from '#support/test-roster.js';
import { BootedNode } from './booted-node.js';

/** Ten at once, and one more each second. */
const LIMIT = 60;
const JSON_TYPE = { 'content-type': 'application/json' };

const many = (count: number, each: (index: number) => string) => Array.from({ length: count }, (_, index) => each(index)).join(' ');

describe('a node whose gateway or stranger is hostile', () => {
  let node: BootedNode;

  beforeAll(async () => {
    node = await BootedNode.start({ rateLimit: LIMIT });
  });
  afterAll(() => node.stop());

  const doubling = (levels: number) =>
    `{ event(id: "chhtt:1") { ...F0 } } ${many(levels, (index) => `fragment F${index} on Event { a: partOf { ...F${index + 1} } b: partOf { ...F${index + 1} } }`)} fragment F${levels} on Event { id }`;

  it.each([
    ['41: depth 500', `{ event(id: "chhtt:1") ${'{ partOf '.repeat(500)} { id } ${'}'.repeat(500)} }`],
    ['42: 5,000 aliases', `{ ${many(5_000, (index) => `a${index}: __typename`)} }`],
    ['43: 10,000 directives', `{ __typename ${many(10_000, () => '@a')} }`],
    ['44: a fan-out to 2^30', doubling(30)],
    ['44: a chain of 3,000 fragments', `{ event(id: "chhtt:1") { ...F0 } } ${many(3_000, (index) => `fragment F${index} on Event { ...F${index + 1} }`)} fragment F3000 on Event { id }`],
    ['45: 1 MB of fields', `{ ${'__typename '.repeat(2 ** 20 / 11)} }`],
    ['45: 3 MB of one text', `{ event(id: "${'x'.repeat(3 * 2 ** 20)}") { id } }`],
    ['45: brackets without end', '{'.repeat(30_000)],
  ])('row %s: is refused with 400 and asks the database nothing', async (_what, query) => {
    const statements = await node.statementsOf(async () => {
      const response = await node.post({ query });
      expect(response.status).toBe(400);
      const { errors } = await response.json();
      for (const { extensions } of errors) expect(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED']).toContain(extensions.code);
    });
    expect(statements).toEqual([]);
  });

  it('row 29: tells a gateway its schema in federation’s way alone, and helps nobody to guess', async () => {
    const introspection = await node.post({ query: '{ __schema { types { name } } }' });
    expect(introspection.status).toBe(400);
    const { errors } = await (await node.post({ query: '{ event(id: "chhtt:1") { titel } }' })).json();
    expect(errors).toMatchObject([{ message: 'Cannot query field "titel" on type "Event".' }]);
  });

  it('tells browsers that there is nothing for them, and the caller the id of its call', async () => {
    const body = '{"query":"{ eventFeed { totalCount } }"}';
    const headers = { ...JSON_TYPE, ...(await node.signatureOf(body)), 'x-request-id': 'from-the-gateway' };
    const response = await fetch(`${node.url}/graphql`, { method: 'POST', headers, body });
    expect(response.status).toBe(200);
    expect(response.headers.get('x-request-id')).toBe('from-the-gateway');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.has('access-control-allow-origin')).toBe(false);
  });

  it('row 50: a stranger’s 40 MB and packed 400 MB are not read', async () => {
    const chunk = Buffer.alloc(64 * 2 ** 10, 'x');
    const plain = () => Readable.from(Array.from({ length: 640 }, () => chunk));
    const packed = () => Readable.from([gzipSync(Buffer.alloc(400 * 2 ** 20))]);
    for (const [encoding, body] of [['identity', plain()], ['gzip', packed()]] as const) {
      const before = process.memoryUsage().arrayBuffers;
      expect([401, 'cut off']).toContain(await statusOf(`${node.url}/graphql`, { ...JSON_TYPE, 'content-encoding': encoding }, body));
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50 * 2 ** 20);
    }
  });

  it('row 52: a stranger who keeps on is told when to come back, and a gateway that is known is served', async () => {
    const stranger = () => fetch(`${node.url}/graphql`, { method: 'POST', headers: JSON_TYPE, body: '{}' });
    const statuses: number[] = [];
    while (statuses.at(-1) !== 429 && statuses.length < LIMIT) statuses.push((await stranger()).status);
    expect(statuses).toContain(401);
    expect(statuses.at(-1)).toBe(429);
    const [refused] = (await Promise.all(Array.from({ length: 10 }, stranger))).filter(({ status }) => status === 429);
    if (!refused) throw new Error('None of ten was refused.');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
    expect((await node.post({ query: '{ eventFeed { totalCount } }' })).status).toBe(200);
  });

  it('row 52: a gateway that was not heard before is served from an address whose strangers are refused', async () => {
    const { encryption } = node.publicKeys;
    const send = (body: string, headers: Readonly<Record<string, string>>) => fetch(`${node.url}/graphql`, { method: 'POST', headers: { ...JSON_TYPE, ...headers }, body });
    const impostor = new CallSigner(GATEWAY_ID, (await generatePrivateKeys()).signing, 'chhtt', encryption);
    const forged = await impostor.headersFor({ body: '{}', authorization: undefined });
    const strangers = Array.from({ length: 300 }, () => send('{}', forged).then(({ status }) => status));
    const fresh = new CallSigner(GATEWAY_ID, node.gatewayKey, 'chhtt', encryption);
    const body = '{"query":"{ eventFeed { totalCount } }"}';
    expect((await send(body, await fresh.headersFor({ body, authorization: undefined }))).status).toBe(200);
    expect(new Set((await Promise.all(strangers)).filter((status) => status !== 401))).toEqual(new Set([429]));
  });
});

/** Sends a body piece by piece, for client and node share this process's memory. */
function statusOf(url: string, headers: Readonly<Record<string, string>>, body: Readable): Promise<number | string> {
  return new Promise((resolve) => {
    const sending = request(url, { method: 'POST', headers }, (response) => {
      resolve(response.statusCode ?? 0);
      sending.destroy();
    });
    sending.on('error', () => resolve('cut off'));
    body.pipe(sending);
  });
}
