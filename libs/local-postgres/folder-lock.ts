import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { constants, open, realpath } from 'node:fs/promises';
import { createServer } from 'node:net';
import { basename, dirname, join, resolve } from 'node:path';

/** That nobody else works in a folder. The system itself frees it when its holder ends, killed or not. */
export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Takes a folder for this process alone, without writing anything there: it need not even exist.
 * @returns null when somebody has it already
 */
export async function lockFolder(folder: string): Promise<FolderLock | null> {
  const name = `dobroset-${createHash('sha256').update(await trueNameOf(resolve(folder))).digest('hex')}`;
  return process.platform === 'linux' ? listenAs(name) : openAlone(join('/var/tmp', `${name}.lock`));
}

/** One folder has one name here, whichever symbolic links lead to it. */
async function trueNameOf(path: string): Promise<string> {
  const name = await realpath(path).catch(() => null);
  if (name !== null || path === dirname(path)) return name ?? path;
  return join(await trueNameOf(dirname(path)), basename(path));
}

/** A socket of Linux's abstract names: one process has a name, no file of it is left behind, and no user is kept from seeing it. */
async function listenAs(name: string): Promise<FolderLock | null> {
  const server = createServer((caller) => caller.destroy()).unref();
  try {
    await once(server.listen({ path: `\0${name}`, exclusive: true }), 'listening');
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE') return null;
    throw error;
  }
  return { release: () => new Promise((done) => void server.close(() => done())) };
}

/** The BSDs lock a file as they open it. Node.js has no name for the flag. */
const O_EXLOCK = 0x20;

async function openAlone(path: string): Promise<FolderLock | null> {
  try {
    const file = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_NONBLOCK | O_EXLOCK, 0o600);
    return { release: () => file.close() };
  } catch (error) {
    if (codeOf(error) === 'EAGAIN') return null;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
