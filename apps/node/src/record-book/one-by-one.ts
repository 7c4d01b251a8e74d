import { busy } from '../graph/domain-error.js';

/** Work that is done one after another, so that a whole class that asks for it at once leaves the node to everybody else. */
export class OneByOne {
  private last: Promise<unknown> = Promise.resolve();
  private underWay = 0;

  /** @param most under way or waiting, after which more is refused */
  constructor(private readonly most: number) {}

  /** @throws DomainError BUSY when too much waits already */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.underWay >= this.most) throw busy();
    this.underWay += 1;
    const done = this.last.then(work);
    this.last = done.catch(() => undefined);
    try {
      return await done;
    } finally {
      this.underWay -= 1;
    }
  }
}
