import { createServer } from 'node:net';

export const LOOPBACK = '127.0.0.1';

const DATABASE_OFFSET = 100;

/** The ports that somebody else already listens on, or that we may not have. */
export async function takenPorts(ports: readonly number[]): Promise<number[]> {
  const free = await Promise.all(ports.map(isFree));
  return ports.filter((_port, index) => free[index] === false);
}

/** A hundred above the gateway's, easy to remember; whichever is free where that is taken. */
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
