import type { NextFunction, Request, Response } from 'express';
import { clientOf } from '#defence/client-address.js';
import { RateLimit } from '#defence/rate-limit.js';
import { TOO_MUCH } from '#defence/address-limit.js';

/** A sign-in is six requests: its beginning, the form, its style, what was typed, the way back, the token. */
const REQUESTS_OF_A_SIGN_IN = 6;

const QUARTER_MINUTES = 15;
const QUARTER_MILLISECONDS = QUARTER_MINUTES * 60_000;
/** Wrong secrets in that time, as many as wrong passwords (SignInAttemptsRepository). */
const WRONG_OF_A_CLIENT = 10;
const WRONG_FROM_AN_ADDRESS = 50;

/** Each leaves a row behind, for as long as somebody may take to sign in. */
const BEGINNING = '/auth';
/** So may each of these, of whoever has signed in or not. */
const GOING_ON = /^\/(auth|session\/end)(\/|$)/;
const UNAUTHORIZED = 401;

/** Bounds what one address asks of the college's OpenID provider, and how often a partner's secret is guessed. */
export class SignInFloods {
  private readonly requests: RateLimit;
  private readonly beginnings: RateLimit;
  /** The way back from a sign-in, and signing out: as many as may begin. */
  private readonly goings: RateLimit;
  private readonly wrongFrom = new RateLimit(WRONG_FROM_AN_ADDRESS / QUARTER_MINUTES, QUARTER_MILLISECONDS);
  private readonly wrongOf = new RateLimit(WRONG_OF_A_CLIENT / QUARTER_MINUTES, QUARTER_MILLISECONDS);

  /**
   * @param perMinute sign-ins that one address may begin; 0 for any number
   * @param refusePage says to somebody who looks at a page that they have to wait
   */
  constructor(
    perMinute: number,
    private readonly refusePage: (request: Request, response: Response) => void,
  ) {
    this.beginnings = new RateLimit(perMinute);
    this.goings = new RateLimit(perMinute);
    this.requests = new RateLimit(perMinute * REQUESTS_OF_A_SIGN_IN);
  }

  /** A middleware, to be mounted at the issuer's path. */
  readonly guard = (request: Request, response: Response, next: NextFunction): void => {
    const address = clientOf(request.ip);
    const { authorization } = request.headers;
    // Wherever it is said: a client's secret is heard at more than one place, each under more than one spelling.
    const guess = authorization === undefined ? null : `${clientIn(authorization)} ${address}`;
    const seconds =
      this.requests.count(address) ??
      this.limitAt(placeOf(request))?.count(address) ??
      (guess === null ? null : (this.wrongFrom.look(address) ?? this.wrongOf.look(guess)));
    if (seconds !== null) return this.refuse(request, response, seconds);
    if (guess !== null) response.on('finish', () => this.judge(response.statusCode, address, guess));
    next();
  };

  private limitAt(place: string): RateLimit | null {
    if (place === BEGINNING) return this.beginnings;
    return GOING_ON.test(place) ? this.goings : null;
  }

  /** Counted by client and address together: who knows a partner's name alone cannot keep the partner itself away. */
  private judge(status: number, address: string, guess: string): void {
    if (status !== UNAUTHORIZED) return;
    this.wrongFrom.count(address);
    this.wrongOf.count(guess);
  }

  private refuse(request: Request, response: Response, seconds: number): void {
    response.status(429).set('retry-after', String(seconds));
    if (request.method === 'GET' && request.accepts(['json', 'html']) === 'html') this.refusePage(request, response);
    else response.json({ error: 'temporarily_unavailable', error_description: TOO_MUCH });
  }
}

/** The provider hears a path in either case, and with a slash behind it. */
function placeOf({ path }: Request): string {
  return path.toLowerCase().replace(/\/+$/, '');
}

/** Who it says it is (RFC 6749 §2.3.1, where a name may be written in several ways); nobody where it says so elsewhere. */
function clientIn(authorization: string): string {
  const [, basic = ''] = authorization.split(' ');
  const [name = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  try {
    return decodeURIComponent(name);
  } catch {
    return '';
  }
}
