import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request } from 'undici';
import { memoryOf } from '#support/processes.js';
import { anEvent, fakeCollege } from './fake-college.js';
import { FakeNetwork } from './fake-network.js';
import { FakeNode } from './fake-node.js';

const QUERY = '{ colleges { code events { nodes { title } } } }';
const PARTNER = 'https://partner.example.org';
const MEBIBYTES_MORE = 50;

let network: FakeNetwork;
let bat: FakeNode;

beforeAll(async () => {
  bat = await FakeNode.start('bat', fakeCollege('bat', { events: [anEvent('bat', 1)] }));
  network = await FakeNetwork.start([bat], { NODE_ENV: 'production', ORIGINS: `${PARTNER}, https://other.example.org` });
});

afterAll(() => network.stop());

const url = () => `${network.gateway.origin}/graphql`;
const JSON_TYPE = { 'content-type': 'application/json' };

/** Sends what must not be answered, and checks that no node heard of it. */
async function refused(init: RequestInit, path = '') {
  const before = bat.operations.length;
  const response = await fetch(`${url()}${path}`, init);
  const body = await response.json();
  expect(bat.operations).toHaveLength(before);
  expect(body.data).toBeUndefined();
  return { status: response.status, headers: response.headers, errors: body.errors };
}

/** The same question, honestly asked, is answered as ever. */
async function expectNormal(): Promise<void> {
  const { status, data, errors } = await network.ask(QUERY);
  expect({ status, errors }).toEqual({ status: 200, errors: [] });
  expect(data).toEqual({ colleges: [{ code: 'bat', events: { nodes: [{ title: 'bat 1' }] } }] });
}

describe('row 46: lists in variables', () => {
  const ask = (type: string, values: readonly unknown[]) =>
    refused({
      method: 'POST',
      headers: JSON_TYPE,
      body: JSON.stringify({ query: `query ($values: ${type}) { events(filter: { ${type.includes('ID') ? 'colleges' : 'kinds'}: $values }) { totalCount } }`, variables: { values } }),
    });

  it.each([
    ['of right values', '[EventKind!]', 'FORUM'],
    ['of wrong ones', '[EventKind!]', 'X'],
    ['of objects', '[ID!]', {}],
  ])('%s are refused when they are longer than a page, in one sentence', async (_what, type, value) => {
    for (const length of [101, 100_000]) {
      const { status, errors } = await ask(type, Array.from({ length }, () => value));
      expect(status).toBe(400);
      expect(errors).toEqual([{ message: '$values holds a list of more than 100 entries.', extensions: { code: 'BAD_USER_INPUT' } }]);
    }
    await expectNormal();
  });

  it('are told of by the first of many mistakes', async () => {
    const { status, errors } = await ask('[EventKind!]', Array.from({ length: 100 }, () => 'X'));
    expect(status).toBe(400);
    expect(errors).toHaveLength(1);
    expect(errors[0].message).toContain('at "values[0]"');
  });
});

describe('row 24: what another site’s page can make a browser send', () => {
  const multipart = new FormData();
  multipart.set('operations', JSON.stringify({ query: QUERY }));
  multipart.set('query', QUERY);

  it.each<[string, RequestInit, string]>([
    ['a link', {}, `?query=${encodeURIComponent(QUERY)}`],
    ['a link that is a mutation', {}, `?query=${encodeURIComponent('mutation { cancelRegistration(id: "bat:1") { __typename } }')}`],
    ['a form', { method: 'POST', body: new URLSearchParams({ query: QUERY }) }, ''],
    ['a form as text', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: JSON.stringify({ query: QUERY }) }, ''],
    ['a form with parts', { method: 'POST', body: multipart }, ''],
    ['a form and the query in the address', { method: 'POST', body: new URLSearchParams({ query: QUERY }) }, `?query=${encodeURIComponent(QUERY)}`],
    ['nothing but an address', { method: 'POST' }, `?query=${encodeURIComponent(QUERY)}`],
    ['JSON under no name', { method: 'POST', body: new Blob([JSON.stringify({ query: QUERY })]) }, ''],
  ])('%s is refused, and nothing happens', async (_what, init, path) => {
    const { status, errors } = await refused(init, path);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(errors).toHaveLength(1);
  });
});

