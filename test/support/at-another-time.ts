import { jest } from '@jest/globals';

const MINUTE_MS = 60_000;

/** All but `Date`: whoever waits meanwhile waits as long as ever. */
const REAL = ['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] as const;

/** Has something made by a clock that is so many minutes ahead, or behind where less than none. */
export async function minutesAhead<Made>(minutes: number, make: () => Promise<Made>): Promise<Made> {
  jest.useFakeTimers({ now: Date.now() + minutes * MINUTE_MS, doNotFake: [...REAL] });
  try {
    return await make();
  } finally {
    jest.useRealTimers();
  }
}
