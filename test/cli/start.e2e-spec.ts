import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { decodeJwt } from 'jose';
import { administer } from '#cli/local-network/databases.js';
import { whoSignsInShape } from '#cli/local-network/who-signs-in.js';
import { CodeFlow } from '#cli/token/code-flow.js';
import { eraseLocalPostgres } from '#local-postgres/local-postgres.js';
import { runCli } from '#support/cli-run.js';
import { freePorts } from '#support/free-ports.js';
import { type Json, askGraph } from '#support/graph-client.js';
import { LocalStart, START_PORTS } from '#support/local-start.js';
import { isRunning } from '#support/processes.js';
import { until } from '#support/until.js';

const CODES = ['bat', 'chhtt', 'hgt', 'kpk', 'namt'];
const ABOUT = '{ colleges { code about } }';
const README = new URL('../../../README.md', import.meta.url);

jest.setTimeout(240_000);

async function newDataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dobroset-start-'));
  await chmod(folder, 0o755);
  return folder;
}

const FILLS_WITHIN_MS = 60_000;

async function remove(folder: string): Promise<void> {
  await eraseLocalPostgres(join(folder, 'postgres'));
  await rm(folder, { recursive: true });
}

/** What a start writes before it has a database, and whose keys these are. */
async function written(folder: string): Promise<string[]> {
  return Promise.all(['founding.json', 'keys/bat.keys.json', 'databases.json'].map((name) => readFile(join(folder, name), 'utf8')));
}

async function running(pids: readonly number[]): Promise<number[]> {
  const states = await Promise.all(pids.map(isRunning));
  return pids.filter((_pid, index) => states[index]);
}

