import type { JWK } from 'jose';
import type { Actor } from './actor.js';
import { type FindKey, InvalidToken, type Lifetime, actorIn, claimsOf, signClaims, verifyClaims } from './signed-claims.js';
import type { VerifiedActor } from './verified-actor.js';

/** What nodes accept: no gateway does, so a node that was given one cannot come back with it. */
const ASSERTION = { typ: 'assertion+jwt', audience: 'dobroset-nodes' };

/** Characters: a proxy before a node takes 8 KB of headers, and an assertion is one of several. */
const LONGEST = 4_096;

/**
 * Signs what a college vouches for towards the other nodes: that this actor is one of its own.
 * @param key the college's private Ed25519 key, with its `kid`
 */
export function signAssertion(actor: Actor, key: JWK, lifetime: Lifetime): Promise<string> {
  return signClaims(ASSERTION, { issuer: actor.college, subject: actor.id, claims: claimsOf(actor) }, key, lifetime);
}

/** @throws InvalidToken whatever is wrong with it */
export async function verifyAssertion(token: string, findKey: FindKey): Promise<VerifiedActor> {
  if (token.length > LONGEST) throw new InvalidToken('It is too long for a header.');
  const payload = await verifyClaims(ASSERTION, token, findKey);
  return { actor: actorIn(payload), expiresAt: payload.exp ?? 0 };
}
