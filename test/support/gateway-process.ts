import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';

const MAIN = fileURLToPath(new URL('../../apps/gateway/src/main.js', import.meta.url));
const READY_WITHIN_MILLISECONDS = 60_000;

/** A gateway as it runs in earnest: a process of its own. */
export interface GatewayProcess {
  /** Where it listens, without a path. */
  readonly url: string;
  readonly process: ChildProcess;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts a gateway with this environment beside a free port, and waits until it says that it is ready. */
export async function startGateway(environment: Readonly<Record<string, string>>): Promise<GatewayProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env['PATH'] ?? '', PORT: String(port), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const deadline = Date.now() + READY_WITHIN_MILLISECONDS;
  while (!(await isReady(url))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`The gateway did not start:\n${said}`);
    await pause(50);
  }
  return { url, process: child, pid: child.pid ?? 0, stop: () => stop(child) };
}

/** A port that nobody has at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/health/ready`).then(({ ok }) => ok, () => false);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
