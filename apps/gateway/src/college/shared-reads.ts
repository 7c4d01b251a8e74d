import { now } from './node-client.js';
import type { RawAnswer } from './read-answer.js';

/** It bounds how much older than the question an answer can be, and how much of its time a call has lost that is shared. */
const SHARED_MILLISECONDS = 100;

interface UnderWay {
  readonly since: number;
  readonly answer: Promise<RawAnswer>;
}

/**
 * What visitors are reading of one node just now. A class that opens the page together asks its college once: a visitor is
 * nobody, so what one of them is answered is what all are (ADR 0008).
 */
export class SharedReads {
  private readonly underWay = new Map<string, UnderWay>();

  /** @param read begins the call, where there is none to share */
  share(body: string, read: () => Promise<RawAnswer>): Promise<RawAnswer> {
    const known = this.underWay.get(body);
    if (known && now() - known.since < SHARED_MILLISECONDS) return known.answer;
    const begun: UnderWay = { since: now(), answer: read() };
    this.underWay.set(body, begun);
    const end = (): void => {
      if (this.underWay.get(body) === begun) this.underWay.delete(body);
    };
    begun.answer.then(end, end);
    return begun.answer;
  }

  /** Whoever asks after a change is not given what was read before it. */
  forget(): void {
    this.underWay.clear();
  }
}
