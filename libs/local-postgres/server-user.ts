import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { places } from './cluster.js';
import { LocalPostgresError } from './problem.js';

const run = promisify(execFile);

/** Whom the server runs as. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** Those who exist on most machines, and own nothing else there. */
const CANDIDATES = ['postgres', 'nobody'];
const MADE_BY_US = 'dobroset';

/**
 * PostgreSQL refuses to run as root. An ordinary user runs it as themselves, which null says; root runs it as
 * the user to whom its cluster belongs, whichever users have come since, and a new one as `postgres` or `nobody`, or as a
 * user made for it.
 * @param folders where the cluster may be already
 * @throws LocalPostgresError NO_USER when none can be found or made
 */
export async function serverUser(folders: readonly string[]): Promise<ServerUser | null> {
  if (process.getuid?.() !== 0) return null;
  for (const folder of folders) {
    const owner = await ownerOf(places(folder).cluster);
    if (owner) return owner;
  }
  for (const name of [...CANDIDATES, MADE_BY_US]) {
    const user = await userNamed(name);
    if (user) return user;
  }
  await run('useradd', ['--system', '--user-group', '--no-create-home', MADE_BY_US]).catch(() => null);
  const made = await userNamed(MADE_BY_US);
  if (!made) throw new LocalPostgresError({ kind: 'NO_USER' });
  return made;
}

/** @returns null where nothing is there, or what root has put there, as whom no server runs */
async function ownerOf(cluster: string): Promise<ServerUser | null> {
  const stats = await stat(cluster).catch(() => null);
  return stats && stats.uid !== 0 ? { uid: stats.uid, gid: stats.gid } : null;
}

async function userNamed(name: string): Promise<ServerUser | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}
