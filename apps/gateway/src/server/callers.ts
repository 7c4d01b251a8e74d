import { Logger } from '@nestjs/common';
import type { Request } from 'express';
import { ErrorCode } from '#contract/error-codes.js';
import { Allowance } from '#defence/allowance.js';
import { clientOf } from '#defence/client-address.js';
import type { RateLimit } from '#defence/rate-limit.js';
import { requestIdOf } from '#defence/request-id.js';
import type { VerifiedAccess } from '#identity/access-token.js';
import type { Actor } from '#identity/actor.js';
import type { BearerTokens } from '#identity/bearer.js';
import { InvalidToken } from '#identity/signed-claims.js';
import { httpRefusal, refuseAfter } from './http-refusal.js';
import type { LiveSessions } from './live-sessions.js';
import { pointsOfBody } from './request-cost.js';

const log = new Logger('Callers');

/** How much a visitor's address, a person and all people of a college may ask, and how often an address may bring a token that proves nothing. */
export interface CallerLimits {
  readonly visitor: RateLimit;
  readonly person: RateLimit;
  /** A college says itself who its people are, and could make them up. */
  readonly college: RateLimit;
  readonly badTokens: RateLimit;
}

/** Who asks, and at whose expense. */
export interface Caller {
  /** Null for a visitor. */
  readonly access: VerifiedAccess | null;
  readonly allowance: Allowance;
}

/** A caller whose request was admitted. */
interface Admitted extends Caller {
  /** In how many seconds to come back, where others of theirs had spent everything by the time that the body was there. */
  tooLate: number | null;
}

/** Whoever stands behind requests. */
export class Callers {
  private readonly admitted = new WeakMap<object, Admitted>();

  constructor(
    private readonly tokens: BearerTokens<VerifiedAccess>,
    private readonly sessions: LiveSessions,
    private readonly limits: CallerLimits,
  ) {}

  /**
   * Finds out who is behind a request, and has them pay for it. Before its body is read: nobody's is read for nothing.
   * @throws GraphQLError that becomes HTTP 401 (RFC 6750 §3.1), the same for every bad token, or 429
   */
  async admit(request: Pick<Request, 'headers' | 'ip'>): Promise<void> {
    const address = clientOf(request.ip);
    const access = await this.accessOf(request, address);
    const allowance = access ? this.allowanceOf(access.actor) : new Allowance(this.limits.visitor, address);
    refuseAfter(allowance.spend(1));
    this.admitted.set(request, { access, allowance, tooLate: null });
  }

  /** Has them pay for the body, before it is parsed: whatever is then found wrong with it. */
  readonly payForBody = (request: object, _response: unknown, body: Buffer): void => {
    const caller = this.admitted.get(request);
    if (caller) caller.tooLate = caller.allowance.spend(pointsOfBody(body.length));
  };

  hasAdmitted(request: object): boolean {
    return this.admitted.has(request);
  }

  /**
   * Whoever is behind a request that was admitted.
   * @throws GraphQLError that becomes HTTP 429
   */
  whoIsAsking(request: object): Caller {
    const caller = this.admitted.get(request);
    if (!caller) throw new Error('A request came by without having been admitted.');
    refuseAfter(caller.tooLate);
    return caller;
  }

  private allowanceOf({ id, college }: Actor): Allowance {
    return new Allowance(this.limits.person, id, new Allowance(this.limits.college, college));
  }

  private async accessOf(request: Pick<Request, 'headers'>, address: string): Promise<VerifiedAccess | null> {
    const { authorization } = request.headers;
    if (authorization === undefined) return null;
    if (!this.tokens.remembers(authorization)) refuseAfter(this.limits.badTokens.look(address));
    return this.verified(authorization, address, requestIdOf(request));
  }

  private async verified(authorization: string, address: string, requestId: string): Promise<VerifiedAccess | null> {
    try {
      const access = await this.tokens.read(authorization);
      if (access && !(await this.sessions.goesOn(access))) throw new InvalidToken('Its session has ended.');
      return access;
    } catch (error) {
      if (!(error instanceof InvalidToken)) throw error;
      this.limits.badTokens.count(address);
      log.warn({ requestId, refused: error.message });
      const headers = { 'www-authenticate': 'Bearer error="invalid_token"' };
      throw httpRefusal('The token is not valid or has expired; sign in again.', ErrorCode.UNAUTHENTICATED, 401, headers);
    }
  }
}
