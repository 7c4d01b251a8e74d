import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export const LOOPBACK = '127.0.0.1';

/** Where the node at that port has its people sign in. */
export function issuerAt(port: number): string {
  return `http://${LOOPBACK}:${port}/oidc`;
}

/** The origins at which a browser finds the page of the gateway at that port, the one that we print first. */
export function pageOriginsAt(gatewayPort: number): readonly [string, string] {
  return [`http://${LOOPBACK}:${gatewayPort}`, `http://localhost:${gatewayPort}`];
}

const REGISTRY_OFFSET = 100;
const DATABASE_OFFSET = 200;

/** The processes of a run that was killed a moment ago take this long to let go. */
const LET_GO_WITHIN_MS = 2_000;
const LOOK_EVERY_MS = 100;

/** The ports that somebody else listens on, and goes on listening on; or that we may not have. */
export async function takenPorts(ports: readonly number[]): Promise<number[]> {
  const deadline = Date.now() + LET_GO_WITHIN_MS;
  for (;;) {
    const free = await Promise.all(ports.map(isFree));
    const taken = ports.filter((_port, index) => free[index] === false);
    if (taken.length === 0 || Date.now() > deadline) return taken;
    await pause(LOOK_EVERY_MS);
  }
}

/** The registry's, a hundred above the gateway's: the nodes' own may grow in number. */
export function registryPort(gatewayPort: number): number {
  return gatewayPort + REGISTRY_OFFSET;
}

/** Two hundred above the gateway's, easy to remember; whichever is free where that is taken. */
export async function databasePort(gatewayPort: number): Promise<number | undefined> {
  const port = gatewayPort + DATABASE_OFFSET;
  return (await isFree(port)) ? port : undefined;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const server = createServer();
    server.once('error', () => answer(false));
    server.listen({ port, host: LOOPBACK, exclusive: true }, () => server.close(() => answer(true)));
  });
}
