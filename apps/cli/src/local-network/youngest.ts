import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** When the youngest file below a folder was written, in milliseconds since 1970; what stands in `except` does not count. */
export async function youngest(folder: string, except?: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const paths = entries.map((entry) => ({ entry, path: join(folder, entry.name) })).filter(({ path }) => path !== except);
  const times = paths.map(({ entry, path }) => (entry.isDirectory() ? youngest(path, except) : writtenAt(path)));
  return Math.max(0, ...(await Promise.all(times)));
}

/** The same for one file; 0 where there is none. */
export async function writtenAt(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}
