import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Binaries } from './binaries.js';
import { places, serverEnvironment } from './cluster.js';
import type { ServerUser } from './server-user.js';
import { type Durability, serverFlags } from './settings.js';

/** Each signal asks harder: end the sessions; drop them; drop everything. The waits are in milliseconds. */
const WAYS_TO_STOP: readonly { signal: NodeJS.Signals; wait: number }[] = [
  { signal: 'SIGINT', wait: 8_000 },
  { signal: 'SIGQUIT', wait: 4_000 },
  { signal: 'SIGKILL', wait: 4_000 },
];

/** Waits for a line that never comes: when its pipe closes its parent is dead, and the server is told to end. */
const WATCH = 'read -r _; kill -INT "$1"';

export interface ServerProcess {
  readonly pid: number;
  /** How much stood in the log before it. */
  readonly logStart: number;
  isRunning(): boolean;
  /** Settles when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the server and a watch over it, each in a process group of its own: Ctrl-C in a terminal must reach the
 * nodes' parent first, which then ends the nodes before their database.
 */
export async function startServer(
  folder: string,
  port: number,
  options: { readonly binaries: Binaries; readonly user: ServerUser | null } & Durability,
): Promise<ServerProcess> {
  const { cluster, log } = places(folder);
  const logFile = await open(log, 'a');
  const inherited = { ...options.user, cwd: '/', env: serverEnvironment, detached: true };
  const { size: logStart } = await logFile.stat();
  const server = spawn(options.binaries.postgres, ['-D', cluster, ...serverFlags(port, options)], {
    ...inherited,
    stdio: ['ignore', logFile.fd, logFile.fd],
  });
  const ended = endOf(server);
  await Promise.race([once(server, 'spawn'), ended]);
  await logFile.close();

  const pid = server.pid ?? 0;
  const watch = spawn('/bin/sh', ['-c', WATCH, 'sh', String(pid)], { ...inherited, stdio: ['pipe', 'ignore', 'ignore'] });
  const watchEnded = endOf(watch);
  // Once the server is gone its number may become somebody else's.
  void ended.then(() => watch.kill('SIGKILL'));

  return {
    pid,
    logStart,
    isRunning: () => server.exitCode === null && server.signalCode === null,
    ended,
    stop: async () => {
      await endGently(ended, (signal) => server.kill(signal));
      await watchEnded;
    },
  };
}

/** Asks for an end, and asks harder until it comes. */
export async function endGently(ended: Promise<void>, send: (signal: NodeJS.Signals) => void): Promise<void> {
  const over = ended.then(() => true);
  for (const { signal, wait } of WAYS_TO_STOP) {
    send(signal);
    if (await Promise.race([over, pause(wait, false, { ref: false })])) return;
  }
}

function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
}
