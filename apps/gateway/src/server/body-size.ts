import type { IncomingMessage } from 'node:http';

const sizes = new WeakMap<object, number>();

/** For a body parser, which has the bytes. */
export function noteBodySize(request: IncomingMessage, _response: unknown, body: Buffer): void {
  sizes.set(request, body.length);
}

/** Bytes of a request's body, unpacked. */
export function bodySizeOf(request: object): number {
  return sizes.get(request) ?? 0;
}
