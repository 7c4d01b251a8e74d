import { setTimeout as pause } from 'node:timers/promises';
import { eventLoopTime } from '#support/processes.js';
import type { ServerProcess } from '#support/server-process.js';

/** The most that the server's event loop did between two answers that it gave to somebody else, in milliseconds. */
export async function longestPauseWhile({ origin, pid }: ServerProcess, attack: () => Promise<unknown>): Promise<number> {
  const attacking = new AbortController();
  const over = attack().finally(() => attacking.abort());
  let longest = 0;
  let since = await eventLoopTime(pid);
  while (!attacking.signal.aborted) {
    await fetch(`${origin}/health/live`).then((response) => response.text());
    const now = await eventLoopTime(pid);
    longest = Math.max(longest, now - since);
    since = now;
    await pause(5);
  }
  await over;
  return longest;
}
