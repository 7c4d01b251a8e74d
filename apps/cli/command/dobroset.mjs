#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

// Plain JavaScript, for it runs before anything is built.
const root = fileURLToPath(new URL('../../../', import.meta.url));
const built = [join(root, 'dist/.built'), join(root, 'dist/.tsbuildinfo')];
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const sources = ['tsconfig.json', 'package.json', 'libs', 'apps/node/src', 'apps/gateway/src', 'apps/registry/src', 'apps/cli/src'];

/** Milliseconds since 1970 when the path, or the youngest file below it, was written; 0 where there is none. */
function youngest(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats?.isDirectory()) return stats?.mtimeMs ?? 0;
  return Math.max(0, ...readdirSync(path).map((name) => youngest(join(path, name))));
}

function isStale() {
  if (!existsSync(join(root, 'tsconfig.json'))) return false; // an installation that carries no sources
  const main = join(root, 'dist/apps/cli/src/main.js');
  return !existsSync(main) || Math.max(...sources.map((path) => youngest(join(root, path)))) > Math.max(...built.map(youngest));
}

async function build() {
  const compiler = join(root, 'node_modules/typescript-7/bin/tsc');
  if (!existsSync(compiler)) {
    process.stderr.write('Dobroset is not built, and its compiler is not installed: run `npm install --include=dev` first.\n');
    process.exit(1);
  }
  process.stderr.write('Building Dobroset: its sources changed since the last time. A few seconds …\n');
  // TypeScript's launcher passes no signal on to its compiler, so that both are ended as one group.
  const compiling = spawn(process.execPath, [compiler, '-p', root], { cwd: root, stdio: ['ignore', 2, 2], detached: true });
  let isStopped = false;
  const stop = () => {
    isStopped = true;
    if (compiling.exitCode === null && compiling.signalCode === null) process.kill(-compiling.pid, 'SIGKILL');
  };
  for (const signal of SIGNALS) process.on(signal, stop); // npm passes its own on, and nothing is to outlive it
  const [status, killed] = await once(compiling, 'exit');
  for (const signal of SIGNALS) process.off(signal, stop);
  if (isStopped || killed !== null) process.exit(1);
  if (status !== 0) {
    process.stderr.write('Dobroset could not be built; the compiler says above why.\n');
    try {
      for (const stamp of built) rmSync(stamp, { force: true }); // or what was written all the same would run the next time
    } catch {
      // It is another's, and nothing was written there.
    }
    process.exit(1);
  }
  try {
    writeFileSync(built[0], '');
  } catch (error) {
    process.stderr.write(`Dobroset is built into its own folder, where you may not write: run it as the user who installed it. ${error.message}\n`);
    process.exit(1);
  }
}

/** The bundle that `dobroset start` made (`process-bundle.ts`), for it is loaded in half the time; the script as compiled where that or a library is younger. */
function quickest() {
  const bundle = join(root, 'dist/cli-bundle');
  const parts = [...built, join(root, 'node_modules/.package-lock.json')];
  return youngest(join(bundle, 'app.cjs')) > Math.max(...parts.map(youngest)) ? join(bundle, 'main.js') : join(root, 'dist/apps/cli/src/main.js');
}

if (isStale()) await build();
await import(pathToFileURL(quickest()).href);