describe('row 25: a page of another origin', () => {
  const preflight = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type, authorization' };

  async function headersFor(origin: string, method: 'OPTIONS' | 'POST'): Promise<Record<string, unknown>> {
    const { headers, body } = await request(url(), {
      method,
      headers: { origin, ...(method === 'OPTIONS' ? preflight : JSON_TYPE) },
      ...(method === 'POST' && { body: JSON.stringify({ query: '{ colleges { code } }' }) }),
    });
    await body.dump();
    return headers;
  }

  it.each(['https://evil.example.org', 'null', `${PARTNER}.evil.org`, 'http://partner.example.org', `${PARTNER}:8443`, 'https://PARTNER.example.org'])(
    '%s is told nothing',
    async (origin) => {
      for (const method of ['OPTIONS', 'POST'] as const) {
        expect(Object.keys(await headersFor(origin, method))).not.toContain('access-control-allow-origin');
      }
    },
  );

  it('that is on the list may ask, without what a browser keeps', async () => {
    expect(await headersFor(PARTNER, 'OPTIONS')).toMatchObject({
      'access-control-allow-origin': PARTNER,
      'access-control-allow-methods': 'GET,POST',
      'access-control-allow-headers': 'authorization,content-type,apollo-require-preflight,x-request-id',
      vary: expect.stringContaining('Origin'),
    });
    const headers = await headersFor(PARTNER, 'POST');
    expect(headers).toMatchObject({ 'access-control-allow-origin': PARTNER });
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
  });
});

describe('row 29: in production', () => {
  it.each(['{ __schema { types { name } } }', '{ __type(name: "College") { fields { name } } }'])('the schema is not told: %s', async (query) => {
    const { status, errors } = await refused({ method: 'POST', headers: JSON_TYPE, body: JSON.stringify({ query }) });
    expect(status).toBe(400);
    expect(errors[0].message).toMatch(/^Introspection is off here: .*INTROSPECTION=on\.$/);
    expect(JSON.stringify(errors)).not.toMatch(/Apollo/);
  });

  it.each<[string, object]>([
    ['a field', { query: '{ colleges { nam } }' }],
    ['an argument', { query: '{ colleges { events(frist: 1) { totalCount } } }' }],
    ['a type', { query: '{ colleges { ... on Colege { code } } }' }],
    ['an enum', { query: '{ events(filter: { kinds: [FORM] }) { totalCount } }' }],
    ['an enum as a variable', { query: 'query ($kinds: [EventKind!]) { events(filter: { kinds: $kinds }) { totalCount } }', variables: { kinds: ['FORM'] } }],
    ['an input field as a variable', { query: 'query ($filter: EventFilter) { events(filter: $filter) { totalCount } }', variables: { filter: { kind: [] } } }],
  ])('%s that is nearly right is not put right', async (_what, body) => {
    const { status, errors } = await refused({ method: 'POST', headers: JSON_TYPE, body: JSON.stringify(body) });
    expect(status).toBe(400);
    expect(JSON.stringify(errors)).not.toMatch(/did you mean/i);
  });

  it('there is no GraphiQL, and the page does not lead there', async () => {
    expect((await fetch(`${network.gateway.origin}/graphiql`)).status).toBe(404);
    const page = await (await fetch(network.gateway.origin)).text();
    expect(page).toContain('/theme.js');
    expect(page).not.toContain('content="/graphiql"');
    expect((await fetch(`${network.gateway.origin}/favicon.ico`)).headers.get('content-type')).toMatch('image/svg+xml');
  });
});

describe('row 47: several operations in one request', () => {
  it.each([[[{ query: QUERY }]], [[{ query: QUERY }, { query: QUERY }]], [[]], [Array.from({ length: 10_000 }, () => ({ query: QUERY }))]])(
    'are refused',
    async (batch) => {
      const { status } = await refused({ method: 'POST', headers: JSON_TYPE, body: JSON.stringify(batch) });
      expect(status).toBe(400);
    },
  );
});

