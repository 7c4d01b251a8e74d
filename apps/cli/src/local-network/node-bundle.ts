import { chmod, mkdtemp, rename, rm } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { CliEnvironment } from '../environment.js';
import { writtenAt, youngest } from './youngest.js';

/**
 * What goes into the bundle, beside our own code: the libraries of many files. All that stands on graphql stays outside,
 * for there must be one copy of it.
 */
const MANY_FILES = /^(@nestjs\/(common|core|graphql|apollo|typeorm|platform-express)|es-toolkit|jose|rxjs|typeorm|zod)($|\/)/;

/**
 * The node's script in a few files, made where it is missing or older than what it is made of. Five nodes start at
 * once here, and on Node.js 20 finding and reading 1,900 modules is half of each one's start.
 * @returns its path; that of the script itself where no bundle can be made: no bundler is installed, nothing may be written
 */
export async function nodeScript({ root }: CliEnvironment): Promise<string> {
  const dist = join(root, 'dist');
  const script = join(dist, 'apps/node/src/main.js');
  const bundle = join(dist, 'node-bundle');
  const bundled = join(bundle, 'main.js');
  const made = Math.max(await youngest(join(dist, 'apps/node')), await youngest(join(dist, 'libs')), await writtenAt(join(root, 'package-lock.json')));
  if ((await writtenAt(bundled)) > made) return bundled;

  const bundler = await import('rolldown').catch(() => null);
  const anew = bundler && (await mkdtemp(`${bundle}-`).catch(() => null));
  if (!anew) return script;
  try {
    const build = await bundler.rolldown({ input: { main: script }, cwd: root, platform: 'node', external: staysOutside, logLevel: 'silent' });
    await build.write({ dir: anew, format: 'esm', keepNames: true });
    await build.close();
    await chmod(anew, 0o755); // whoever starts it next may be another user
    await rm(bundle, { recursive: true, force: true });
    await rename(anew, bundle);
    return bundled;
  } catch {
    // Another start may have been quicker, and without a bundle a start takes seconds longer and nothing else.
    await rm(anew, { recursive: true, force: true });
    return script;
  }
}

function staysOutside(id: string): boolean {
  const isOurs = id.startsWith('.') || id.startsWith('#') || isAbsolute(id);
  return !isOurs && !MANY_FILES.test(id);
}
