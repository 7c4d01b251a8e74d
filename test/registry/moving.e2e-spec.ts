import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONTRACT_VERSION } from '#contract/version.js';
import { type PrivateKeys, generatePrivateKeys, writePrivateKeys } from '#identity/private-keys.js';
import { move } from '#membership/statements.js';
import { runCli } from '#support/cli-run.js';
import { RegistryNetwork } from '#support/registry-network.js';
import { until } from '#support/until.js';

jest.setTimeout(240_000);

const SUSPEND = 'mutation { suspendMember(code: "bat", reason: "ключ потерян") { status } }';

let network: RegistryNetwork;
let folder: string;
/** A second way to the node of bat, as a proxy at another address is. */
let proxy: ReturnType<typeof createServer>;
let proxied = 0;

beforeAll(async () => {
  network = await RegistryNetwork.start(['chhtt', 'namt', 'bat'], { RATE_LIMIT: '0' });
  folder = await mkdtemp(join(tmpdir(), 'dobroset-move-'));
  const { hostname, port } = new URL(network.node('bat').endpoint);
  proxy = createServer((incoming, outgoing) => {
    proxied += 1;
    const passed = request({ hostname, port, path: incoming.url, method: incoming.method, headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => void proxy.listen(0, '127.0.0.1', resolve));
  await writePrivateKeys(join(folder, 'node.keys.json'), network.node('bat').keys);
  await writeFile(settings(), `COLLEGE_CODE=bat\nKEYS=${join(folder, 'node.keys.json')}\nROSTER=${network.registry.rosterUrl}\nISSUER=${network.node('bat').issuer}\n`);
  await until('every node answers', async () => (await network.ask('{ colleges { about } }')).errors.length === 0);
});

afterAll(async () => {
  await network.stop();
  proxy.closeAllConnections();
  proxy.close();
  await rm(folder, { recursive: true });
});

const settings = () => join(folder, 'node.env');
const elsewhere = () => `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/graphql`;

async function placeOf(code: string): Promise<{ endpoint: unknown; issuer: unknown }> {
  const [row] = await network.registry.rowsOf('SELECT endpoint, issuer FROM membership WHERE code = $1', [code]);
  return { endpoint: row?.['endpoint'], issuer: row?.['issuer'] };
}

async function moved(code: string, endpoint: string, { signing }: PrivateKeys) {
  const issuer = new URL('/oidc', endpoint).href;
  return network.registry.post('move', { statement: await move.sign(code, { endpoint, issuer, contractVersion: CONTRACT_VERSION }, signing) });
}

describe('a node that stands at another address', () => {
  it('is not moved where it does not answer, or where somebody else does, or by another’s word', async () => {
    const before = await placeOf('bat');
    const nowhere = await runCli(['move', 'http://127.0.0.1:49/graphql', '--settings', settings()]);
    expect(nowhere).toMatchObject({ exitCode: 1, told: expect.stringContaining('✗ Node answers') });
    expect(nowhere.told).toContain('run the same command again');
    const neighbour = await runCli(['move', network.node('chhtt').endpoint, '--settings', settings()]);
    expect(neighbour).toMatchObject({ exitCode: 1, told: expect.stringContaining('✗ Node proves who it is') });
    const inRussian = await runCli(['move', network.node('chhtt').endpoint, '--settings', settings()], { LANG: 'ru_RU.UTF-8' });
    expect(inRussian.told).toContain('✗ Узел доказал, кто он: узел отказал реестру (HTTP 401)');
    for (const keys of [await generatePrivateKeys(), network.node('chhtt').keys]) expect((await moved('bat', elsewhere(), keys)).status).toBe(401);
    expect(await placeOf('bat')).toEqual(before);
    expect(await readFile(settings(), 'utf8')).toContain(`ISSUER=${network.node('bat').issuer}`);
  });

  it('is asked there once the registry has looked at it, and stays a member; the log and its settings say so', async () => {
    const { exitCode, told } = await runCli(['move', elsewhere(), '--settings', settings()]);
    expect({ exitCode, told }).toEqual({ exitCode: 0, told: expect.stringContaining(`✓ The network finds the node at ${elsewhere()}`) });
    const issuer = new URL('/oidc', elsewhere()).href;
    expect(await placeOf('bat')).toEqual({ endpoint: elsewhere(), issuer });
    expect(await readFile(settings(), 'utf8')).toContain(`\nISSUER=${issuer}\n`);
    const [entry] = await network.registry.rowsOf("SELECT actor, details FROM log_entry WHERE decision = 'MOVED' AND subject = 'bat'");
    expect(entry).toMatchObject({ actor: 'bat', details: { endpoint: elsewhere(), issuer } });
    const before = proxied;
    await until('the gateway asks there', async () => {
      const { data } = await network.ask('{ college(code: "bat") { status about issuer } }');
      return proxied > before && data.college.status === 'MEMBER' && data.college.issuer === issuer;
    });
  });

  it('said once more changes nothing', async () => {
    const again = await moved('bat', elsewhere(), network.node('bat').keys);
    expect(again).toMatchObject({ status: 200, body: { status: 'MEMBER', checks: [] } });
    expect(await network.registry.rowsOf("SELECT 1 FROM log_entry WHERE decision = 'MOVED' AND subject = 'bat'")).toHaveLength(1);
  });

  it('row 70: is not moved back by what its machine said before, whoever says it again', async () => {
    const { signing } = network.node('bat').keys;
    const statementOf = (endpoint: string) => move.sign('bat', { endpoint, issuer: new URL('/oidc', endpoint).href, contractVersion: CONTRACT_VERSION }, signing);
    const [there, back] = [await statementOf(network.node('bat').endpoint), await statementOf(elsewhere())];
    for (const statement of [there, back]) expect((await network.registry.post('move', { statement })).status).toBe(200);
    const again = await network.registry.post('move', { statement: there });
    expect(again).toMatchObject({ status: 401, body: { errors: [{ message: expect.stringContaining('used before'), extensions: { code: 'UNAUTHENTICATED', reason: 'BAD_SIGNATURE' } }] } });
    expect((await placeOf('bat')).endpoint).toBe(elsewhere());
    expect(network.registry.log).toContain('It was said before.');
  });

  it('does not move while its college is suspended', async () => {
    expect((await network.ask(SUSPEND, {}, network.coordinators[0])).data.suspendMember).toEqual({ status: 'SUSPENDED' });
    const { status, body } = await moved('bat', network.node('bat').endpoint, network.node('bat').keys);
    expect({ status, message: body.errors[0].message }).toEqual({ status: 400, message: expect.stringContaining('bat is SUSPENDED') });
    expect((await placeOf('bat')).endpoint).toBe(elsewhere());
  });
});
