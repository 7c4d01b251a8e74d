import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { RateLimit } from './rate-limit.js';

const times = (count: number, work: () => number | null): (number | null)[] => Array.from({ length: count }, work);

/** The clock goes on when a test says so. */
beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('row 52: a limit', () => {
  it('lets ten seconds’ worth come at once, and no more', () => {
    const limit = new RateLimit(60);
    const answers = times(12, () => limit.count('somebody'));
    expect(answers.slice(0, 10)).toEqual(times(10, () => null));
    expect(answers.slice(10)).toEqual([1, 1]);
    expect(limit.count('somebody else')).toBeNull();
  });

  it('says after how many seconds one more may come, and keeps its word', () => {
    const limit = new RateLimit(60);
    expect(limit.count('somebody', 10)).toBeNull();
    expect(limit.count('somebody')).toBe(1);
    jest.advanceTimersByTime(1_000);
    expect(limit.count('somebody')).toBeNull();
    expect(limit.count('somebody')).toBe(1);
  });

  it('lets somebody owe what one thing costs, and wait for it', () => {
    const limit = new RateLimit(60);
    expect(limit.count('somebody', 40)).toBeNull();
    expect(limit.look('somebody')).toBe(31);
    expect(limit.count('somebody')).toBe(31);
  });

  it('lets one come where a minute has less than six, and any number where there is none', () => {
    const slow = new RateLimit(2);
    expect(times(2, () => slow.count('somebody'))).toEqual([null, 30]);
    const none = new RateLimit(0);
    expect(times(1_000, () => none.count('somebody', 1_000))).toEqual(times(1_000, () => null));
  });
});
