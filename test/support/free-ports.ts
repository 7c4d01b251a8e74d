import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the ports that the system hands out to connections, any of which could take one between our look and our use. */
const LOWEST = 12_000;
const HIGHEST = 32_000;

/** Each of jest's workers has one to itself, as has what runs outside of jest: no other takes what it lets go of for a moment. More workers than that share them. */
const SLICES = 8;
const PORTS_OF_A_SLICE = (HIGHEST - LOWEST) / SLICES;

/** Jest counts its workers from 1. */
const WORKER = Number(process.env['JEST_WORKER_ID'] ?? 0);
const FIRST_OF_SLICE = LOWEST + (WORKER % SLICES) * PORTS_OF_A_SLICE;

/** The next to look at. It goes round the slice, for a port is listened on long after it is given; where it begins is by chance, for another run may have the same slice. */
let next = randomInt(PORTS_OF_A_SLICE);

/** The first of so many neighbouring ports that are free on loopback, none of which was given a moment before. */
export async function freePorts(count: number): Promise<number> {
  for (;;) {
    const first = FIRST_OF_SLICE + take(count);
    const free = await Promise.all(Array.from({ length: count }, (_, index) => isFree(first + index)));
    if (free.every(Boolean)) return first;
  }
}

/** @throws Error where a slice has not so many */
function take(count: number): number {
  if (count > PORTS_OF_A_SLICE) throw new Error(`There are no ${count} neighbouring ports.`);
  if (next + count > PORTS_OF_A_SLICE) next = 0;
  const first = next;
  next += count;
  return first;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const server = createServer();
    server.once('error', () => answer(false));
    server.listen(port, '127.0.0.1', () => server.close(() => answer(true)));
  });
}
