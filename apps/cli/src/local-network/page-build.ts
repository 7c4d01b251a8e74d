import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reasonOf } from '#migrations/reason.js';
import type { CliEnvironment } from '../environment.js';
import { writtenAt, youngest } from './youngest.js';

/** The folder that the gateway serves the page from. */
export const pageFolder = ({ root }: CliEnvironment): string => join(root, 'apps', 'dashboard', 'dist');

/** Whether the page is still to be built, or was built from older sources. */
export async function pageIsStale(environment: CliEnvironment): Promise<boolean> {
  const built = await writtenAt(join(pageFolder(environment), 'index.html'));
  const source = join(environment.root, 'apps', 'dashboard');
  return built < (await youngest(source, pageFolder(environment)));
}

/** @returns null when it was built; else why not, for a person to read */
export async function buildPage(environment: CliEnvironment, log: string, signal: AbortSignal): Promise<string | null> {
  try {
    const output = await open(log, 'w');
    try {
      const npm = spawn('npm', ['run', 'build:dashboard'], {
        cwd: environment.root,
        env: environment.passedOn,
        stdio: ['ignore', output.fd, output.fd],
        signal,
      });
      await once(npm, 'exit');
      return npm.exitCode === 0 ? null : await lastWords(log);
    } finally {
      await output.close();
    }
  } catch (error) {
    return reasonOf(error);
  }
}

/** The end of a log, for a person to read. */
export async function lastWords(log: string): Promise<string> {
  const text = await readFile(log, 'utf8').catch(() => '');
  return [log, ...text.trim().split('\n').slice(-8)].join('\n    ');
}
