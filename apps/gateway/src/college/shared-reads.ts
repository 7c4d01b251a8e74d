import { now } from './node-client.js';
import type { Sending } from './transport.js';

/** It bounds how much older than the question an answer can be, and how much of its time a call has lost that is shared. */
const SHARED_MILLISECONDS = 100;

/** What one visitor sent to the node at once, and who has joined since. */
interface Lot {
  readonly since: number;
  readonly members: (readonly Sending[])[];
}

/**
 * What visitors are reading of one node just now. A class that opens the page together asks its college once: a visitor is
 * nobody, so what one of them is answered is what all are (ADR 0008). Only whole lots are shared, as they travel: nobody waits
 * for, or is refused for, what somebody else asks besides.
 */
export class SharedReads {
  private readonly underWay = new Map<string, Lot>();

  /** @param send begins the call, where there is none to share; it settles each sending once */
  share(sendings: readonly Sending[], send: (sendings: readonly Sending[]) => void): void {
    const key = sendings.map(({ body }) => body).join('\n'); // which no JSON text of ours holds
    const known = this.underWay.get(key);
    if (known && now() - known.since < SHARED_MILLISECONDS) return void known.members.push(sendings);
    const lot: Lot = { since: now(), members: [sendings] };
    this.underWay.set(key, lot);
    send(sendings.map((sending, index) => this.forAll(key, lot, sending, index)));
  }

  /** Whoever asks after a change is not given what was read before it. */
  forget(): void {
    this.underWay.clear();
  }

  private forAll(key: string, lot: Lot, { body }: Sending, index: number): Sending {
    const settle = (tell: (sending: Sending) => void): void => {
      // Whoever came now would miss this answer.
      if (this.underWay.get(key) === lot) this.underWay.delete(key);
      for (const member of lot.members) {
        const sending = member[index];
        if (sending) tell(sending);
      }
    };
    return { body, resolve: (answer) => settle(({ resolve }) => resolve(answer)), reject: (failure) => settle(({ reject }) => reject(failure)) };
  }
}
