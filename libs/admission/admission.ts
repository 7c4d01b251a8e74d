import type { NextFunction, Request, Response } from 'express';
import { ErrorCode } from '#contract/error-codes.js';
import { clientOf } from '#defence/client-address.js';
import type { RateLimit } from '#defence/rate-limit.js';
import { requestIdOf } from '#defence/request-id.js';
import type { Actor } from '#identity/actor.js';
import { verifyAssertion } from '#identity/assertion.js';
import { BearerTokens } from '#identity/bearer.js';
import { CallChecker } from '#identity/call/call-checker.js';
import type { OpenedGrant } from '#identity/call/grant.js';
import type { PrivateKeys } from '#identity/private-keys.js';
import { InvalidToken } from '#identity/signed-claims.js';
import type { VerifiedActor } from '#identity/verified-actor.js';
import { rosterKeys } from '#roster/roster-keys.js';
import type { RosterSource } from '#roster/roster-source.js';
import { refuse } from './refuse.js';

function refuseFlood(response: Response, seconds: number): void {
  response.set('retry-after', String(seconds));
  refuse(response, 429, ErrorCode.RATE_LIMITED, 'This address sent too many calls that proved nothing. Ask again later; Retry-After says when.');
}

function nothing(): void {}

/** A call whose grant is good; whether it signed the body shows once that is read. */
interface Call {
  readonly grant: OpenedGrant;
  readonly actor: Actor | null;
  isSigned: boolean;
}

export interface AdmissionOptions {
  /** What calls must be meant for: a college's code, or `registry`. */
  readonly audience: string;
  readonly keys: PrivateKeys;
  readonly roster: RosterSource;
  /** How many calls of one address may prove nothing, before its strangers wait for each other and are told to come back. */
  readonly strangers: RateLimit;
  /** Is told why a call was refused, which its sender is not. */
  readonly onRefusal: (requestId: string, why: string) => void;
}

/**
 * Says which gateway calls and who is asking: the call is signed by a gateway of the roster, for this recipient and this
 * body, and the assertion by the actor's own college. Nobody else is answered.
 */
export class Admission {
  private readonly calls: CallChecker;
  private readonly assertions: BearerTokens<VerifiedActor>;
  private readonly known = new WeakMap<object, Call>();
  /** When the last of the grants that are looked at one by one has been. */
  private doubted: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: AdmissionOptions) {
    const { audience, keys, roster } = options;
    const { ofCollege, ofGateway } = rosterKeys(roster);
    this.calls = new CallChecker(audience, keys.decryption, ofGateway);
    this.assertions = new BearerTokens((token) => verifyAssertion(token, ofCollege));
    roster.onChange(() => {
      this.calls.forget();
      this.assertions.forget();
    });
  }

  /** Before the body is read: a stranger's is not worth reading. */
  readonly admit = async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    if (!this.options.roster.isInForce) {
      refuse(response, 503, ErrorCode.ROSTER_EXPIRED, 'Nobody can tell who is on the network: there is no roster in force, and the registry gives none.');
      return;
    }
    try {
      const grant = await this.grantOf(request);
      if (typeof grant === 'number') return refuseFlood(response, grant);
      const verified = await this.assertions.read(request.headers.authorization);
      this.known.set(request, { grant, actor: verified?.actor ?? null, isSigned: false });
      next();
    } catch (error) {
      this.refuseCall(error, request, response);
    }
  };

  /**
   * A gateway may stand behind the same proxy as strangers who have used up what may prove nothing: its grant is looked at
   * all the same, and theirs one at a time, so that they keep one thread busy at most.
   * @returns in how many seconds a stranger may be heard again, where the grant is nobody's
   */
  private async grantOf({ headers, ip }: Request): Promise<OpenedGrant | number> {
    const seconds = this.calls.remembers(headers) ? null : this.options.strangers.look(clientOf(ip));
    if (seconds === null) return this.calls.grantOf(headers);
    const grant = this.doubted.then(() => this.calls.grantOf(headers));
    this.doubted = grant.then(nothing, nothing);
    return grant.catch((error: unknown) => {
      if (error instanceof InvalidToken) return seconds;
      throw error;
    });
  }

  /**
   * With the body as it came, before it is parsed.
   * @throws InvalidToken when it is not the body that was signed
   */
  readonly checkBody = (request: object, _response: unknown, body: Buffer): void => {
    const call = this.known.get(request);
    if (!call || !('headers' in request)) return;
    const { headers } = request as Request;
    this.calls.check({ body, authorization: headers.authorization }, headers, call.grant);
    call.isSigned = true;
  };

  /** After the body: what has none was never checked. */
  readonly demandSignature = (request: Request, response: Response, next: NextFunction): void => {
    if (this.known.get(request)?.isSigned) next();
    else this.refuseCall(new InvalidToken('The call has no signed body.'), request, response);
  };

  /** Answers a call that proves nothing: always the same, whatever is wrong with it; the log knows. */
  refuseCall(error: unknown, request: Request, response: Response): void {
    if (!(error instanceof InvalidToken)) throw error;
    this.options.strangers.count(clientOf(request.ip));
    this.options.onRefusal(requestIdOf(request), error.message);
    refuse(response, 401, ErrorCode.UNAUTHENTICATED, 'The signature or the token of this call is not valid.');
  }

  /** Whether a request was let in as a gateway's or the registry's. */
  hasAdmitted(request: object): boolean {
    return this.known.has(request);
  }

  /** Who sent a request that was admitted; null is a visitor. */
  actorOf(request: object): Actor | null {
    return this.known.get(request)?.actor ?? null;
  }
}
