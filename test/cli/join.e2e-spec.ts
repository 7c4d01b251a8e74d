import { type ChildProcess, spawn } from 'node:child_process';
import { appendFile, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { CodeFlow } from '#cli/token/code-flow.js';
import { runCli } from '#support/cli-run.js';
import { type TestDatabase, createTestDatabase } from '#support/database.js';
import { freePorts } from '#support/free-ports.js';
import { RegistryNetwork } from '#support/registry-network.js';
import { quickest } from '#support/server-process.js';
import { until } from '#support/until.js';

jest.setTimeout(180_000);

const PAGE_ORIGIN = 'http://127.0.0.1:4000';
const NODE = fileURLToPath(new URL('../../apps/node/src/main.js', import.meta.url));
const CLI = quickest('apps/cli/src/main.js');
const INVITE = `mutation { inviteCollege(input: { code: "syz", name: "Сызранский колледж", shortName: "СК", city: "Сызрань", region: "Самарская область" }) { token } }`;

let network: RegistryNetwork;
let folder: string;
let database: TestDatabase;
let token: string;
let port: number;
const children: ChildProcess[] = [];

beforeAll(async () => {
  network = await RegistryNetwork.start(['chhtt', 'namt']);
  folder = await mkdtemp(join(tmpdir(), 'dobroset-join-'));
  database = await createTestDatabase();
  port = await freePorts(1);
  // A query is asked again; an invitation whose answer is late would be given twice.
  await until('the registry is asked', async () => (await network.ask('{ invitations { code } }', {}, network.coordinators[0])).errors.length === 0);
  const { data } = await network.ask(INVITE, {}, network.coordinators[0]);
  token = data.inviteCollege.token;
});

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await network.stop();
  await database.drop();
  await rm(folder, { recursive: true });
});

