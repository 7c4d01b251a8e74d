import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.js';
import { LocalPostgresError } from './problem.js';
import type { ServerUser } from './server-user.js';
import type { Durability } from './settings.js';

const run = promisify(execFile);

/** The one role of a cluster; its password stands in a file that nobody else may read. */
export const ROLE = 'dobroset';

/** Where the parts of a local PostgreSQL lie in its folder. */
export const places = (folder: string) => ({
  cluster: join(folder, 'cluster'),
  password: join(folder, 'password'),
  log: join(folder, 'postgres.log'),
  pidFile: join(folder, 'cluster', 'postmaster.pid'),
});

/** What the server and its tools need to know of the environment, wherever they are started from. */
export const serverEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/**
 * Makes the cluster where there is none yet: complete, or not at all.
 * Texts are compared by code point, so that no locale of the machine is needed; ICU's collations are there by name.
 * @param durable whether it is to outlive a power cut
 * @returns the role's password
 * @throws LocalPostgresError OTHER_VERSION when an older or newer PostgreSQL made it
 */
export async function ensureCluster(folder: string, { binaries, user, durable }: { readonly binaries: Binaries; readonly user: ServerUser | null } & Durability): Promise<string> {
  const { cluster, password: passwordFile } = places(folder);
  const found = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => null);
  if (found !== null) {
    const wanted = binaries.majorVersion;
    if (found.trim() !== wanted) throw new LocalPostgresError({ kind: 'OTHER_VERSION', folder, found: found.trim(), wanted });
    return (await readFile(passwordFile, 'utf8')).trim();
  }

  const password = randomBytes(24).toString('base64url');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  const begun = `${basename(cluster)}.unfinished`;
  for (const name of await readdir(folder)) if (name.startsWith(begun)) await clear(join(folder, name));
  const unfinished = await mkdtemp(join(folder, `${begun}-`));
  if (user) await Promise.all([unfinished, passwordFile].map((path) => chown(path, user.uid, user.gid)));
  await initialise(unfinished, passwordFile, { binaries, user, durable });
  await rename(unfinished, cluster);
  return password;
}

/** What an earlier start has left; an initdb whose start was killed may still be at work in it, and then it stays. */
async function clear(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
}

async function initialise(cluster: string, passwordFile: string, { binaries, user, durable }: { readonly binaries: Binaries; readonly user: ServerUser | null } & Durability): Promise<void> {
  const flags = [
    `--pgdata=${cluster}`,
    `--username=${ROLE}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(durable ? [] : ['--no-sync']),
    '--no-instructions',
  ];
  await run(binaries.initdb, flags, { ...user, cwd: cluster, env: serverEnvironment });
}
