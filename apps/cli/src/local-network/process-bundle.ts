import { chmod, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CliEnvironment } from '../environment.js';
import { inAscii } from './in-ascii.js';
import { writtenAt, youngest } from './youngest.js';

type BundledApp = 'node' | 'gateway' | 'registry';

/** What each app is started with: a path. */
export type ProcessScripts = Readonly<Record<BundledApp, string>>;

/** What an app loads on demand, if ever, and what is no JavaScript; left where it is. */
const ON_DEMAND: Readonly<Record<BundledApp, string[]>> = {
  node: ['@apollo/gateway', '@node-rs/argon2'],
  gateway: ['@graphql-yoga/render-graphiql'],
  registry: ['@apollo/gateway'],
};

/** Short is quickly read; its names stay, for the log tells them. */
const SHORTER = { compress: false, mangle: { keepNames: true }, codegen: true } as const;

/** Runs what was bundled (`code-cache.ts`). */
const MAIN = `import { runCached } from '../apps/cli/src/local-network/code-cache.js';

runCached(new URL('./app.cjs', import.meta.url));
`;

/** @nestjs/typeorm loads TypeORM once more, past the bundle, only to ask for two classes that TypeORM 1 has no more. */
const asksForOldTypeorm = {
  name: 'asks-for-old-typeorm',
  load: {
    filter: { id: /@nestjs\/typeorm\/dist\/common\/typeorm-compat\.js$/ },
    handler: () => 'export const Connection = undefined; export const AbstractRepository = undefined;',
  },
};

/**
 * Each app's script with all its libraries in a few files, made where it is missing or older than what it is made of. Seven
 * processes start at once here, and on Node.js 20 finding and reading 2,500 modules is most of each one's start. Where
 * no bundle can be made (no bundler is installed, nothing may be written) it is the script as compiled.
 */
export async function processScripts({ root }: CliEnvironment): Promise<ProcessScripts> {
  const scripts = (['node', 'gateway', 'registry'] as const).map((app) => processScript(root, app));
  const [node = '', gateway = '', registry = ''] = await Promise.all(scripts);
  return { node, gateway, registry };
}

async function processScript(root: string, app: BundledApp): Promise<string> {
  const dist = join(root, 'dist');
  const script = join(dist, 'apps', app, 'src/main.js');
  const bundle = join(dist, `${app}-bundle`);
  const bundled = join(bundle, 'main.js');
  if ((await writtenAt(bundled)) > (await youngestPart(root, app))) return bundled;

  const bundler = await import('rolldown').catch(() => null);
  const anew = bundler && (await mkdtemp(`${bundle}-`).catch(() => null));
  if (!anew) return script;
  try {
    const build = await bundler.rolldown({
      input: { app: script },
      cwd: root,
      platform: 'node',
      external: ON_DEMAND[app],
      plugins: [asksForOldTypeorm],
      // As Node.js reads a package that has no `exports`: one copy of graphql, whether it is imported or required.
      resolve: { mainFields: ['main'] },
      logLevel: 'silent',
    });
    // What is compiled already cannot `import()` on Node.js 20, and all that is loaded on demand can be required.
    const { output } = await build.generate({ format: 'cjs', dynamicImportInCjs: false, keepNames: true, comments: false, minify: SHORTER, entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' });
    await build.close();
    await Promise.all(output.map((file) => writeFile(join(anew, file.fileName), file.type === 'chunk' ? inAscii(file.code) : file.source)));
    await writeFile(join(anew, 'main.js'), MAIN);
    await chmod(anew, 0o755); // whoever starts it next may be another user
    await rm(bundle, { recursive: true, force: true });
    await rename(anew, bundle);
    return bundled;
  } catch {
    // Another start may have been quicker, and without a bundle a start takes seconds longer and nothing else.
    await rm(anew, { recursive: true, force: true }).catch(() => undefined);
    return script;
  }
}

/** When the last part of an app's bundle was written: its code, its libraries as npm installed them, this recipe. */
async function youngestPart(root: string, app: BundledApp): Promise<number> {
  const parts = [
    youngest(join(root, 'dist/apps', app)),
    youngest(join(root, 'dist/libs')),
    writtenAt(join(root, 'node_modules/.package-lock.json')),
    writtenAt(fileURLToPath(import.meta.url)),
  ];
  return Math.max(...(await Promise.all(parts)));
}