describe('dobroset start', () => {
  let folder: string;
  let port: number;
  let start: LocalStart;

  beforeAll(async () => {
    folder = await newDataFolder();
    port = await freePorts(START_PORTS);
    start = await new LocalStart(port, folder).running();
  });

  afterAll(async () => {
    await start.interrupt();
    await remove(folder);
  });

  it('brings up five colleges that answer as one graph', async () => {
    const { data, errors } = await askGraph(start.gateway, `{ colleges { code about availability } events(first: 5) { nodes { title } coverage { missing { reason } } } }`);
    expect(errors).toEqual([]);
    expect(data.colleges).toMatchObject(CODES.map((code) => ({ code, availability: expect.not.stringMatching('UNREACHABLE') })));
    expect(data.events.nodes).toHaveLength(5);
    expect(data.events.coverage.missing).toEqual([]);
  });

  it('fills the colleges with what they agree about: none has anything to tell another', async () => {
    const urls: Record<string, string> = JSON.parse(await readFile(join(folder, 'databases.json'), 'utf8'));
    const told = CODES.map((code) => administer(urls[code] ?? '', async (client) => (await client.query('SELECT kind, receiver FROM outbox_message')).rows));
    expect(await Promise.all(told)).toEqual(CODES.map(() => []));
  });

  it('ends with addresses that all answer, and a query to paste', async () => {
    const [, afterTokens = ''] = start.said.split(join(folder, 'tokens.json'));
    const addresses = afterTokens.match(/http:\/\/127\.0\.0\.1:\d+\/\S*/g) ?? [];
    const answers = await Promise.all(addresses.map(async (address) => [address, await statusOf(address)] as const));
    const gateway = `http://127.0.0.1:${port}`;
    const nodes = CODES.map((_code, index) => `http://127.0.0.1:${port + 1 + index}/graphql`);
    const issuers = CODES.map((_code, index) => `http://127.0.0.1:${port + 1 + index}/oidc/.well-known/openid-configuration`);
    // Without a question a graph has nothing to answer; a node answers nobody but a gateway, and does not ask for the question.
    expect(Object.fromEntries(answers)).toEqual({
      ...Object.fromEntries(['/', '/graphiql', '/health/live', '/health/ready'].map((path) => [gateway + path, 200])),
      ...Object.fromEntries(issuers.map((address) => [address, 200])),
      [`${gateway}/graphql`]: 400,
      ...Object.fromEntries(nodes.map((address) => [address, 401])),
    });

    const { data, errors } = await askGraph(start.gateway, pastedQuery(afterTokens));
    expect(errors).toEqual([]);
    expect(data.events.nodes).toHaveLength(3);
  });

  it('answers the query of README in the form that README shows', async () => {
    const readme = await readFile(README, 'utf8');
    const shown: Json = JSON.parse(/```json\n(?<answer>.+?)```/s.exec(readme)?.groups?.['answer'] ?? '');
    const { data, errors } = await askGraph(start.gateway, pastedQuery(readme));
    expect(errors).toEqual([]);
    expect(formOf({ data })).toEqual(formOf(shown));
  });

  it('keeps for each college a token of a curator and of a volunteer, and keys and tokens to itself', async () => {
    const tokens: Record<string, Record<string, string>> = JSON.parse(await readFile(join(folder, 'tokens.json'), 'utf8'));
    for (const code of CODES) {
      for (const role of ['curator', 'volunteer']) {
        const token = tokens[code]?.[role] ?? '';
        expect(start.said).not.toContain(token);
        const { data } = await askGraph(start.gateway, '{ viewer { roles college { code } } }', {}, token);
        expect(data.viewer).toEqual({ roles: [role.toUpperCase()], college: { code } });
      }
      expect((await stat(join(folder, 'keys', `${code}.keys.json`))).mode & 0o777).toBe(0o600);
    }
    for (const secret of ['tokens.json', 'databases.json', 'sign-in.json']) expect((await stat(join(folder, secret))).mode & 0o777).toBe(0o600);
  });

  it('prints who signs in where: all that it names do, with that role, and nobody else does', async () => {
    const password = /the password of each is (?<password>\S+):/.exec(start.said)?.groups?.['password'] ?? '';
    const printed = new Map([...start.said.matchAll(/^ {4}(?<role>[a-z]+) +\S.*? {2,}(?<colleges>[a-z]+(?: [a-z]+)*)$/gm)].map(({ groups }) => [groups?.['role'] ?? '', groups?.['colleges']?.split(' ') ?? []]));
    expect([...printed.keys()]).toEqual(['volunteer', 'mentor', 'curator', 'operator', 'coordinator', 'partner']);
    const { colleges, pageOrigin } = whoSignsInShape.parse(JSON.parse(await readFile(join(folder, 'sign-in.json'), 'utf8')));
    const people = [...printed.keys()].filter((role) => role !== 'partner');
    const admittedAt = async (code: string): Promise<readonly string[]> => {
      const { issuer = '', partner = '' } = colleges[code] ?? {};
      const admitted: string[] = [];
      for (const role of people) {
        const tokens = await new CodeFlow(issuer, pageOrigin).signIn(role, password).catch(() => null);
        const roles = tokens ? decodeJwt(tokens.access_token)['roles'] : [];
        if (Array.isArray(roles) && roles.includes(role.toUpperCase())) admitted.push(role);
      }
      return (await partnerStatus(issuer, partner, password)) === 200 ? [...admitted, 'partner'] : admitted;
    };
    const found = await Promise.all(CODES.map(async (code) => [code, await admittedAt(code)] as const));
    expect(found).toEqual(CODES.map((code) => [code, [...printed].filter(([, where]) => where.includes(code)).map(([role]) => role)]));
  });

  it.each([
    ['chhtt', 'coordinator'],
    ['kpk', 'coordinator'],
    ['kpk', 'mentor'],
    ['bat', 'partner'],
    ['hgt', 'operator'],
  ])('signs in at %s as %s with the command that it prints', async (college, login) => {
    const { exitCode, told, problems } = await runCli(['token', '--college', college, '--as', login, '--data', folder]);
    expect({ exitCode, problems }).toEqual({ exitCode: 0, problems: [] });
    const { data } = await askGraph(start.gateway, '{ viewer { roles college { code } } }', {}, told.trim());
    expect(data.viewer).toEqual({ roles: [login.toUpperCase()], college: { code: college } });
  });

  it('goes on without a node that was killed, and starts it again', async () => {
    const { pid } = await start.node('bat');
    process.kill(pid, 'SIGKILL');
    await until('the death is told', () => start.said.includes('bat ended unexpectedly (SIGKILL)'));
    const meanwhile = await askGraph(start.gateway, ABOUT);
    expect(meanwhile.data.colleges).toMatchObject(CODES.map((code) => ({ code })));

    await until('the node is back', () => start.said.includes('bat answers again.'));
    await until('the gateway notices', async () => (await askGraph(start.gateway, ABOUT)).errors.length === 0);
    expect((await start.node('bat')).pid).not.toBe(pid);
  });

  it('refuses taken ports in one sentence, before anything is started', async () => {
    const other = join(folder, 'other');
    const second = new LocalStart(port + 2, other);
    expect(await second.end()).toBe(1);
    expect(second.said).toContain(`Ports ${port + 2}, ${port + 3}, ${port + 4}, ${port + 5} are taken by other programs`);
    await expect(stat(other)).rejects.toThrow('ENOENT');
  });

  it('stops at once while it fills the databases, and says so', async () => {
    const other = await newDataFolder();
    const broken = new LocalStart(await freePorts(START_PORTS), other);
    await until('it fills them', () => broken.said.includes('filling'), FILLS_WITHIN_MS);
    const parts = (await broken.parts()).map(({ pid }) => pid);
    expect(await broken.interrupt()).toBe(0);
    expect(broken.said).toMatch(/filling(?![^]*\bNodes\b)[^]*Stopping[^]*Everything is stopped/);
    expect(await running(parts)).toEqual([]);
    await remove(other);
  });

  it('refuses to run twice on the same data, and changes nothing of it', async () => {
    const before = await written(folder);
    for (const flags of [[], ['--fresh']]) {
      const second = new LocalStart(await freePorts(START_PORTS), folder, ...flags);
      expect(await second.end()).toBe(1);
      expect(second.said).toContain('Dobroset is already running on this data');
    }
    expect(await written(folder)).toEqual(before);
  });

  it('has data that outlive a stop that leaves nothing running and a kill that leaves the database, and are made anew by --fresh', async () => {
    const parts = (await start.parts()).map(({ pid }) => pid);
    const key = await readFile(join(folder, 'keys', 'bat.keys.json'), 'utf8');
    expect(parts.length).toBeGreaterThanOrEqual(CODES.length + 2);
    expect(await start.interrupt()).toBe(0);
    expect(await running(parts)).toEqual([]);

    start = await new LocalStart(port, folder).running();
    expect(start.said).toContain('as the last start left it');
    expect(await readFile(join(folder, 'keys', 'bat.keys.json'), 'utf8')).toBe(key);

    const orphan = await killWithItsWatch(start);
    expect(await isRunning(orphan)).toBe(true);
    start = await new LocalStart(port, folder).running();
    expect(start.said).toContain(`An earlier run was killed and left its database running (process ${orphan})`);
    expect((await askGraph(start.gateway, ABOUT)).errors).toEqual([]);

    await start.interrupt();
    start = await new LocalStart(port, folder, '--fresh').running();
    expect(start.said).toContain('5 colleges filled');
    expect(await readFile(join(folder, 'keys', 'bat.keys.json'), 'utf8')).not.toBe(key);
  });

  it('as a demonstration plays the whole of taking part with nodes killed, and both sides agree in the end', async () => {
    await start.interrupt();
    const { exitCode, told, problems } = await runCli(['demo', '--port', String(port), '--data', folder]);
    const played = told.slice(told.indexOf('A student of Kerch'));
    // What it told last stands in the failure, whole: a difference of long texts shows its beginning alone.
    expect({ exitCode, problems, last: played.slice(-600) }).toEqual({ exitCode: 0, problems: [], last: expect.stringContaining('Both sides agree.') });
    expect(played.match(/kill -9: the node of the (host|home)/g)).toHaveLength(2);
    const sides = [...played.matchAll(/home kpk: (?<home>.+)\n +host chhtt: (?<host>.+)/g)].map(({ groups }) => [groups?.['home'], groups?.['host']]);
    expect(sides).toEqual([
      ['AWAITING_HOST', 'does not answer'],
      ['CONFIRMED', 'CONFIRMED'],
      ['does not answer', 'ATTENDED, 90 min'],
      ['ATTENDED, 90 min', 'ATTENDED, 90 min'],
      ['ATTENDED, 60 min', 'ATTENDED, 60 min'],
    ]);
    expect(played).toContain('genuine and in force');
    expect(played).toContain('The first entry, checked again: REVOKED');
  });
});

