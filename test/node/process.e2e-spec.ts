import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { generatePrivateKeys, privateKeysJson } from '#identity/private-keys.js';
import { type TestDatabase, createBareDatabase, createTestDatabase } from '#support/database.js';
import { compiled, quickest } from '#support/server-process.js';
import { until } from '#support/until.js';

const MAIN = 'apps/node/src/main.js';

describe('a node as a process', () => {
  let database: TestDatabase;
  let folder: string;
  let environment: Record<string, string>;

  beforeAll(async () => {
    database = await createTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'dobroset-node-'));
    const roster = join(folder, 'roster.json');
    await writeFile(roster, JSON.stringify({ version: 1, colleges: [] }));
    const keys = privateKeysJson(await generatePrivateKeys());
    environment = { COLLEGE_CODE: 'chhtt', DATABASE_URL: database.url, PORT: '0', ROSTER: roster, KEYS: keys };
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const start = (overrides: Record<string, string> = {}, script = quickest(MAIN)) => {
    const child = spawn(process.execPath, [script], { env: { ...environment, ...overrides }, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { text: '' };
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said.text += chunk.toString()));
    return { child, said };
  };
  const ended = async (child: ChildProcess) => (await once(child, 'exit'))[0] as number | null;

  it.each([
    ['SIGTERM', compiled(MAIN)],
    ['SIGINT', quickest(MAIN)],
  ] as const)('starts, says where, and ends within two seconds of %s', async (signal, script) => {
    const { child, said } = start({}, script);
    await until('the node listens', () => said.text.includes('listens at'));
    const [url = ''] = /http:\/\/[^"]+\d/.exec(said.text) ?? [];
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);

    const begun = performance.now();
    child.kill(signal);
    expect(await ended(child)).toBe(0);
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(said.text).not.toMatch('"level":"error"');
  });

  it('makes of an empty database, as a bundle, what the compiled migrations make', async () => {
    const bare = await createBareDatabase();
    const { child, said } = start({ DATABASE_URL: bare.url }, quickest(MAIN));
    await until('the node listens', () => said.text.includes('listens at'));
    child.kill('SIGTERM');
    await ended(child);
    const [made, expected] = await Promise.all([functionsOf(bare.url), functionsOf(database.url)]);
    expect(expected.length).toBeGreaterThan(5);
    expect(made).toEqual(expected);
    await bare.drop();
  });

  it('logs what Node.js warns of as it logs all else', async () => {
    const { child, said } = start({ NODE_OPTIONS: `--import=data:text/javascript,process.on('SIGUSR2',()=>process.emitWarning('Old.'))` });
    await until('the node listens', () => said.text.includes('listens at'));
    child.kill('SIGUSR2');
    await until('it warns', () => said.text.includes('Old.'));
    child.kill('SIGTERM');
    await ended(child);
    const lines = said.text.trim().split('\n').map((line) => JSON.parse(line));
    expect(lines).toContainEqual(expect.objectContaining({ level: 'warn', context: 'Node.js', message: expect.objectContaining({ error: 'Warning: Old.' }) }));
  });

  it('says which time zone holds where the one that it is given is not the college’s', async () => {
    const own = await createTestDatabase();
    const warned = async (told: Record<string, string>) => {
      const { child, said } = start({ DATABASE_URL: own.url, ...told });
      await until('the node listens', () => said.text.includes('listens at'));
      child.kill('SIGTERM');
      await ended(child);
      const lines = said.text.trim().split('\n').map((line) => JSON.parse(line));
      return lines.filter(({ level, message }) => level === 'warn' && String(message).includes('TIME_ZONE')).map(({ message }) => message);
    };
    expect(await warned({ TIME_ZONE: 'Europe/Samara' })).toEqual([]);
    expect(await warned({ TIME_ZONE: 'Europe/Moscow' })).toEqual([
      'TIME_ZONE is Europe/Moscow, but the college has had Europe/Samara since its database was new: Europe/Samara holds.',
    ]);
    expect(await warned({})).toEqual([]);
    await own.drop();
  });

  it('refuses to start without its environment, and says what is missing', async () => {
    const { child, said } = start({ COLLEGE_CODE: '!', PORT: '' });
    expect(await ended(child)).toBe(1);
    expect(said.text).toMatch('COLLEGE_CODE: must be');
    expect(said.text).toMatch('PORT: must be');
  });

  it('refuses another college’s database in one sentence', async () => {
    const { child, said } = start({ COLLEGE_CODE: 'bat' });
    expect(await ended(child)).toBe(1);
    expect(said.text.trim()).toBe(
      'This database belongs to the college chhtt, and this node is bat: give it its own database in DATABASE_URL, or correct COLLEGE_CODE.',
    );
  });

  it('refuses to start without a roster or a database, and prints no password', async () => {
    const lost = start({ ROSTER: join(folder, 'lost.json') });
    expect(await ended(lost.child)).toBe(1);
    expect(lost.said.text).toMatch(/^The roster .*lost\.json \(ROSTER\) cannot be used; correct it: ENOENT/);
    const unreachable = start({ DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/none' });
    expect(await ended(unreachable.child)).toBe(1);
    expect(unreachable.said.text).toMatch(/database/i);
    expect(unreachable.said.text).not.toMatch('secret');
  });
});

/** What the database's own functions say, to the letter. */
async function functionsOf(url: string): Promise<Record<string, string>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, string>>("SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1, 2")).rows;
  } finally {
    await client.end();
  }
}
