import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type RunningProcess, childrenOf } from './processes.js';
import { quickest } from './server-process.js';
import { until } from './until.js';

const MAIN = quickest('apps/cli/src/main.js');
const RUNNING_WITHIN_MS = 120_000;

/** So many neighbouring ports are a start's: the gateway's and the nodes' after it, the registry's a hundred further on, and the database's two hundred. */
export const START_PORTS = 201;

/** `dobroset start` in a process group of its own, as a terminal would run it. */
export class LocalStart {
  private readonly launcher: ChildProcess;
  private readonly ended: Promise<unknown>;
  said = '';

  constructor(
    private readonly port: number,
    dataFolder: string,
    ...flags: readonly string[]
  ) {
    this.launcher = spawn(process.execPath, [MAIN, 'start', '--port', String(port), '--data', dataFolder, ...flags], {
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], LANG: 'C.UTF-8', RATE_LIMIT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.ended = once(this.launcher, 'exit');
    for (const stream of [this.launcher.stdout, this.launcher.stderr]) stream?.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
  }

  get pid(): number {
    return this.launcher.pid ?? 0;
  }

  get gateway(): string {
    return `http://127.0.0.1:${this.port}/graphql`;
  }

  /** Waits until it says that everything runs. */
  async running(): Promise<this> {
    await until(
      'dobroset start is running',
      () => {
        if (this.launcher.exitCode !== null) throw new Error(`dobroset start ended:\n${this.said}`);
        return this.said.includes('Running.');
      },
      RUNNING_WITHIN_MS,
    );
    return this;
  }

  /** @returns the exit code of a start that ends by itself */
  async end(): Promise<number | null> {
    await this.ended;
    return this.launcher.exitCode;
  }

  /** Ctrl-C: the terminal sends it to the whole group. @returns the exit code */
  async interrupt(): Promise<number | null> {
    if (this.launcher.exitCode === null && this.launcher.signalCode === null) process.kill(-this.pid, 'SIGINT');
    return this.end();
  }

  async kill(): Promise<void> {
    this.launcher.kill('SIGKILL');
    await this.ended;
  }

  parts(): Promise<RunningProcess[]> {
    return childrenOf(this.pid);
  }

  /** @throws Error when that node does not run */
  async node(code: string): Promise<RunningProcess> {
    const node = (await this.parts()).find(({ environment }) => environment.includes(`COLLEGE_CODE=${code}`));
    if (!node) throw new Error(`The node of ${code} does not run.`);
    return node;
  }
}
