import { createHash } from 'node:crypto';
import { type Stats } from 'node:fs';
import { chmod, lstat, mkdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { LocalPostgresError } from './problem.js';
import type { ServerUser } from './server-user.js';

/** Survives a restart of the machine, and everybody may pass through it. */
const OPEN_TO_ALL = '/var/tmp';

/** Others may pass through, and only the owner may look inside. */
const PASS_THROUGH = 0o711;

/** Whether the user may reach what lies at a path: every folder above it must let them through. */
export async function canReach(path: string, user: ServerUser | null): Promise<boolean> {
  if (user === null) return true;
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    const stats = await stat(folder).catch(() => null);
    if (stats && !mayPass(stats, user)) return false;
    if (folder === dirname(folder)) return true;
  }
}

function mayPass({ mode, uid, gid }: Stats, user: ServerUser): boolean {
  if (uid === user.uid) return (mode & 0o100) !== 0;
  return gid === user.gid ? (mode & 0o010) !== 0 : (mode & 0o001) !== 0;
}

/** A folder open to all, named after what it holds for this user. */
export function openFolderFor(meaning: string): string {
  return openFolder(idOfMeaning(meaning));
}

export function idOfMeaning(meaning: string): string {
  return createHash('sha256').update(`${String(process.getuid?.())} ${meaning}`).digest('hex').slice(0, 12);
}

export function openFolder(id: string): string {
  return join(OPEN_TO_ALL, `dobroset-${id}`);
}

/**
 * Makes a folder that the server's user may pass through. One that already stands in a place open to all is trusted
 * only where it is ours, for anybody could have put it there.
 * @throws LocalPostgresError NOT_OURS
 */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: PASS_THROUGH });
  const stats = await lstat(folder);
  if (!stats.isDirectory() || stats.uid !== process.getuid?.()) throw new LocalPostgresError({ kind: 'NOT_OURS', folder });
  await chmod(folder, PASS_THROUGH); // whatever the umask took away
}
