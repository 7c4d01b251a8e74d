/** Calls of which so many are under way at once; the others wait for that, first come, first served, and may leave meanwhile. */
export class CallQueue {
  private readonly waiting = new Set<() => void>();
  private underWay = 0;
  private isFilling = false;
  private onEmpty: (() => void) | null = null;

  constructor(private readonly most: number) {}

  /** Calls under way or waiting. */
  get size(): number {
    return this.underWay + this.waiting.size;
  }

  /** @param begin is called when the turn has come, which `end` ends */
  enter(begin: () => void): void {
    if (this.underWay >= this.most || this.waiting.size > 0) return void this.waiting.add(begin);
    this.underWay += 1;
    begin();
  }

  /** Takes out a call that nobody waits for any more; one that has begun stays until its end. */
  leave(begin: () => void): void {
    this.waiting.delete(begin);
    this.tellEmpty();
  }

  end(): void {
    this.underWay -= 1;
    if (this.isFilling || this.waiting.size === 0) return;
    this.isFilling = true;
    // Not at once: what ends this call may end those that wait as well, a deadline or a client that closes.
    setImmediate(() => this.fill());
  }

  /** Resolves when nobody waits. */
  async emptied(): Promise<void> {
    if (this.waiting.size === 0) return;
    await new Promise<void>((resolve) => (this.onEmpty = resolve));
  }

  private fill(): void {
    this.isFilling = false;
    for (const begin of this.waiting) {
      if (this.underWay >= this.most) break;
      this.waiting.delete(begin);
      this.underWay += 1;
      begin();
    }
    this.tellEmpty();
  }

  private tellEmpty(): void {
    if (this.waiting.size === 0) this.onEmpty?.();
  }
}