async function tell({ url }: TestDatabase, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

const settings = () => join(folder, 'node.env');
const flags = () => ['--endpoint', `http://127.0.0.1:${port}/graphql`, '--keys', join(folder, 'node.keys.json'), '--settings', settings(), '--port', String(port), '--time-zone', 'Asia/Yekaterinburg'];

describe('dobroset join', () => {
  it('says what to do where the invitation or the registry is wrong, and writes nothing', async () => {
    const cut = await runCli(['join', network.registry.url, token.slice(0, -5), ...flags()]);
    expect(cut).toMatchObject({ exitCode: 1, told: expect.stringContaining('✗ The token is not whole') });
    const open = await runCli(['join', 'http://registry.example/', token, ...flags()]);
    expect(open.told).toContain('is not https');
    const mars = await runCli(['join', network.registry.url, token, ...flags(), '--time-zone', 'Mars']);
    expect(mars).toMatchObject({ exitCode: 1, problems: [expect.stringContaining('Europe/Samara'), 'How it is typed: dobroset join --help'] });
    const [code = '', secret = ''] = token.split('.');
    const foreign = await runCli(['join', network.registry.url, `${code}.${secret}.${'A'.repeat(43)}`, ...flags()]);
    expect(foreign.told).toContain('is not the registry that gave this invitation');
    for (const [endpoint, why] of [['https://user:password@node.example/graphql', 'no user name and no password'], ['http://127.0.0.1:6000/graphql', 'No browser connects to port 6000']] as const) {
      const refused = await runCli(['join', network.registry.url, token, ...flags(), '--endpoint', endpoint]);
      expect(refused).toMatchObject({ exitCode: 1, problems: [expect.stringContaining(why), 'How it is typed: dobroset join --help'] });
    }
    await expect(stat(settings())).rejects.toThrow('ENOENT');
  });

  it('speaks Russian where the machine does', async () => {
    const { told } = await runCli(['join', '--help'], { LANG: 'ru_RU.UTF-8' });
    expect(told).toContain('Коды завершения: 0 – колледж в сети');
    expect(told).toContain('Вступить в сеть по приглашению координатора');
  });

  it('row 26: counts the proxy before an https address, and says so', async () => {
    const ofProxy = join(folder, 'proxy.env');
    const { told } = await runCli(['join', network.registry.url, token, ...flags(), '--endpoint', `https://127.0.0.1:${port}/graphql`, '--settings', ofProxy, '--wait', '0']);
    expect(told).toContain('✓ TRUST_PROXY=1 stands there, for --endpoint is https');
    expect(await readFile(ofProxy, 'utf8')).toMatch(/^TRUST_PROXY=1$/m);
  });

  it('says in Russian what the registry saw, too', async () => {
    const { told } = await runCli(['join', network.registry.url, token, ...flags(), '--settings', join(folder, 'ru.env'), '--wait', '0'], { LANG: 'ru_RU.UTF-8' });
    expect(told).toContain(`✗ Узел отвечает: с http://127.0.0.1:${port}/graphql нет связи (connect ECONNREFUSED`);
  });

  it('takes a college from its invitation to an observer, with one line for each check', async () => {
    let said = '';
    const joining = spawn(process.execPath, [CLI, 'join', network.registry.url, token, ...flags()], { env: { PATH: process.env['PATH'], LANG: 'C.UTF-8' } });
    children.push(joining);
    joining.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await until('it waits for the node', () => said.includes('Start it now:'));
    expect(said).toContain('✗ Node answers');
    expect((await stat(settings())).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'node.keys.json'))).mode & 0o777).toBe(0o600);
    await appendFile(settings(), `PAGE_ORIGINS=${PAGE_ORIGIN}\n`); // as docs/joining.md has it

    children.push(spawn(process.execPath, [`--env-file=${settings()}`, NODE], { env: { PATH: process.env['PATH'], DATABASE_URL: database.url }, stdio: 'ignore' }));
    await until('it ends', () => joining.exitCode !== null);
    expect(joining.exitCode).toBe(0);
    for (const title of ['Address is one that the registry may ask', 'Connection is encrypted', 'Node answers', 'Node proves who it is', 'Contract is complete', 'Ids are its own', 'Strangers are refused']) {
      expect(said).toMatch(new RegExp(`^✓ ${title}`, 'm'));
    }
    expect(said).toContain('on the network as an OBSERVER');
    expect((await runCli(['join', network.registry.url, token, ...flags()])).told).toContain('on the network as an OBSERVER');
  });

  it('leaves a college where people can sign in, whose issuer the graph knows, and who count once it is a member', async () => {
    const issuer = `http://127.0.0.1:${port}/oidc`;
    await until('the gateway knows the college', async () => (await network.ask('{ college(code: "syz") { issuer } }')).data?.college !== null);
    const { data } = await network.ask('{ college(code: "syz") { issuer timeZone } }');
    expect(data.college).toEqual({ issuer, timeZone: 'Asia/Yekaterinburg' });
    const { told } = await runCli(['staff', 'add', 'irina', '--role', 'CURATOR', '--name', 'Ирина', '--database', database.url]);
    const password = /this once: (?<password>\S+)/.exec(told)?.groups?.['password'] ?? '';
    const { access_token: token } = await new CodeFlow(issuer, PAGE_ORIGIN).signIn('irina', password);
    for (const coordinator of network.coordinators.slice(0, 2)) await network.ask('mutation { approveMember(code: "syz") { status } }', {}, coordinator);
    await until('the gateway knows that it is a member', async () => (await network.ask('{ college(code: "syz") { status } }')).data?.college?.status === 'MEMBER');
    // The node reads a roster with itself in it within ten seconds.
    await until('the curator is known to the network', async () => {
      const { data: answer } = await network.askWith('{ viewer { displayName roles } }', token);
      return answer?.viewer?.displayName === 'Ирина' && answer.viewer.roles.includes('CURATOR');
    });
  });

  it('is followed by new keys, and by leaving, with the settings that it wrote', async () => {
    const before = await readFile(join(folder, 'node.keys.json'), 'utf8');
    const rotated = await runCli(['keys', 'rotate', '--settings', settings()]);
    expect(rotated).toMatchObject({ exitCode: 0, told: expect.stringContaining('✓ New keys are in') });
    expect(await readFile(join(folder, 'node.keys.json'), 'utf8')).not.toBe(before);

    const [keys, next] = [join(folder, 'node.keys.json'), join(folder, 'node.keys.json.next')];
    const used = await readFile(keys);
    expect((await runCli(['keys', 'rotate', '--urgent', '--settings', settings()])).exitCode).toBe(0);
    await rename(keys, next); // as a run leaves it that ended after the registry had heard it
    await writeFile(keys, used, { mode: 0o600 });
    expect(await runCli(['keys', 'rotate', '--urgent', '--settings', settings()])).toMatchObject({ exitCode: 0, told: expect.stringContaining('✓ New keys are in') });

    await tell(database, `INSERT INTO outbox_message (id, receiver, thread, sequence, kind, content, created_at) SELECT id, 'chhtt', 'syz:' || id, 1, 'SEAT_WITHDRAWN', '{}', now() FROM gen_random_uuid() AS id`);
    expect(await runCli(['leave', '--settings', settings()], { DATABASE_URL: database.url })).toMatchObject({ exitCode: 1, told: expect.stringContaining('wait here (chhtt: 1)') });
    expect(await runCli(['leave', '--settings', settings()], { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' })).toMatchObject({ exitCode: 1, told: expect.stringContaining('cannot be seen') });
    expect(await runCli(['leave', '--force', '--settings', settings()], { DATABASE_URL: database.url })).toMatchObject({ exitCode: 0, told: expect.stringContaining('✓ syz has left the network.') });
    const { data } = await network.ask('{ membershipDecisions(code: "syz") { decision } }', {}, network.coordinators[0]);
    expect(data.membershipDecisions.map(({ decision }: { decision: string }) => decision)).toEqual(['INVITED', 'ANNOUNCED', 'ANNOUNCED', 'JOINED', 'APPROVED', 'APPROVED', 'MADE_MEMBER', 'KEYS_ROTATED', 'KEYS_ROTATED', 'LEFT']);
    expect(await runCli(['leave', '--settings', settings()])).toMatchObject({ exitCode: 1, told: expect.stringContaining('✗ The registry says: syz has left already.') });
    const again = await runCli(['leave', '--settings', settings()], { LANG: 'ru_RU.UTF-8' });
    expect(again).toMatchObject({ exitCode: 1, told: expect.stringContaining('✗ Реестр отвечает: колледж вышел из сети; чтобы вернуться, нужно новое приглашение.') });
    expect((await runCli(['leave', '--settings', join(folder, 'none.env')])).told).toContain('has no COLLEGE_CODE');
  });
});
