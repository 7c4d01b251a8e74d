import type { NextFunction, Request, Response } from 'express';
import { ErrorCode } from '#contract/error-codes.js';
import { clientOf } from './client-address.js';
import type { RateLimit } from './rate-limit.js';

export const TOO_MUCH = 'Too much was asked within a short time. Ask again later; Retry-After says when.';

/**
 * A middleware: refuses an address that asks too often, whatever else it says of itself, before its body is read.
 * @param isCounted of requests that are counted elsewhere, or need not be
 */
export function addressLimit(limit: RateLimit, isCounted: (request: Request) => boolean = () => false) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const seconds = isCounted(request) ? null : limit.count(clientOf(request.ip));
    if (seconds === null) return next();
    response.status(429).set('retry-after', String(seconds));
    response.json({ errors: [{ message: TOO_MUCH, extensions: { code: ErrorCode.RATE_LIMITED } }] });
  };
}
