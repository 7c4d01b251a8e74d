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

/** A port that cannot be listened on, and what the system says of it: `EADDRINUSE` where somebody else listens. */
export interface RefusedPort {
  readonly port: number;
  readonly code: string;
}

/** The ports that we cannot have, now or when their holders have had time to let go. */
export async function refusedPorts(ports: readonly number[]): Promise<RefusedPort[]> {
  const deadline = Date.now() + LET_GO_WITHIN_MS;
  for (;;) {
    const codes = await Promise.all(ports.map(async (port) => ({ port, code: await refusalOf(port) })));
    const refused = codes.flatMap(({ port, code }) => (code === null ? [] : [{ port, code }]));
    if (!refused.some(isTaken) || Date.now() > deadline) return refused;
    await pause(LOOK_EVERY_MS);
  }
}

/** Somebody else listens on it. */
export function isTaken({ code }: RefusedPort): boolean {
  return code === 'EADDRINUSE';
}

/** The registry's, a hundred above the gateway's: the nodes' own may grow in number. */
export function registryPort(gatewayPort: number): number {
  return gatewayPort + REGISTRY_OFFSET;
}

/** Ports below are root's, and PostgreSQL never runs as root. */
const FIRST_OF_EVERYBODY = 1_024;

/** Two hundred above the gateway's, easy to remember; whichever is free where that cannot be had. */
export async function databasePort(gatewayPort: number): Promise<number | undefined> {
  const port = gatewayPort + DATABASE_OFFSET;
  if (port < FIRST_OF_EVERYBODY) return undefined;
  return (await refusalOf(port)) === null ? port : undefined;
}

function refusalOf(port: number): Promise<string | null> {
  return new Promise((answer) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => answer(error.code ?? error.message));
    server.listen({ port, host: LOOPBACK, exclusive: true }, () => server.close(() => answer(null)));
  });
}
