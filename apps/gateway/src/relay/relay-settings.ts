import { RateLimit } from '#defence/rate-limit.js';

/** Milliseconds: a college that was away sends a minute's worth at once. */
const MINUTE = 60_000;

export const RELAY_SETTINGS = Symbol('how messages are passed on');

/** How a gateway passes messages on. */
export interface RelaySettings {
  /** The gateway's own id in the roster. */
  readonly gateway: string;
  readonly limits: {
    /** How often a minute one college may send. */
    readonly sender: RateLimit;
    /** How often a minute an address may bring a pass that proves nothing. */
    readonly badPasses: RateLimit;
  };
}

/** A college sends for all of its people: as much as two visitors' addresses. */
export function relaySettings(gateway: string, rateLimit: number): RelaySettings {
  return { gateway, limits: { sender: new RateLimit(rateLimit * 2, MINUTE), badPasses: new RateLimit(Math.ceil(rateLimit / 10)) } };
}
