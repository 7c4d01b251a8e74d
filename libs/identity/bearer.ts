import { LRUCache } from 'lru-cache';
import type { Actor } from './actor.js';
import { type FindKey, InvalidToken, verifyToken } from './token.js';

const REMEMBERED_TOKENS = 1_000;

/**
 * Turns an `Authorization` header into an actor, and remembers the tokens it has verified: a signature check costs
 * 0.2 ms, and a page sends the same token with every query.
 */
export class BearerTokens {
  private readonly verified = new LRUCache<string, Actor>({ max: REMEMBERED_TOKENS });

  constructor(private readonly findKey: FindKey) {}

  /**
   * @returns null for a visitor, who sends no header
   * @throws InvalidToken for a header that is there and does not prove anybody
   */
  async actorOf(authorization: string | undefined): Promise<Actor | null> {
    if (authorization === undefined) return null;
    const [scheme = '', token = '', ...rest] = authorization.split(' ');
    if (scheme.toLowerCase() !== 'bearer' || token === '' || rest.length > 0) throw new InvalidToken('Not a bearer token.');

    const known = this.verified.get(token);
    if (known) return known;

    const { actor, expiresAt } = await verifyToken(token, this.findKey);
    const remaining = expiresAt * 1_000 - Date.now();
    if (remaining > 0) this.verified.set(token, actor, { ttl: remaining });
    return actor;
  }

  /** Forgets what was verified: the roster's keys have changed. */
  forget(): void {
    this.verified.clear();
  }
}
