import type { RawAnswer } from '../college/read-answer.js';

/** The registry, as one client request may ask it. */
export interface RegistryCalls {
  /** Sends one operation, once. @throws NodeFailure when there is no answer */
  send(query: string, variables: Readonly<Record<string, unknown>>): Promise<RawAnswer>;
}
