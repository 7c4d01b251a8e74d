import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
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
 * `postgres` or `nobody`, or as a user made for it.
 * @throws LocalPostgresError NO_USER when none can be found or made
 */
export async function serverUser(): Promise<ServerUser | null> {
  if (process.getuid?.() !== 0) return null;
  for (const name of [...CANDIDATES, MADE_BY_US]) {
    const user = await userNamed(name);
    if (user) return user;
  }
  await run('useradd', ['--system', '--user-group', '--no-create-home', MADE_BY_US]).catch(() => null);
  const made = await userNamed(MADE_BY_US);
  if (!made) throw new LocalPostgresError({ kind: 'NO_USER' });
  return made;
}

async function userNamed(name: string): Promise<ServerUser | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}
