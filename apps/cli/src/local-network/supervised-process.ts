import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectFile } from '#contract/project-file.js';
import { reasonOf } from '#migrations/reason.js';
import { isReady } from './is-ready.js';

/** A process to keep running, and how to tell that it does. */
export interface ProcessPlan {
  readonly name: string;
  /** Sends its parent a message once it listens; from then on it is asked whether it serves. */
  readonly script: string;
  /** Options of Node.js itself. */
  readonly flags?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** What it prints is added to this file. */
  readonly log: string;
  /** Answers 200 as soon as the process serves. */
  readonly readyUrl: string;
}

/** What happened to a process that nobody told to end. */
export type ProcessNews =
  | { readonly kind: 'DIED'; readonly name: string; readonly how: string; readonly retryInMs: number }
  | { readonly kind: 'BACK'; readonly name: string; readonly pid: number };

const FOLLOW_PARENT = projectFile('dist/apps/cli/src/local-network/follow-parent.js').href;

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 10_000;
/** A process that served this long may die once more before its next start is put off. */
const HEALTHY_AFTER_MS = 30_000;

const READY_WITHIN_MS = 60_000;
const READY_ASK_EVERY_MS = 250;

const TERM_WAIT_MS = 5_000;

/**
 * Keeps one process running: starts it again when it dies, each time a little later, until it is told to stop. One that
 * could not even be started, for want of a file or of memory, has died like any other.
 */
export class SupervisedProcess {
  private child: ChildProcess | undefined;
  /** Settles when a child said that it listens, or ended. */
  private readonly heard = new WeakMap<ChildProcess, Promise<unknown>>();
  private readonly stopping = new AbortController();
  private keeping: Promise<void> = Promise.resolve();

  constructor(
    private readonly plan: ProcessPlan,
    private readonly onNews: (news: ProcessNews) => void,
  ) {}

  get name(): string {
    return this.plan.name;
  }

  get log(): string {
    return this.plan.log;
  }

  /** @returns whether it serves; false when it died first or did not answer for a minute, and goes on being tried */
  async start(): Promise<boolean> {
    const spawned = this.spawn();
    this.keeping = this.keep(spawned);
    return this.becomesReady(spawned);
  }

  /** Ends it without a word to it; like any death, that is followed by another start. */
  kill(): void {
    this.child?.kill('SIGKILL');
  }

  /** Settles when it serves again; false when it does not within a minute. */
  async answers(): Promise<boolean> {
    const deadline = Date.now() + READY_WITHIN_MS;
    while (Date.now() < deadline && !this.stopping.signal.aborted) {
      if (await isReady(this.plan.readyUrl)) return true;
      await pause(READY_ASK_EVERY_MS);
    }
    return false;
  }

  /** Asks it to end, and after five seconds makes it. */
  async stop(): Promise<void> {
    this.stopping.abort();
    const child = this.child;
    if (child && isRunning(child)) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const inTime = await Promise.race([ended.then(() => true), pause(TERM_WAIT_MS, false, { ref: false })]);
      if (!inTime) child.kill('SIGKILL');
      await ended;
    }
    await this.keeping;
  }

  private async keep(first: Promise<ChildProcess>): Promise<void> {
    let spawned = first;
    let retryInMs = FIRST_RETRY_MS;
    while (true) {
      const startedAt = Date.now();
      const how = await endOf(spawned);
      if (this.stopping.signal.aborted) return;

      if (Date.now() - startedAt > HEALTHY_AFTER_MS) retryInMs = FIRST_RETRY_MS;
      this.onNews({ kind: 'DIED', name: this.name, how, retryInMs });
      const awaited = await pause(retryInMs, true, { signal: this.stopping.signal }).catch(() => false);
      if (!awaited) return;
      retryInMs = Math.min(retryInMs * 2, LAST_RETRY_MS);

      spawned = this.spawn();
      void this.tellWhenBack(spawned);
    }
  }

  private async tellWhenBack(spawned: Promise<ChildProcess>): Promise<void> {
    if (await this.becomesReady(spawned)) this.onNews({ kind: 'BACK', name: this.name, pid: (await spawned).pid ?? 0 });
  }

  /**
   * In a process group of its own: Ctrl-C in the terminal reaches the parent alone, which then stops all in order.
   * @throws Error when the system refuses it
   */
  private async spawn(): Promise<ChildProcess> {
    const { script, flags = [], environment, log } = this.plan;
    await mkdir(dirname(log), { recursive: true }); // somebody may have tidied up
    const output = await open(log, 'a');
    try {
      const child = spawn(process.execPath, ['--import', FOLLOW_PARENT, ...flags, script], {
        env: environment,
        stdio: ['ignore', output.fd, output.fd, 'ipc'],
        detached: true,
      });
      this.heard.set(child, Promise.race([once(child, 'message'), once(child, 'exit')]).catch(() => undefined));
      child.on('error', () => undefined); // one that does not begin is thrown here, and how one ends its exit says
      await once(child, 'spawn');
      this.child = child;
      if (this.stopping.signal.aborted) child.kill('SIGKILL');
      return child;
    } finally {
      await output.close();
    }
  }

  private async becomesReady(spawned: Promise<ChildProcess>): Promise<boolean> {
    const child = await spawned.catch(() => null);
    const deadline = Date.now() + READY_WITHIN_MS;
    if (child) await Promise.race([this.heard.get(child), pause(READY_WITHIN_MS, undefined, { ref: false })]);
    while (child && isRunning(child) && !this.stopping.signal.aborted && Date.now() < deadline) {
      if (await isReady(this.plan.readyUrl)) return true;
      await pause(READY_ASK_EVERY_MS);
    }
    return false;
  }
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

/** @returns how it ended, or why it never began */
async function endOf(spawned: Promise<ChildProcess>): Promise<string> {
  try {
    const child = await spawned;
    if (isRunning(child)) await once(child, 'exit');
    return child.signalCode ?? `exit ${String(child.exitCode)}`;
  } catch (error) {
    return reasonOf(error);
  }
}
