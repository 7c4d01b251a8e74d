import { LRUCache } from 'lru-cache';

/** More calls than a node answers while one of them could still be replayed. */
const MOST = 200_000;

/** Remembers what was seen for as long as it would still be accepted. */
export class ReplayCache {
  private readonly seen: LRUCache<string, true>;

  /** @param milliseconds for which something seen counts as seen */
  constructor(milliseconds: number) {
    // With `max` it would take all its room at once, which a start has to wait for.
    this.seen = new LRUCache({ maxSize: MOST, sizeCalculation: () => 1, ttl: milliseconds, ttlResolution: 1_000 });
  }

  /** @returns whether it is seen for the first time */
  isFirst(id: string): boolean {
    if (this.seen.has(id)) return false;
    this.seen.set(id, true);
    return true;
  }
}
