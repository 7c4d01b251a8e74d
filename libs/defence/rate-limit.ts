import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

const MINUTE_IN_SECONDS = 60;

/** How often a minute somebody may do something; each process counts for itself. */
export class RateLimit {
  private readonly limiter: RateLimiterMemory | null;

  /** @param perMinute 0 for no limit */
  constructor(perMinute: number) {
    this.limiter = perMinute === 0 ? null : new RateLimiterMemory({ points: perMinute, duration: MINUTE_IN_SECONDS });
  }

  /**
   * Counts once more.
   * @returns in how many seconds to come back; null where that was not once too often
   */
  async count(who: string): Promise<number | null> {
    if (!this.limiter) return null;
    try {
      await this.limiter.consume(who);
      return null;
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return secondsIn(refused);
      throw refused;
    }
  }

  /** The same, without counting: whether it would be once too often. */
  async look(who: string): Promise<number | null> {
    const so = (await this.limiter?.get(who)) ?? null;
    return so !== null && so.remainingPoints <= 0 ? secondsIn(so) : null;
  }
}

function secondsIn({ msBeforeNext }: RateLimiterRes): number {
  return Math.max(1, Math.ceil(msBeforeNext / 1_000));
}
