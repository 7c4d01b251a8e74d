import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Does one piece of work after another, each in a turn of the event loop of its own: whoever else is served waits for one at
 * most. Those who want work done have their turns one after the other, too, however much each of them wants.
 */
export class InTurn {
  /** By whom; the next one first. */
  private readonly waiting = new Map<object, (() => void)[]>();
  private isAtWork = false;

  /** @param asker for whom it is done: all pieces of one request are one asker's */
  do<Result>(asker: object, work: () => Result): Promise<Result> {
    return new Promise((resolve, reject) => {
      const piece = (): void => {
        try {
          resolve(work());
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      const pieces = this.waiting.get(asker);
      if (pieces) pieces.push(piece);
      else this.waiting.set(asker, [piece]);
      if (!this.isAtWork) void this.work();
    });
  }

  private async work(): Promise<void> {
    this.isAtWork = true;
    while (this.waiting.size > 0) {
      await nextTurn();
      const [[asker, pieces] = []] = this.waiting;
      if (!asker || !pieces) break;
      this.waiting.delete(asker);
      pieces.shift()?.();
      if (pieces.length > 0) this.waiting.set(asker, pieces);
    }
    this.isAtWork = false;
  }
}
