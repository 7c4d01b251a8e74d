import { Injectable } from '@nestjs/common';

/** For so long a receiver that was not reached is not written to again. */
const ABSENCE_MILLISECONDS = 3_000;

/** Receivers that the last attempt did not reach. */
@Injectable()
export class AbsentReceivers {
  /** When the next attempt may be made, on the clock of `performance.now()`. */
  private readonly until = new Map<string, number>();
  /** When it last answered, or was heard of, on the same clock. */
  private readonly heardAt = new Map<string, number>();

  /** Whether nobody was reached there last, however long ago that was. */
  has(college: string): boolean {
    return this.until.has(college);
  }

  /** Whether nobody was reached there a moment ago: it is too early to look whether it is back. */
  isGone(college: string): boolean {
    return performance.now() < (this.until.get(college) ?? 0);
  }

  /**
   * It was not reached.
   * @param triedAt when that attempt began, on the clock of `performance.now()`: one that was heard of since is there
   */
  add(college: string, triedAt: number): void {
    if ((this.heardAt.get(college) ?? -Infinity) < triedAt) this.until.set(college, performance.now() + ABSENCE_MILLISECONDS);
  }

  /** It answered, or was heard of. @returns whether it had been missed */
  delete(college: string): boolean {
    this.heardAt.set(college, performance.now());
    return this.until.delete(college);
  }
}
