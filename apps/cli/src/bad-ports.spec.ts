import { describe, expect, it } from '@jest/globals';
import { badPorts } from './bad-ports.js';

async function isRefused(port: number): Promise<boolean> {
  try {
    await fetch(`http://127.0.0.1:${port}`);
    return false;
  } catch (error) {
    return typeof error === 'object' && error !== null && 'cause' in error && String(error.cause).includes('bad port');
  }
}

describe('bad ports', () => {
  it('are those that fetch connects to nothing at', async () => {
    const ports = [...Array(1_100).keys(), 1719, 1720, 1723, 2049, 3659, 4045, 5060, 5061, 6000, 6566, 6665, 6697, 10080].filter((port) => port > 0);
    const refused = await Promise.all(ports.map(async (port) => ((await isRefused(port)) ? [port] : [])));
    expect(badPorts(ports)).toEqual(refused.flat());
    expect(badPorts([4000, 4001, 4100, 8080])).toEqual([]);
  });
});
