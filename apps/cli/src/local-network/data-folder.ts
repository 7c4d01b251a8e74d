import { access, constants, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { eraseLocalPostgres } from '#local-postgres/local-postgres.js';
import { exists } from '#local-postgres/runnable-copy.js';

/** What the local network keeps, and where. */
export interface DataFolder {
  readonly root: string;
  readonly postgres: string;
  readonly keys: string;
  readonly logs: string;
  /** Who the registry founds the network with. */
  readonly founding: string;
  /** Each process's last good roster. */
  readonly rosters: string;
  /** Connection strings by college code. */
  readonly databases: string;
  /** Tokens for scripts, by college code. */
  readonly tokens: string;
  /** Where and as whom one signs in, for `dobroset token`. */
  readonly signIn: string;
  /** What Node.js 22 and later compile once and keep. */
  readonly compileCache: string;
}

export function dataFolderAt(root: string): DataFolder {
  return {
    root,
    postgres: join(root, 'postgres'),
    keys: join(root, 'keys'),
    logs: join(root, 'logs'),
    founding: join(root, 'founding.json'),
    rosters: join(root, 'rosters'),
    databases: join(root, 'databases.json'),
    tokens: join(root, 'tokens.json'),
    signIn: join(root, 'sign-in.json'),
    compileCache: join(root, 'compile-cache'),
  };
}

/**
 * Keys are nobody else's to read; the folder itself must let the database's user through.
 * @throws Error when it cannot be made, or is there and another user's
 */
export async function makeDataFolder({ root, keys, logs, rosters }: DataFolder): Promise<void> {
  await makeFolder(root, 0o755);
  await makeFolder(keys, 0o700);
  await makeFolder(logs, 0o755);
  await makeFolder(rosters, 0o755);
  for (const folder of [root, keys, logs, rosters]) await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
}

/**
 * Makes a folder, and those above it. The `recursive` of mkdir itself never ends where a folder is there and says ENOENT
 * to whatever is made in it, as /proc does.
 */
async function makeFolder(folder: string, mode: number): Promise<void> {
  try {
    await mkdir(folder, { mode });
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT') throw error;
    await makeFolder(dirname(folder), mode);
    await mkdir(folder, { mode });
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

/** Whether an earlier start made its keys there. */
export async function hasKeys({ keys }: DataFolder): Promise<boolean> {
  return (await readdir(keys).catch(() => [])).length > 0;
}

/**
 * Deletes what earlier starts left, and nothing else that may lie in the folder: where none ever was, its `keys` and `logs` are somebody's own.
 * @throws LocalPostgresError IN_USE when somebody is running the database in it
 */
export async function emptyDataFolder(folder: DataFolder): Promise<void> {
  const { founding } = folder;
  if (!(await exists(founding))) return;
  await eraseLocalPostgres(folder.postgres);
  const { keys, logs, rosters, databases, tokens, signIn, compileCache } = folder;
  // What tells that it is ours goes last, for the next start to go on where this one is broken off.
  for (const path of [keys, logs, rosters, databases, tokens, signIn, compileCache, founding]) {
    await rm(path, { recursive: true, force: true });
  }
}
