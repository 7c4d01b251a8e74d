import { createServer } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { freePorts } from './free-ports.js';

describe('free ports', () => {
  it('are given to one alone, though nobody listens on them yet', async () => {
    const counts = Array.from({ length: 60 }, (_none, index) => 1 + (index % 6));
    const firsts = await Promise.all(counts.map(freePorts));
    const given = firsts.flatMap((first, index) => Array.from({ length: counts[index] ?? 0 }, (_none, offset) => first + offset));
    expect(new Set(given).size).toBe(given.length);
    expect(Math.max(...given)).toBeLessThan(32_768);
  });

  it('are none that somebody listens on', async () => {
    const taken = await freePorts(1);
    const server = createServer().listen(taken, '127.0.0.1');
    await once(server, 'listening');
    for (let given = 0; given < 3_000; given += 100) { // all that there are, and some again
      const first = await freePorts(100);
      expect(taken < first || taken >= first + 100).toBe(true);
    }
    server.close();
  });
});
