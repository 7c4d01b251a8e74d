import type { Actor } from './actor.js';

/** What a valid token says. */
export interface VerifiedActor {
  readonly actor: Actor;
  /** Unix seconds. */
  readonly expiresAt: number;
}
