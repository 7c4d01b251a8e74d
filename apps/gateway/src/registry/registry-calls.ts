import type { RawAnswer } from '../college/read-answer.js';

/** The registry, as one client request may ask it. */
export interface RegistryCalls {
  /** Sends a query; the same read is sent once a request. @throws NodeFailure when there is no answer */
  read(query: string, variables: Readonly<Record<string, unknown>>): Promise<RawAnswer>;
  /** Sends a mutation, once each time. @throws NodeFailure when there is no answer */
  mutate(query: string, variables: Readonly<Record<string, unknown>>): Promise<RawAnswer>;
}
