import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Bundle } from '#cli/local-network/process-bundle.js';
import { isReady } from '#cli/local-network/is-ready.js';
import { until } from './until.js';

/** A college with its messages and nothing else. */
export const COLLEGE_PROCESS: Bundle = {
  name: 'college-process',
  script: 'test/network/messages/college-process.js',
  onDemand: ['@apollo/gateway', '@node-rs/argon2'],
};

const FOLLOW_PARENT = new URL('../../apps/cli/src/local-network/follow-parent.js', import.meta.url).href;
const READY_WITHIN_MS = 150_000; // a machine that runs many tests at once is slow to start one

/** Milliseconds: a machine that runs many tests at once is slow to connect. */
const DATABASE_WAIT = '10000';

export interface ServerPlan {
  readonly name: string;
  /** Relative to dist/. */
  readonly script: string;
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
}

/** A server as a process of its own, which a test may kill, freeze and start again at the same address. */
export class ServerProcess {
  private child: ChildProcess | undefined;
  private said = '';
  private environment: ServerPlan['environment'];

  constructor(private readonly plan: ServerPlan) {
    this.environment = plan.environment;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.plan.port}`;
  }

  /** All that it has written to its log. */
  get log(): string {
    return this.said;
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** Starts it and waits until it is ready. */
  async start(): Promise<void> {
    const { name, script, port } = this.plan;
    const child = spawn(process.execPath, ['--import', FOLLOW_PARENT, quickest(script)], {
      env: { PATH: process.env['PATH'], NO_COLOR: '1', HOST: '127.0.0.1', PORT: String(port), DATABASE_WAIT, ...this.environment },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
    await until(
      `${name} is ready`,
      async () => {
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${name} ended: ${this.said}`);
        return isReady(`${this.origin}/health/ready`);
      },
      READY_WITHIN_MS,
    ).catch((error: unknown) => {
      child.kill('SIGKILL');
      throw error;
    });
  }

  /** Ends it at once, without a word to it. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** It keeps its connections open and answers nothing. */
  freeze(): void {
    this.child?.kill('SIGSTOP');
  }

  resume(): void {
    this.child?.kill('SIGCONT');
  }

  /** @param changed what its environment says otherwise from then on */
  async restart(changed: ServerPlan['environment'] = {}): Promise<void> {
    await this.kill();
    this.environment = { ...this.environment, ...changed };
    await this.start();
  }

  async stop(): Promise<void> {
    this.resume();
    await this.end('SIGTERM');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}

/**
 * Its bundle, for an app as `npm start` runs it (`process-bundle.ts`): it starts in a third of the time. Without one, the script as compiled.
 * @param script relative to dist/
 */
export function quickest(script: string): string {
  const name = script === COLLEGE_PROCESS.script ? COLLEGE_PROCESS.name : (script.split('/')[1] ?? '');
  const bundle = fileURLToPath(new URL(`../../${name}-bundle/main.js`, import.meta.url));
  return existsSync(bundle) ? bundle : compiled(script);
}

/** @param script relative to dist/ */
export function compiled(script: string): string {
  return fileURLToPath(new URL(`../../${script}`, import.meta.url));
}
