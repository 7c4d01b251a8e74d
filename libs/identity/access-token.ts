import type { JWK } from 'jose';
import type { Actor } from './actor.js';
import { signAssertion } from './assertion.js';
import { type FindKey, InvalidToken, type Lifetime, actorIn, claimsOf, signClaims, verifyClaims } from './signed-claims.js';
import type { VerifiedActor } from './verified-actor.js';

/** What the gateway accepts: an access token in the profile of RFC 9068, issued by the actor's own college. */
const ACCESS_TOKEN = { typ: 'at+jwt', audience: 'dobroset' };

export interface VerifiedAccess extends VerifiedActor {
  /** What the gateway passes on to the nodes, in the place of the token itself. */
  readonly assertion: string;
}

/**
 * Issues an access token for the gateway, with the assertion for the nodes inside it.
 * @param key the college's private Ed25519 key, with its `kid`
 */
export async function signAccessToken(actor: Actor, key: JWK, lifetime: Lifetime): Promise<string> {
  const claims = { ...claimsOf(actor), assertion: await signAssertion(actor, key, lifetime) };
  return signClaims(ACCESS_TOKEN, { issuer: actor.college, subject: actor.id, claims }, key, lifetime);
}

/**
 * Checks an access token against the roster's keys.
 * @throws InvalidToken whatever is wrong with it
 */
export async function verifyAccessToken(token: string, findKey: FindKey): Promise<VerifiedAccess> {
  const payload = await verifyClaims(ACCESS_TOKEN, token, findKey);
  const { assertion } = payload;
  if (typeof assertion !== 'string') throw new InvalidToken('It holds no assertion for the nodes.');
  return { actor: actorIn(payload), expiresAt: payload.exp ?? 0, assertion };
}
