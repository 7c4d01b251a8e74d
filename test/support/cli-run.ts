import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { quickest } from './server-process.js';

const MAIN = quickest('apps/cli/src/main.js');

export interface CliRun {
  readonly exitCode: number | null;
  /** Standard output. */
  readonly told: string;
  /** Lines of the standard error that are not empty. */
  readonly problems: readonly string[];
}

/**
 * Runs `dobroset` with these arguments until it ends.
 * @param begun is given its process
 */
export async function runCli(args: readonly string[], environment: Readonly<Record<string, string>> = {}, begun: (child: ChildProcess) => void = () => undefined): Promise<CliRun> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  begun(child);
  const said = { out: [] as Buffer[], err: [] as Buffer[] };
  child.stdout.on('data', (chunk: Buffer) => said.out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => said.err.push(chunk));
  await once(child, 'close');
  return {
    exitCode: child.exitCode,
    told: Buffer.concat(said.out).toString(),
    problems: Buffer.concat(said.err).toString().split('\n').filter((line) => line !== ''),
  };
}
