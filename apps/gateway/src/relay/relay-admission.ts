import { Inject, Injectable, Logger } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { refuse } from '#admission/refuse.js';
import { ErrorCode } from '#contract/error-codes.js';
import { clientOf } from '#defence/client-address.js';
import { TOO_MUCH } from '#defence/address-limit.js';
import { requestIdOf } from '#defence/request-id.js';
import { type RelayPass, bodyDigest, verifyRelayPass } from '#identity/message/relay-pass.js';
import { InvalidToken } from '#identity/signed-claims.js';
import { type RosterKeys, rosterKeys } from '#roster/roster-keys.js';
import type { RosterSource } from '#roster/roster-source.js';
import { RELAY_SETTINGS, type RelaySettings } from './relay-settings.js';
import { ROSTER } from '../roster.token.js';
import { NO_ROSTER } from '../server/roster-in-force.js';

/** Lets through, before anything of a message is read, what a member of the roster sends, or one that left lately, and no more of it than is bearable. */
@Injectable()
export class RelayAdmission {
  private readonly log = new Logger('Relay');
  private readonly keys: RosterKeys;
  private readonly passes = new WeakMap<object, RelayPass>();

  constructor(
    @Inject(ROSTER) private readonly roster: RosterSource,
    @Inject(RELAY_SETTINGS) private readonly settings: RelaySettings,
  ) {
    this.keys = rosterKeys(roster);
  }

  /** A middleware, before the body is read. */
  readonly admit = async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const { limits, gateway } = this.settings;
    if (!this.roster.isInForce) return refuse(response, 503, ErrorCode.ROSTER_EXPIRED, NO_ROSTER);
    try {
      const pass = await verifyRelayPass(bearer(request), gateway, this.keys.ofSender);
      const tooOften = limits.sender.count(pass.sender);
      if (tooOften !== null) return tooMany(response, tooOften);
      this.passes.set(request, pass);
    } catch (error) {
      if (!(error instanceof InvalidToken)) throw error;
      // A good pass is never refused for the bad ones that came from the same address: a look costs a quarter of a millisecond.
      const tooBad = limits.badPasses.look(clientOf(request.ip));
      if (tooBad !== null) return tooMany(response, tooBad);
      return this.refuse(request, response, error.message);
    }
    next();
  };

  /** With the body: whether it is the one that the pass was made for; answers where it is not. */
  covers(request: Request, response: Response, body: string): boolean {
    if (this.passes.get(request)?.digest === bodyDigest(body)) return true;
    this.refuse(request, response, 'The pass was made for another message.');
    return false;
  }

  /** The same answer for everything that is wrong with a pass; the log knows. */
  private refuse(request: Request, response: Response, why: string): void {
    void this.settings.limits.badPasses.count(clientOf(request.ip));
    this.log.warn({ requestId: requestIdOf(request), refused: why });
    refuse(response, 401, ErrorCode.UNAUTHENTICATED, 'This gateway passes on what a member of its roster has signed for it within the minute, and nothing else.');
  }
}

function tooMany(response: Response, seconds: number): void {
  response.set('retry-after', String(seconds));
  refuse(response, 429, ErrorCode.RATE_LIMITED, TOO_MUCH);
}

function bearer({ headers: { authorization = '' } }: Request): string {
  const [scheme = '', token = ''] = authorization.split(' ');
  return scheme.toLowerCase() === 'bearer' ? token : '';
}
