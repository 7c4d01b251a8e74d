import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PATIENCE } from './patience.js';

const SOON = 2_000; // a busy machine must not make a slow reader one that takes nothing
const LENGTH = 30_000_000; // more than the slow reader takes in its time, and the system keeps for it

describe('row 51: a reader that takes nothing', () => {
  let server: Server;

  beforeAll(async () => {
    const long = Buffer.alloc(LENGTH);
    server = createServer((_request, response) => response.end(long));
    Object.assign(server, PATIENCE, { timeout: SOON });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const reader = () => connect({ host: '127.0.0.1', port: (server.address() as AddressInfo).port }).on('error', () => undefined);

  it('is not waited for beyond a minute', () => {
    expect(PATIENCE.timeout).toBeLessThanOrEqual(60_000);
  });

  it('is cut off', async () => {
    const [taken] = [once(server, 'connection')];
    const socket = reader();
    socket.pause().write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    const [connection] = await taken;
    const begun = performance.now();
    await once(connection, 'close');
    expect(performance.now() - begun).toBeLessThan(10 * SOON);
    socket.destroy();
  });

  it('a slow one that takes something is not', async () => {
    const socket = reader();
    socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    const begun = performance.now();
    const isSlow = () => performance.now() - begun < 3 * SOON;
    let [read, readSlowly] = [0, 0];
    socket.on('data', (chunk: Buffer) => {
      read += chunk.length;
      if (!isSlow()) return;
      readSlowly = read;
      socket.pause();
      setTimeout(() => socket.resume(), 50);
    });
    await once(socket, 'close');
    expect(readSlowly).toBeLessThan(LENGTH / 2); // there was much to take still when a reader that takes nothing was long gone
    expect(read).toBeGreaterThan(LENGTH);
  });
});
