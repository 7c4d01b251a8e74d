import { readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { usableBinaries } from './binaries.js';
import { ensureCluster, places, ROLE } from './cluster.js';
import { type FolderLock, lockFolder } from './folder-lock.js';
import { endLeftBehind, OWNER } from './left-behind.js';
import { LocalPostgresError } from './problem.js';
import { canReach, makeFolder } from './reachable.js';
import { exists } from './runnable-copy.js';
import { type ServerProcess, startServer } from './server-process.js';
import { serverUser } from './server-user.js';
import { standInFor, standInOf } from './stand-in.js';

/** What is worth a word to whoever started it. */
export type LocalPostgresNotice =
  | { readonly kind: 'LEFT_BEHIND_ENDED'; readonly pid: number }
  | { readonly kind: 'KEPT_ELSEWHERE'; readonly folder: string };

export interface LocalPostgresOptions {
  /** Where the cluster is kept; made when missing. Where the server's user cannot pass into it, a folder of `/var/tmp` stands in. */
  readonly dataFolder: string;
  /** A free one is chosen when not given. */
  readonly port?: number | undefined;
  /** False for tests: faster, and what was written may be lost when the machine stops. */
  readonly durable: boolean;
  readonly onNotice?: (notice: LocalPostgresNotice) => void;
}

/** A PostgreSQL server of our own, heard on loopback alone. */
export interface LocalPostgres {
  readonly port: number;
  readonly pid: number;
  /** Where the data really lies. */
  readonly folder: string;
  /** Settles when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** The connection string of one of its databases. */
  url(database: string): string;
  /** @returns whether it was made now; false when it was there */
  createDatabase(name: string): Promise<boolean>;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 60_000;

/**
 * Starts the embedded PostgreSQL on a folder of data, as whatever user it may run as, and ends a server that a killed
 * owner left there. When this process dies, the server ends too.
 * @throws LocalPostgresError saying what is wrong and what to do
 */
export async function startLocalPostgres(options: LocalPostgresOptions): Promise<LocalPostgres> {
  const wanted = resolve(options.dataFolder);
  const lock = await takeFolder(wanted);
  try {
    return await startIn(wanted, options, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** @throws LocalPostgresError IN_USE when somebody has it */
async function takeFolder(folder: string): Promise<FolderLock> {
  const lock = await lockFolder(folder);
  if (lock === null) throw new LocalPostgresError({ kind: 'IN_USE', folder });
  return lock;
}

/** @param lock freed when the server has ended */
async function startIn(wanted: string, options: LocalPostgresOptions, lock: FolderLock): Promise<LocalPostgres> {
  const { durable, onNotice = () => undefined } = options;
  const standIn = await standInOf(wanted);
  const user = await serverUser([wanted, standIn ?? wanted]);
  const isReachable = await canReach(join(wanted, 'inside'), user);
  // Where earlier starts kept their data counts more than how passable the folders have become since.
  const isHere = await holdsCluster(wanted);
  const isElsewhere = !isHere && standIn !== null && (await holdsCluster(standIn));
  if (isHere && !isReachable) throw new LocalPostgresError({ kind: 'OUT_OF_REACH', folder: wanted });
  const folder = isElsewhere || !isReachable ? await standInFor(wanted) : wanted;
  await makeFolder(folder);
  if (folder !== wanted) onNotice({ kind: 'KEPT_ELSEWHERE', folder });

  const leftBehind = await endLeftBehind(folder);
  if (leftBehind !== null) onNotice({ kind: 'LEFT_BEHIND_ENDED', pid: leftBehind });

  const binaries = await usableBinaries(user);
  const password = await ensureCluster(folder, { binaries, user, durable });
  const port = options.port ?? (await freePort());
  const server = await startServer(folder, port, { binaries, user, durable });
  const url = (database: string): string => `postgres://${ROLE}:${password}@127.0.0.1:${port}/${database}`;
  const owner = await connectAsOwner(url('postgres'), server, folder);
  const ended = server.ended.then(() => lock.release());

  return {
    port,
    pid: server.pid,
    folder,
    ended,
    url,
    createDatabase: async (name) => {
      const there = await owner.query('SELECT FROM pg_database WHERE datname = $1', [name]);
      if ((there.rowCount ?? 0) > 0) return false;
      await owner.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
      return true;
    },
    stop: async () => {
      await owner.end().catch(() => undefined);
      await server.stop();
      await ended;
    },
  };
}

function holdsCluster(folder: string): Promise<boolean> {
  return exists(places(folder).cluster);
}

/**
 * Deletes a local PostgreSQL with all its data, after ending a server that was left behind on it.
 * @throws LocalPostgresError IN_USE when it is running for somebody
 */
export async function eraseLocalPostgres(dataFolder: string): Promise<void> {
  const wanted = resolve(dataFolder);
  const lock = await takeFolder(wanted);
  try {
    for (const folder of [await standInOf(wanted), wanted].filter((folder) => folder !== null)) {
      await endLeftBehind(folder);
      await rm(folder, { recursive: true, force: true });
    }
  } finally {
    await lock.release();
  }
}

async function connectAsOwner(url: string, server: ServerProcess, folder: string): Promise<pg.Client> {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const client = new pg.Client({ connectionString: url, application_name: OWNER, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined); // the server ended: `ended` says so
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (!server.isRunning() || Date.now() > deadline) {
        await server.stop();
        throw new LocalPostgresError({ kind: 'DID_NOT_START', log: places(folder).log, said: await lastWords(folder, server, error) });
      }
      await pause(25);
    }
  }
}

async function lastWords(folder: string, { logStart }: ServerProcess, error: unknown): Promise<string> {
  const log = await readFile(places(folder).log).catch(() => Buffer.of());
  const lines = log.subarray(logStart).toString().trim().split('\n').slice(-5).join('\n');
  return lines === '' ? String(error) : lines;
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
