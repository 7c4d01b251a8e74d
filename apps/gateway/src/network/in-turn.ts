import { setImmediate as nextTurn } from 'node:timers/promises';

/** Does one piece of work after another, each in a turn of the event loop of its own: whoever else is served waits for one at most. */
export class InTurn {
  private last: Promise<unknown> = Promise.resolve();

  do<Result>(work: () => Result): Promise<Result> {
    const done = this.last.then(() => nextTurn()).then(work);
    this.last = done.catch(() => undefined);
    return done;
  }
}
