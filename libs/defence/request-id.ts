import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

/** The header in which a request's id travels: from a proxy to the gateway, on to the nodes, and back to the client. */
export const REQUEST_ID_HEADER = 'x-request-id';

/** Long enough to be one of a kind, and of no characters that would mean something in a log. */
const SANE = /^[\w-]{8,64}$/;

/** A middleware: gives each request an id, or keeps the one that it brought, and says it on the answer. */
export function identifyRequest(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  const id = requestIdOf(request);
  request.headers[REQUEST_ID_HEADER] = id;
  response.setHeader(REQUEST_ID_HEADER, id);
  next();
}

/** The id of a request; a new one where it has none that is sane. */
export function requestIdOf({ headers }: { readonly headers: IncomingHttpHeaders }): string {
  const given = headers[REQUEST_ID_HEADER];
  return typeof given === 'string' && SANE.test(given) ? given : randomUUID();
}
