import { LRUCache } from 'lru-cache';
import { InvalidToken } from './signed-claims.js';
import type { VerifiedActor } from './verified-actor.js';

const REMEMBERED_TOKENS = 1_000;

/** A key is retired at a time, not only by a change of the roster: no token outlives its key for longer than this. */
const REMEMBERED_MILLISECONDS = 30_000;

/**
 * Reads an `Authorization` header (RFC 6750 §2.1), and remembers the tokens it has verified: a signature check costs
 * 0.2 ms, and a page sends the same token with every query.
 */
export class BearerTokens<Verified extends VerifiedActor> {
  private readonly verified = new LRUCache<string, Verified>({ max: REMEMBERED_TOKENS });

  /** @param verify rejects with InvalidToken */
  constructor(private readonly verify: (token: string) => Promise<Verified>) {}

  /**
   * @returns null for a visitor, who sends no header
   * @throws InvalidToken for a header that is there and does not prove anybody
   */
  async read(authorization: string | undefined): Promise<Verified | null> {
    if (authorization === undefined) return null;
    const [scheme = '', token = '', ...rest] = authorization.split(' ');
    if (scheme.toLowerCase() !== 'bearer' || token === '' || rest.length > 0) throw new InvalidToken('Not a bearer token.');

    const known = this.verified.get(token);
    if (known) return known;

    const verified = await this.verify(token);
    const remaining = verified.expiresAt * 1_000 - Date.now();
    if (remaining > 0) this.verified.set(token, verified, { ttl: Math.min(remaining, REMEMBERED_MILLISECONDS) });
    return verified;
  }

  /** Whether the header brings a token that was verified already. */
  remembers(authorization: string): boolean {
    return this.verified.has(authorization.slice(authorization.indexOf(' ') + 1));
  }

  /** Forgets what was verified: the roster's keys have changed. */
  forget(): void {
    this.verified.clear();
  }
}
