import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { CLOCK_TOLERANCE_SECONDS, InvalidToken } from '../signed-claims.js';

/** The headers that prove who sent a request, and that nobody touched it on its way. */
export type SignatureHeaders = {
  readonly 'content-digest': string;
  readonly 'signature-input': string;
  readonly signature: string;
};

/** The parts of a request that its signature covers. */
export interface SignedMessage {
  readonly body: string | Buffer;
  /** The `Authorization` header, where there is one. */
  readonly authorization: string | undefined;
}

/** What a signature says of itself, once it has been checked. */
export interface CheckedSignature {
  readonly nonce: string;
  /** Unix seconds. */
  readonly created: number;
}

/**
 * Signs a POST request: HTTP Message Signatures (RFC 9421, hmac-sha256) over its method, its `Authorization` and its body's
 * digest (RFC 9530). The path is left out, for a college's proxy may change it; the grant's audience says which node is meant.
 * @param nonce never used with this secret before: 20 to 64 of the base64url alphabet
 */
export function signMessage(message: SignedMessage, secret: Buffer, nonce: string): SignatureHeaders {
  const digest = digestToSign(message.body);
  const created = Math.floor(Date.now() / 1_000);
  const parameters = `${componentsOf(message)};created=${created};nonce="${nonce}";alg="hmac-sha256"`;
  const signature = createHmac('sha256', secret).update(baseOf(message, digest, parameters)).digest('base64');
  return { 'content-digest': digest, 'signature-input': `call=${parameters}`, signature: `call=:${signature}:` };
}

/**
 * Checks what `signMessage` signed. Only that one form is accepted: nothing that a sender chooses to leave out.
 * @throws InvalidToken whatever is wrong with it
 */
export function checkMessage(message: SignedMessage, headers: Partial<SignatureHeaders>, secret: Buffer): CheckedSignature {
  const parameters = headers['signature-input']?.startsWith('call=') ? headers['signature-input'].slice('call='.length) : '';
  const [, components, created, nonce] = PARAMETERS.exec(parameters) ?? [];
  if (components !== componentsOf(message) || created === undefined || nonce === undefined) throw new InvalidToken('The call is not signed as calls are.');
  if (Math.abs(Date.now() / 1_000 - Number(created)) > CLOCK_TOLERANCE_SECONDS) throw new InvalidToken('The call was signed at another time.');
  const digest = digestOf(message.body);
  if (headers['content-digest'] !== digest) throw new InvalidToken('The body is not the one that was signed.');
  const given = Buffer.from(/^call=:([A-Za-z0-9+/]+=*):$/.exec(headers.signature ?? '')?.[1] ?? '', 'base64');
  const expected = createHmac('sha256', secret).update(baseOf(message, digest, parameters)).digest();
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new InvalidToken('The signature is another’s.');
  return { nonce, created: Number(created) };
}

const PARAMETERS = /^(\([^()]*\));created=(\d{1,12});nonce="([A-Za-z0-9_-]{20,64})";alg="hmac-sha256"$/;

function componentsOf({ authorization }: SignedMessage): string {
  return authorization === undefined ? '("@method" "content-digest")' : '("@method" "content-digest" "authorization")';
}

/** RFC 9421 §2.5 */
function baseOf({ authorization }: SignedMessage, digest: string, parameters: string): string {
  const asker = authorization === undefined ? '' : `"authorization": ${authorization}\n`;
  return `"@method": POST\n"content-digest": ${digest}\n${asker}"@signature-params": ${parameters}`;
}

/** What was signed last: a question to every node is signed for each of them, one after the other. */
let last = { body: '', digest: digestOf('') };

function digestToSign(body: string | Buffer): string {
  if (typeof body !== 'string') return digestOf(body);
  if (body !== last.body) last = { body, digest: digestOf(body) };
  return last.digest;
}

function digestOf(body: string | Buffer): string {
  return `sha-256=:${hash('sha256', body, 'base64')}:`;
}
