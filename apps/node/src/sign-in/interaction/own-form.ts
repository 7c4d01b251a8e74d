import type { Request } from 'express';

/** Whether a form was sent by our own page, as browsers say it (Fetch Metadata), or at least its origin. Whoever says neither is no browser. */
export function isOwnForm({ headers }: Request, issuer: string): boolean {
  const { origin, 'sec-fetch-site': site, 'content-type': type = '' } = headers;
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) return false;
  if (typeof site === 'string' && site !== 'same-origin') return false;
  return origin === undefined || origin === new URL(issuer).origin;
}
