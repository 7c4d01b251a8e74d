/** Said instead of a turn. */
export type NoTurn = 'TOO_MANY' | 'TOO_LATE';

export interface TurnLimits {
  readonly underWay: number;
  readonly waiting: number;
}

/** Work of which little is done at once; a little more waits, first come, first served. */
export class Turns {
  private readonly waiting = new Set<() => void>();
  private underWay = 0;

  constructor(private readonly most: TurnLimits) {}

  /**
   * @param signal is aborted when nobody waits any more
   * @returns what ends the turn, to be called once; or why there is none
   */
  async take(signal: AbortSignal): Promise<(() => void) | NoTurn> {
    if (signal.aborted) return 'TOO_LATE';
    if (this.underWay < this.most.underWay) this.underWay += 1;
    else if (this.waiting.size >= this.most.waiting) return 'TOO_MANY';
    else if (!(await this.comes(signal))) return 'TOO_LATE';
    return () => this.end();
  }

  private comes(signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const come = (): void => {
        this.waiting.delete(come);
        signal.removeEventListener('abort', leave);
        resolve(true);
      };
      const leave = (): void => {
        this.waiting.delete(come);
        resolve(false);
      };
      signal.addEventListener('abort', leave, { once: true });
      this.waiting.add(come);
    });
  }

  /** Whoever waited longest has it next. */
  private end(): void {
    const [next] = this.waiting;
    if (next) next();
    else this.underWay -= 1;
  }
}
