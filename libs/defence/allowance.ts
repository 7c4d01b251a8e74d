import type { RateLimit } from './rate-limit.js';

/** At whose expense one request is answered. */
export class Allowance {
  /** @param shared what they have together with others, from which it is taken as well */
  constructor(
    private readonly limit: RateLimit,
    private readonly who: string,
    private readonly shared: Allowance | null = null,
  ) {}

  /** @returns in how many seconds to come back, where they have spent too much already; null where it may be done */
  spend(points: number): number | null {
    if (points <= 0) return null;
    return this.limit.count(this.who, points) ?? this.shared?.spend(points) ?? null;
  }
}
