import { LRUCache } from 'lru-cache';

const MINUTE = 60_000;

/** How long one may save up what one does not use, where nothing else is said: so much comes at once at most. */
const SAVED_MILLISECONDS = 10_000;

/** Clients; a number each. */
const REMEMBERED = 100_000;

/**
 * How much somebody may do. What they do is paid for by the time that passes (the generic cell rate algorithm, ITU-T I.371);
 * what costs more than was saved up is owed, and the next has to wait. Each process counts for itself.
 */
export class RateLimit {
  private readonly millisecondsEach: number;
  private readonly saved: number;
  /** When, on the clock of `performance.now()`, all that somebody did will have been paid for. */
  private readonly paidAt = new LRUCache<string, number>({ maxSize: REMEMBERED, sizeCalculation: () => 1 }); // with `max` it would take all its room at once

  /**
   * @param perMinute 0 for no limit
   * @param savedMilliseconds what is saved up in that time comes at once
   */
  constructor(perMinute: number, savedMilliseconds = SAVED_MILLISECONDS) {
    this.millisecondsEach = perMinute === 0 ? 0 : MINUTE / perMinute;
    this.saved = Math.max(savedMilliseconds, this.millisecondsEach);
  }

  /**
   * Counts once more, or for as many times as something costs.
   * @returns in how many seconds to come back, and then nothing is counted; null where it may be done
   */
  count(who: string, times = 1): number | null {
    const seconds = this.look(who);
    if (seconds !== null || this.millisecondsEach === 0) return seconds;
    const now = performance.now();
    this.paidAt.set(who, Math.max(now, this.paidAt.get(who) ?? now) + times * this.millisecondsEach);
    return null;
  }

  /** The same, without counting: whether it would be too much. */
  look(who: string): number | null {
    const owed = (this.paidAt.get(who) ?? 0) - performance.now();
    const tooMuch = owed - (this.saved - this.millisecondsEach);
    return tooMuch > 0 ? Math.ceil(tooMuch / 1_000) : null;
  }
}
