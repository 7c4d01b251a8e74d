import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Agent, request } from 'undici';
import { processorTime } from '#support/processes.js';
import { FakeNetwork } from './fake-network.js';

/** Of the graph, ten seconds' worth; of files six times as much. */
const AT_ONCE = 10;
const FILES_AT_ONCE = 6 * AT_ONCE;

const SCRIPT = `// ${randomBytes(100_000).toString('hex')}`;
const FONT = randomBytes(5_000);

let folder: string;
let network: FakeNetwork;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dobroset-page-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Dobroset</title>');
  await writeFile(join(folder, 'assets', 'index-abc.js'), SCRIPT);
  await writeFile(join(folder, 'assets', 'font-abc.woff2'), FONT);
  network = await FakeNetwork.start([], { RATE_LIMIT: String(6 * AT_ONCE), DASHBOARD: folder });
});

afterAll(async () => {
  await network.stop();
  await rm(folder, { recursive: true });
});

/** Reads the bytes themselves, from an address of this machine. */
async function get(path: string, headers: Readonly<Record<string, string>> = {}, localAddress = '127.0.0.30') {
  const dispatcher = new Agent({ localAddress });
  const answer = await request(`${network.gateway.origin}${path}`, { dispatcher, headers });
  const bytes = Buffer.from(await answer.body.arrayBuffer());
  await dispatcher.close();
  return { status: answer.statusCode, headers: answer.headers, bytes };
}

const PLACES = ['/', '/assets/index-abc.js', '/graphiql', '/verify', '/nowhere'];

const many = (count: number, path: string, localAddress: string) => Promise.all(Array.from({ length: count }, () => get(path, { 'accept-encoding': 'br' }, localAddress)));

describe('the page’s files', () => {
  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const)('are compressed by %s for those who take it, and the same', async (encoding, unpack) => {
    const { headers, bytes } = await get('/assets/index-abc.js', { 'accept-encoding': encoding });
    expect(headers).toMatchObject({ 'content-encoding': encoding, 'content-type': expect.stringContaining('javascript'), vary: expect.stringMatching(/accept-encoding/i) });
    expect(unpack(bytes).toString()).toBe(SCRIPT);
    expect(headers['content-length']).toBe(String(bytes.length));
  });

  it('are compressed by the better one where a browser takes both, as browsers say it', async () => {
    expect((await get('/assets/index-abc.js', { 'accept-encoding': 'gzip, deflate, br, zstd' })).headers['content-encoding']).toBe('br');
    expect((await get('/assets/index-abc.js', { 'accept-encoding': 'gzip, br;q=0' })).headers['content-encoding']).toBe('gzip');
  });

  it('are sent as they are to others, and where nothing is gained', async () => {
    expect((await get('/assets/index-abc.js')).bytes.toString()).toBe(SCRIPT);
    const font = await get('/assets/font-abc.woff2', { 'accept-encoding': 'br, gzip' });
    expect(font.headers).toMatchObject({ 'content-type': 'font/woff2' });
    expect(font.headers['content-encoding']).toBeUndefined();
    expect(font.bytes).toEqual(FONT);
  });

  it('are kept for ever where their name says what is in them, and asked for anew where not', async () => {
    expect((await get('/assets/index-abc.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await get('/')).headers['cache-control']).toBe('no-cache');
  });

  it.each(['/', '/assets/index-abc.js', '/graphiql', '/verify', '/verify/page.js'])('%s is not sent to whoever has it', async (path) => {
    const first = await get(path, { 'accept-encoding': 'br' });
    expect(first.status).toBe(200);
    const again = await get(path, { 'accept-encoding': 'br', 'if-none-match': String(first.headers['etag']) });
    expect({ status: again.status, length: again.bytes.length }).toEqual({ status: 304, length: 0 });
  });

  it('are those of its folder alone', async () => {
    for (const path of ['/../package.json', '/assets/../../package.json', '/%2e%2e/package.json', '/assets', '/assets/']) expect((await get(path)).status).toBe(404);
  });

  it('GraphiQL is compressed for all who ask for it at once', async () => {
    const first = await get('/graphiql', { 'accept-encoding': 'br' });
    const page = brotliDecompressSync(first.bytes);
    const here = process.cpuUsage();
    brotliCompressSync(page, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
    const { user, system } = process.cpuUsage(here);
    const once = (user + system) / 1_000;

    const since = await processorTime(network.gateway.pid);
    const all = await many(AT_ONCE, '/graphiql', '127.0.0.31');
    expect((await processorTime(network.gateway.pid)) - since).toBeLessThan((AT_ONCE * once) / 2);
    for (const { headers, bytes } of all) expect({ encoding: headers['content-encoding'], length: bytes.length }).toEqual({ encoding: 'br', length: first.bytes.length });
    expect(page.toString()).toContain('GraphiQL');
  });
});

describe('row 52: one address that reads without end', () => {
  it.each(PLACES)('%s is given so often, and others are served', async (path) => {
    const noisy = `127.0.3.${1 + PLACES.indexOf(path)}`;
    const answers = await many(4 * FILES_AT_ONCE, path, noisy);
    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.length - refused.length).toBeGreaterThanOrEqual(FILES_AT_ONCE);
    expect(refused.length).toBeGreaterThan(0);
    for (const { headers, bytes } of refused) {
      expect(Number(headers['retry-after'])).toBeGreaterThanOrEqual(1);
      expect(JSON.parse(bytes.toString())).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
    }
    expect((await get(path, {}, '127.0.4.1')).status).not.toBe(429);
    for (const { status } of await many(50, '/health/ready', noisy)) expect(status).toBe(200);
  });

  it('leaves the graph’s own allowance as it was', async () => {
    await many(2 * FILES_AT_ONCE, '/', '127.0.5.1');
    const dispatcher = new Agent({ localAddress: '127.0.5.1' });
    const { statusCode, body } = await request(`${network.gateway.origin}/graphql`, {
      method: 'POST',
      dispatcher,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ colleges { code } }' }),
    });
    await body.dump();
    await dispatcher.close();
    expect(statusCode).toBe(200);
  });
});
