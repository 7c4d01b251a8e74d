import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type LocalPostgres, type LocalPostgresNotice, eraseLocalPostgres, startLocalPostgres } from './local-postgres.js';
import { openFolderFor } from './reachable.js';
import { adoptStandIn } from './stand-in.js';

let parent: string;
let dataFolder: string;
let running: LocalPostgres[];

async function start(onNotice?: (notice: LocalPostgresNotice) => void): Promise<LocalPostgres> {
  const postgres = await startLocalPostgres({ dataFolder, durable: false, ...(onNotice && { onNotice }) });
  running.push(postgres);
  return postgres;
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function isAlive(pid: number): Promise<boolean> {
  return stat(`/proc/${pid}`).then(() => true, () => false);
}

async function until(holds: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await holds()) return true;
    await pause(50);
  }
  return false;
}

describe('a local PostgreSQL that runs', () => {
  let folder: string;
  let postgres: LocalPostgres;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dobroset-local-postgres-'));
    postgres = await startLocalPostgres({ dataFolder: folder, durable: false });
  });
  afterAll(async () => {
    await postgres.stop();
    await eraseLocalPostgres(folder);
  });

  it('sorts Russian by ICU, and folds its case without a locale of the machine', async () => {
    const sorted = `SELECT string_agg(word, ' ' ORDER BY word COLLATE "ru-x-icu") AS words, lower('ЁЛКА') AS lower
                    FROM unnest(ARRAY['жук', 'ёлка', 'Дом', 'еда']) AS word`;
    expect(await ask(postgres.url('postgres'), sorted)).toEqual([{ words: 'Дом еда ёлка жук', lower: 'ёлка' }]);
  });

  it('is heard on loopback alone, and asks for its password', async () => {
    const url = new URL(postgres.url('postgres'));
    expect(await ask(url.href, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    url.password = 'guess';
    await expect(ask(url.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    expect((await stat(join(postgres.folder, 'password'))).mode & 0o077).toBe(0);
  });

  it('is refused to a second owner while the first lives', async () => {
    await expect(startLocalPostgres({ dataFolder: folder, durable: false })).rejects.toThrow(/Another process is already running the database/);
  });
});

describe('a local PostgreSQL', () => {
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'dobroset-local-postgres-'));
    dataFolder = join(parent, 'data');
    running = [];
  });

  afterEach(async () => {
    for (const postgres of running) await postgres.stop();
    await eraseLocalPostgres(dataFolder);
    await rm(parent, { recursive: true });
  });

  it('keeps its data and its log from one start to the next, wherever its folder lies', async () => {
    const first = await start();
    expect(await first.createDatabase('bat')).toBe(true);
    await ask(first.url('bat'), 'CREATE TABLE kept AS SELECT 1 AS one');
    await ask(first.url('bat'), `DO $$ BEGIN RAISE WARNING 'the one before'; END $$`);
    await first.stop();
    expect(await isAlive(first.pid)).toBe(false);

    const second = await start();
    expect(await second.createDatabase('bat')).toBe(false);
    expect(await ask(second.url('bat'), 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
    expect(await readFile(join(second.folder, 'postgres.log'), 'utf8')).toContain('the one before');
  });

  it('is started once where two start it at once, and opens again afterwards', async () => {
    const starts = await Promise.allSettled([start(), start(), start()]);
    expect(starts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const started of starts) if (started.status === 'rejected') expect(started.reason).toMatchObject({ problem: { kind: 'IN_USE' } });
    await running.pop()?.stop();
    const again = await start();
    expect(await ask(again.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('is not taken for an orphan before its owner has connected to it', async () => {
    const { pid, owner } = await halfStartedInAnotherProcess();
    try {
      await expect(start()).rejects.toMatchObject({ problem: { kind: 'IN_USE' } });
      await expect(eraseLocalPostgres(dataFolder)).rejects.toMatchObject({ problem: { kind: 'IN_USE' } });
      expect(await isAlive(pid)).toBe(true);
    } finally {
      await killed(owner);
    }
    expect(await ask((await start()).url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('ends with the process that started it, killed or not', async () => {
    const pid = await startInAnotherProcess('kill owner');
    expect(await until(async () => !(await isAlive(pid)))).toBe(true);
  });

  it('replaces the server of a killed owner, and says so', async () => {
    const pid = await startInAnotherProcess('kill owner and watch');
    expect(await isAlive(pid)).toBe(true);
    const notices: LocalPostgresNotice[] = [];
    const postgres = await start((notice) => notices.push(notice));
    expect(notices).toContainEqual({ kind: 'LEFT_BEHIND_ENDED', pid });
    expect(postgres.pid).not.toBe(pid);
  });

  // An ordinary user's server runs as that user.
  (process.getuid?.() === 0 ? it : it.skip).each([
    ['its folder', 0o755],
    ['another folder', 0o700],
  ])('that root started and that is kept in %s runs as whoever owns its cluster', async (_where, mode) => {
    await chmod(parent, mode);
    const first = await start();
    await first.stop();
    const other = { uid: 65_432, gid: 65_431 };
    const owned = [join(first.folder, 'cluster'), join(first.folder, 'password')];
    await promisify(execFile)('chown', ['-R', `${other.uid}:${other.gid}`, ...owned]);
    const { pid, folder } = await start();
    expect(folder).toBe(first.folder);
    expect(await stat(`/proc/${pid}`)).toMatchObject(other);
  });

  // An ordinary user's server works in every folder that its owner can.
  (process.getuid?.() === 0 ? describe : describe.skip)('whose user cannot reach its folder', () => {
    const folderOfStart = async (): Promise<string> => {
      const postgres = await start();
      await postgres.stop();
      return postgres.folder;
    };

    it('is kept elsewhere, and anew for a folder that is made anew at the same place', async () => {
      const before = await folderOfStart();
      expect(before).toMatch(/^\/var\/tmp\/dobroset-/);
      expect(await folderOfStart()).toBe(before);
      await rm(dataFolder, { recursive: true });
      const after = await folderOfStart();
      await rm(before, { recursive: true });
      expect(after).not.toBe(before);
    });

    it('follows a folder that is moved, but not a copy of it', async () => {
      const before = await folderOfStart();
      const original = dataFolder;
      dataFolder = join(parent, 'moved');
      await rename(original, dataFolder);
      expect(await folderOfStart()).toBe(before);
      await cp(dataFolder, original, { recursive: true });
      await eraseLocalPostgres(original);
      await cp(dataFolder, original, { recursive: true });
      const copy = await startLocalPostgres({ dataFolder: original, durable: false });
      await copy.stop();
      await eraseLocalPostgres(original);
      expect(copy.folder).not.toBe(before);
      expect(await folderOfStart()).toBe(before);
    });

    it('stays elsewhere once its folder can be reached, and in its folder once that cannot be, which is refused', async () => {
      const before = await folderOfStart();
      await chmod(parent, 0o755);
      expect(await folderOfStart()).toBe(before);

      await eraseLocalPostgres(dataFolder);
      expect(await folderOfStart()).toBe(dataFolder);
      await chmod(parent, 0o700);
      await expect(start()).rejects.toThrow('may not pass any more');
      await chmod(parent, 0o755);
      expect(await folderOfStart()).toBe(dataFolder);
    });

    it('stays where a name by the path alone has kept it, once that is adopted', async () => {
      const named = openFolderFor(dataFolder);
      await rename(await folderOfStart(), named);
      await rm(dataFolder, { recursive: true });
      await adoptStandIn(dataFolder);
      expect(await folderOfStart()).toBe(named);
    });
  });
});

/** @returns the pid of a server whose owner, and where asked its watch, was then killed */
async function startInAnotherProcess(then: 'kill owner' | 'kill owner and watch'): Promise<number> {
  const library = new URL('./local-postgres.js', import.meta.url).href;
  const script = `
    const { startLocalPostgres } = await import(${JSON.stringify(library)});
    const { pid } = await startLocalPostgres({ dataFolder: ${JSON.stringify(dataFolder)}, durable: false });
    const { execFileSync } = await import('node:child_process');
    if (${String(then !== 'kill owner')}) process.kill(watchOf(pid), 'SIGKILL');
    process.stdout.write(String(pid));
    setInterval(() => undefined, 1000);
    function watchOf(pid) {
      const lines = execFileSync('ps', ['-eo', 'pid=,args=']).toString().split('\\n');
      return Number.parseInt(lines.find((line) => line.endsWith(' sh ' + pid)));
    }`;
  const owner = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [pid] = await once(owner.stdout, 'data');
  await killed(owner);
  return Number(String(pid));
}

/** @returns a server that runs, and its owner, stopped before it could connect to it */
async function halfStartedInAnotherProcess(): Promise<{ readonly pid: number; readonly owner: ChildProcess }> {
  await (await start()).stop(); // its cluster is there already
  const library = new URL('./local-postgres.js', import.meta.url).href;
  const script = `
    const { default: pg } = await import(${JSON.stringify(import.meta.resolve('pg'))});
    pg.Client.prototype.connect = () => new Promise(() => process.stdout.write('connecting'));
    const { startLocalPostgres } = await import(${JSON.stringify(library)});
    setInterval(() => undefined, 1000);
    await startLocalPostgres({ dataFolder: ${JSON.stringify(dataFolder)}, durable: false });`;
  const owner = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(owner.stdout, 'data');
  const pidFile = join(running.at(-1)?.folder ?? '', 'cluster', 'postmaster.pid');
  const pidWritten = async (): Promise<string> => (await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0] ?? '';
  await until(async () => (await pidWritten()) !== '');
  return { pid: Number(await pidWritten()), owner };
}

async function killed(owner: ChildProcess): Promise<void> {
  const ended = once(owner, 'exit');
  owner.kill('SIGKILL');
  await ended;
}
