import { randomUUID } from 'node:crypto';
import { chmod, cp, lstat, mkdir, readFile, readdir, rename, rm, stat, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';

const linksShape = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Copies a package of PostgreSQL's programs to where every user may run them; the copy stands complete or not at all. The
 * links among its libraries are made anew: where an install script has made them already, those need not lead to the copy.
 */
export async function copyRunnable(installed: string, copy: string): Promise<void> {
  const unfinished = `${copy}.${randomUUID()}`;
  await mkdir(unfinished);
  try {
    await cp(installed, unfinished, { recursive: true, filter: async (source) => !(await lstat(source)).isSymbolicLink() });
    await makeLinks(unfinished);
    await openToAll(unfinished);
    await rename(unfinished, copy);
  } catch (error) {
    await rm(unfinished, { recursive: true });
    if (!(await exists(copy))) throw error;
  }
}

/** Makes the links among the shared libraries, which npm does not pack; one that is there stays. */
export async function makeLinks(root: string): Promise<void> {
  const links = linksShape.parse(JSON.parse(await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8')));
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

export async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