/** Of a partner's system that asks for a token. */
async function partnerStatus(issuer: string, id: string, secret: string): Promise<number> {
  const headers = { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` };
  const { status } = await fetch(`${issuer}/token`, { method: 'POST', headers, body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'events:read' }) });
  return status;
}

async function statusOf(address: string): Promise<number> {
  const response = await fetch(address);
  await response.arrayBuffer();
  return response.status;
}

/** The query of the first curl command in a text. */
function pastedQuery(text: string): string {
  const body: Json = JSON.parse(/^curl .* -d '(?<body>.+)'$/m.exec(text)?.groups?.['body'] ?? '');
  return body.query;
}

/** A value with the name of its type in the place of every text and number. */
function formOf(value: Json): Json {
  if (Array.isArray(value)) return value.map(formOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, formOf(inner)]));
}

/** Kills the start so that nobody is left to end its database. @returns the database's process id, when all else has ended */
async function killWithItsWatch(start: LocalStart): Promise<number> {
  const parts = await start.parts();
  const database = parts.find(({ command }) => command.includes('postgres\0-D'));
  const watch = parts.find(({ command }) => command.includes('kill -INT'));
  if (!database || !watch) throw new Error('The database or its watch does not run.');
  process.kill(watch.pid, 'SIGKILL');
  await start.kill();
  const others = parts.map(({ pid }) => pid).filter((pid) => pid !== database.pid);
  await until('nodes and gateway follow', async () => (await running(others)).length === 0);
  return database.pid;
}
