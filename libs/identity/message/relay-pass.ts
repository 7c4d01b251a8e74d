import { hash } from 'node:crypto';
import type { JWK } from 'jose';
import { z } from 'zod';
import { type FindKey, InvalidToken, type TokenKind, signClaims, verifyClaims } from '../signed-claims.js';

const GOOD_FOR_SECONDS = 60;

/** What a relay is shown: whose the message is, and that it is this one. */
export interface RelayPass {
  /** Code of the college. */
  readonly sender: string;
  readonly digest: string;
}

const claimsShape = z.object({ iss: z.string(), iat: z.number(), exp: z.number(), digest: z.string() });

function kindFor(gateway: string): TokenKind {
  return { typ: 'relay+jwt', audience: gateway };
}

/**
 * @param gateway its id in the roster: a pass is good at no other
 * @param body what is posted with it
 * @param key the sender's private Ed25519 key
 */
export function signRelayPass(sender: string, gateway: string, body: string, key: JWK): Promise<string> {
  return signClaims(kindFor(gateway), { issuer: sender, subject: sender, claims: { digest: bodyDigest(body) } }, key, `${GOOD_FOR_SECONDS}s`);
}

/** @throws InvalidToken for one that no member of the roster signed for this gateway within the minute */
export async function verifyRelayPass(token: string, gateway: string, findKey: FindKey): Promise<RelayPass> {
  const parsed = claimsShape.safeParse(await verifyClaims(kindFor(gateway), token, findKey));
  if (!parsed.success) throw new InvalidToken('It lets nothing pass.');
  const { iss, iat, exp, digest } = parsed.data;
  if (exp - iat > GOOD_FOR_SECONDS) throw new InvalidToken('The pass is good for too long.');
  return { sender: iss, digest };
}

/** What stands in a pass for the body that comes with it. */
export function bodyDigest(body: string | Buffer): string {
  return hash('sha256', body, 'base64url');
}