describe('row 50: a body that is too much', () => {
  const nested = (levels: number) => `{"query":"query ($a: ID) { college(code: $a) { code } }","variables":{"a":${'['.repeat(levels)}${']'.repeat(levels)}}}`;
  const objects = (levels: number) => `{"query":"{ colleges { code } }","variables":{"a":${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}}}`;
  const forty = Buffer.alloc(40 * 2 ** 20, 'x');
  const bomb = gzipSync(Buffer.alloc(400 * 2 ** 20, ' '));

  it.each<[string, RequestInit]>([
    ['40 MB', { method: 'POST', headers: JSON_TYPE, body: forty }],
    ['40 MB that nobody announced', { method: 'POST', headers: JSON_TYPE, body: new Blob([forty]).stream(), duplex: 'half' } as RequestInit],
    ['400 MB, packed', { method: 'POST', headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, body: bomb }],
    ['a packing that nobody knows', { method: 'POST', headers: { ...JSON_TYPE, 'content-encoding': 'zstd-of-mine' }, body: '{}' }],
    ['JSON that is none', { method: 'POST', headers: JSON_TYPE, body: '{"query":' }],
    ['another alphabet', { method: 'POST', headers: { 'content-type': 'application/json; charset=utf-7' }, body: '{}' }],
    ['a list 20,000 deep', { method: 'POST', headers: JSON_TYPE, body: nested(20_000) }],
  ])('%s: is refused, and takes no memory', async (_what, init) => {
    await expectNormal();
    const before = await memoryOf(network.gateway.pid);
    const { status } = await refusedOrCutOff(init);
    expect([400, 413, 415, 'cut off']).toContain(status);
    const after = await memoryOf(network.gateway.pid);
    expect(after.most - Math.max(before.most, before.now)).toBeLessThan(MEBIBYTES_MORE);
    await expectNormal();
  });

  it('objects 20,000 deep that nothing asks for do no harm', async () => {
    const { status } = await fetch(url(), { method: 'POST', headers: JSON_TYPE, body: objects(20_000) });
    expect([200, 400, 413]).toContain(status);
    await expectNormal();
  });

  /** A client that is still sending may find the connection closed before it reads the answer. */
  async function refusedOrCutOff(init: RequestInit): Promise<{ status: number | string }> {
    const before = bat.operations.length;
    const status = await fetch(url(), init).then(
      (response) => response.status,
      () => 'cut off',
    );
    expect(bat.operations).toHaveLength(before);
    return { status };
  }
});

describe('row 56: names that JavaScript gives a meaning', () => {
  it.each([
    '{"query":"{ colleges { code } }","variables":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}',
    '{"query":"{ colleges { code } }","__proto__":{"query":"{ x }"},"constructor":{"prototype":{"polluted":1}},"extensions":{"__proto__":{"polluted":1}}}',
    '{"query":"query ($f: EventFilter) { events(filter: $f) { totalCount } }","variables":{"f":{"__proto__":{"colleges":["x"]}}}}',
    '{"query":"query ($f: EventFilter) { events(filter: $f) { totalCount } }","variables":{"f":{"constructor":{"prototype":{}}}}}',
    '{"query":"query ($__proto__: ID!) { college(code: $__proto__) { code } }","variables":{"__proto__":"bat"}}',
    '{"query":"{ colleges { constructor: code toString: name hasOwnProperty: about } }"}',
    '{"query":"{ constructor: colleges { code } prototype: events { totalCount } }","operationName":"__proto__"}',
    '{"query":"{ college(code: \\"__proto__\\") { code } }"}',
    '{"query":"{ event(id: \\"__proto__:1\\") { title } other: event(id: \\"constructor:1\\") { title } }"}',
  ])('%s: the next request is as ever', async (body) => {
    const response = await fetch(url(), { method: 'POST', headers: JSON_TYPE, body });
    expect([200, 400]).toContain(response.status);
    expect(await response.text()).not.toContain('polluted');
    await expectNormal();
  });
});

describe('every answer', () => {
  const answers: readonly [string, () => Promise<Response>][] = [
    ['of the graph', () => fetch(url(), { method: 'POST', headers: JSON_TYPE, body: JSON.stringify({ query: QUERY }) })],
    ['of the page', () => fetch(network.gateway.origin)],
    ['that refuses a body', () => fetch(url(), { method: 'POST', headers: JSON_TYPE, body: '{' })],
    ['that finds nothing', () => fetch(`${network.gateway.origin}/nowhere`)],
  ];

  it.each(answers)('%s tells browsers what they may do, and not what serves it', async (_which, ask) => {
    const { headers } = await ask();
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('strict-transport-security')).toMatch(/max-age/);
    expect(headers.has('x-powered-by')).toBe(false);
    expect(headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
  });

  it('keeps an id that the request brought, and none that means something', async () => {
    const idOf = async (id: string) => (await fetch(url(), { method: 'POST', headers: { ...JSON_TYPE, 'x-request-id': id }, body: JSON.stringify({ query: QUERY }) })).headers.get('x-request-id');
    expect(await idOf('from-the-proxy-1')).toBe('from-the-proxy-1');
    expect(bat.requests.at(-1)?.headers['x-request-id']).toBe('from-the-proxy-1');
    for (const odd of ['short', 'x'.repeat(65), 'with spaces in it', 'eyJhbGciOi.J9.token', '"}{"level":"fatal"']) expect(await idOf(odd)).toMatch(/^[\w-]{36}$/);
  });
});
