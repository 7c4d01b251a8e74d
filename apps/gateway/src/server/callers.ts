import { Logger } from '@nestjs/common';
import type { Request } from 'express';
import { ErrorCode } from '#contract/error-codes.js';
import { clientOf } from '#defence/client-address.js';
import type { RateLimit } from '#defence/rate-limit.js';
import { TOO_MANY } from '#defence/visitor-limit.js';
import { requestIdOf } from '#defence/request-id.js';
import type { VerifiedAccess } from '#identity/access-token.js';
import type { BearerTokens } from '#identity/bearer.js';
import { InvalidToken } from '#identity/signed-claims.js';
import { httpRefusal } from './http-refusal.js';
import type { LiveSessions } from './live-sessions.js';

const log = new Logger('Callers');

/** How often a minute a person may ask, and how often an address may bring a token that proves nothing. */
export interface CallerLimits {
  readonly person: RateLimit;
  readonly badTokens: RateLimit;
}

/** Whoever stands behind requests. */
export class Callers {
  constructor(
    private readonly tokens: BearerTokens<VerifiedAccess>,
    private readonly sessions: LiveSessions,
    private readonly limits: CallerLimits,
  ) {}

  /**
   * Whoever is behind an `Authorization` header, and what the nodes are told of them; null for a visitor.
   * @throws GraphQLError that becomes HTTP 401 (RFC 6750 §3.1), the same for every bad token, or 429
   */
  async whoIsAsking(request: Pick<Request, 'headers' | 'ip'>): Promise<VerifiedAccess | null> {
    const { authorization } = request.headers;
    if (authorization === undefined) return null;
    const address = clientOf(request.ip);
    if (!this.tokens.remembers(authorization)) refuseAfter(await this.limits.badTokens.look(address));
    const access = await this.verified(authorization, address, requestIdOf(request));
    if (access) refuseAfter(await this.limits.person.count(access.actor.id));
    return access;
  }

  private async verified(authorization: string, address: string, requestId: string): Promise<VerifiedAccess | null> {
    try {
      const access = await this.tokens.read(authorization);
      if (access && !(await this.sessions.goesOn(access))) throw new InvalidToken('Its session has ended.');
      return access;
    } catch (error) {
      if (!(error instanceof InvalidToken)) throw error;
      await this.limits.badTokens.count(address);
      log.warn({ requestId, refused: error.message });
      const headers = { 'www-authenticate': 'Bearer error="invalid_token"' };
      throw httpRefusal('The token is not valid or has expired; sign in again.', ErrorCode.UNAUTHENTICATED, 401, headers);
    }
  }
}

function refuseAfter(seconds: number | null): void {
  if (seconds !== null) throw httpRefusal(TOO_MANY, ErrorCode.RATE_LIMITED, 429, { 'retry-after': String(seconds) });
}
