import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { places, ROLE } from './cluster.js';
import { LocalPostgresError } from './problem.js';
import { endGently } from './server-process.js';

const run = promisify(execFile);

/** The connection that an owner keeps open as long as it lives: a server without one has lost its owner. */
export const OWNER = 'dobroset-owner';

const NOTICES_WITHIN_MS = 2_000;

/**
 * Ends the server that a killed owner left running on this cluster, for two cannot share one.
 * @returns the process id of the server that was ended; null when none was there
 * @throws LocalPostgresError IN_USE when its owner still lives
 */
export async function endLeftBehind(folder: string): Promise<number | null> {
  const { cluster, pidFile } = places(folder);
  const [pidLine, , , portLine] = (await readFile(pidFile, 'utf8').catch(() => '')).split('\n');
  const pid = Number(pidLine);
  if (!Number.isInteger(pid) || pid < 1) return null;
  if (!(await isServerOf(pid, cluster))) {
    await rm(pidFile, { force: true }); // its number may be another program's by now, and PostgreSQL would shrink from it
    return null;
  }
  if (await keepsOwner(folder, Number(portLine))) throw new LocalPostgresError({ kind: 'IN_USE', folder });
  await endGently(endOf(pid, cluster), (signal) => kill(pid, signal));
  return pid;
}

async function isServerOf(pid: number, cluster: string): Promise<boolean> {
  return (await commandLine(pid)).includes(cluster);
}

/** `/proc` where the system has it, for the smallest ones have no `ps`. */
async function commandLine(pid: number): Promise<string> {
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return run('ps', ['-o', 'command=', '-p', String(pid)]).then(({ stdout }) => stdout, () => '');
}

/** A server notices that its owner was killed a moment later. */
async function keepsOwner(folder: string, port: number): Promise<boolean> {
  for (const until = Date.now() + NOTICES_WITHIN_MS; Date.now() < until; await pause(100)) {
    if (!(await hasOwner(folder, port))) return false;
  }
  return hasOwner(folder, port);
}

async function hasOwner(folder: string, port: number): Promise<boolean> {
  const password = (await readFile(places(folder).password, 'utf8').catch(() => '')).trim();
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: ROLE,
    password,
    database: 'postgres',
    connectionTimeoutMillis: 2_000,
    query_timeout: 2_000,
  });
  client.on('error', () => undefined); // whatever ends the connection, its answer is what counts
  try {
    await client.connect();
    const owners = await client.query('SELECT FROM pg_stat_activity WHERE application_name = $1', [OWNER]);
    return (owners.rowCount ?? 0) > 0;
  } catch {
    return false; // starting, stopping or stuck: nobody is working with it
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function endOf(pid: number, cluster: string): Promise<void> {
  while (await isServerOf(pid, cluster)) await pause(50);
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // it ended in between
  }
}
