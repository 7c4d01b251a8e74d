import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';

/** The project's root, seen from dist/bench. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** However this process dies, those that it started end too. */
const FOLLOW_PARENT = new URL('../apps/cli/src/local-network/follow-parent.js', import.meta.url).href;

/** What every gateway is run with: the flags of docker/gateway.Dockerfile. */
export const GATEWAY_FLAGS: readonly string[] = ['--max-semi-space-size=64'];

const READY_WITHIN_MILLISECONDS = 60_000;
const ENDS_WITHIN_MILLISECONDS = 3_000;

export interface ProcessPlan {
  readonly name: string;
  readonly script: string;
  readonly arguments?: readonly string[];
  readonly flags?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** Everything that a run started, so that all of it ends with the run. */
export class Processes {
  private readonly started: Started[] = [];

  /** @param folder where the processes' output goes, a file each */
  constructor(private readonly folder: string) {}

  start(plan: ProcessPlan): Started {
    const log = join(this.folder, `${plan.name}.log`);
    const output = openSync(log, 'a');
    const child = spawn(process.execPath, ['--import', FOLLOW_PARENT, ...(plan.flags ?? []), plan.script, ...(plan.arguments ?? [])], {
      cwd: this.folder,
      env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', ...plan.environment },
      stdio: ['ignore', output, output, 'ipc'],
    });
    const started = new Started(plan.name, child, log);
    this.started.push(started);
    return started;
  }

  async stop(some: readonly Started[] = this.started): Promise<void> {
    await Promise.all(some.map((each) => each.stop()));
  }
}

/** One process of a run. */
export class Started {
  constructor(
    readonly name: string,
    readonly child: ChildProcess,
    private readonly log: string,
  ) {}

  get pid(): number {
    if (this.child.pid === undefined) throw this.failure('did not start');
    return this.child.pid;
  }

  /** The next message that it sends. */
  async message<Message>(): Promise<Message> {
    const listening = new AbortController();
    const ended = once(this.child, 'exit', { signal: listening.signal }).then(() => Promise.reject(this.failure('ended')));
    const came = once(this.child, 'message', { signal: listening.signal });
    try {
      const [message] = (await Promise.race([came, ended])) as [Message];
      return message;
    } finally {
      ended.catch(() => undefined);
      came.catch(() => undefined);
      listening.abort();
    }
  }

  /** Waits until a GraphQL server answers there. */
  async answersAt(url: string): Promise<void> {
    const deadline = Date.now() + READY_WITHIN_MILLISECONDS;
    while (!(await answers(url))) {
      if (this.child.exitCode !== null || Date.now() > deadline) throw this.failure('did not become ready');
      await pause(50);
    }
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const inTime = await Promise.race([ended.then(() => true), pause(ENDS_WITHIN_MILLISECONDS, false, { ref: false })]);
    if (!inTime) this.child.kill('SIGKILL');
    await ended;
  }

  private failure(what: string): Error {
    return new Error(`${this.name} ${what}; it said:\n${readFileSync(this.log, 'utf8').slice(-2_000)}`);
  }
}

async function answers(url: string): Promise<boolean> {
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{__typename}"}' };
  return fetch(url, request).then(
    async (response) => {
      await response.arrayBuffer();
      return response.ok;
    },
    () => false,
  );
}
