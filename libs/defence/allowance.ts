import type { RateLimit } from './rate-limit.js';

/** At whose expense one request is answered. */
export class Allowance {
  constructor(
    private readonly limit: RateLimit,
    private readonly who: string,
  ) {}

  /** @returns in how many seconds to come back, where they have spent too much already; null where it may be done */
  spend(points: number): number | null {
    return points > 0 ? this.limit.count(this.who, points) : null;
  }
}
