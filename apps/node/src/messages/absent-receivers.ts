import { Injectable } from '@nestjs/common';

/** For so long a receiver that was not reached is not written to again. */
const ABSENCE_MILLISECONDS = 3_000;

/** Receivers that the last attempt did not reach. */
@Injectable()
export class AbsentReceivers {
  /** When the next attempt may be made, on the clock of `performance.now()`. */
  private readonly until = new Map<string, number>();

  /** Whether nobody was reached there last, however long ago that was. */
  has(college: string): boolean {
    return this.until.has(college);
  }

  /** Whether nobody was reached there a moment ago: it is too early to look whether it is back. */
  isGone(college: string): boolean {
    return performance.now() < (this.until.get(college) ?? 0);
  }

  /** It was not reached just now. */
  add(college: string): void {
    this.until.set(college, performance.now() + ABSENCE_MILLISECONDS);
  }

  /** It answered, or was heard of. @returns whether it had been missed */
  delete(college: string): boolean {
    return this.until.delete(college);
  }
}
