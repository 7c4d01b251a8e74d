import type { JWK } from 'jose';
import type { Actor } from './actor.js';
import { signAssertion, verifyAssertion } from './assertion.js';
import { type FindKey, InvalidToken, type Lifetime, actorIn, claimsOf, signClaims, verifyClaims } from './signed-claims.js';
import type { VerifiedActor } from './verified-actor.js';

/** What the gateway accepts: an access token in the profile of RFC 9068, issued by the actor's own college. */
export const ACCESS_TOKEN = { typ: 'at+jwt', audience: 'dobroset' };

/** Characters: a gateway remembers sessions by their names, which their college chooses. */
const LONGEST_SESSION = 100;

export interface VerifiedAccess extends VerifiedActor {
  /** What the gateway passes on to the nodes, in the place of the token itself. */
  readonly assertion: string;
  /** The session that it was issued in, which may end before the token does; none where it was not issued in one. */
  readonly sid: string | undefined;
}

/** What an access token says, beside whom it is for and how long. */
export interface AccessClaims {
  readonly issuer: string;
  readonly subject: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

/**
 * What an access token for the gateway says, with the assertion for the nodes inside it.
 * @param key the college's private Ed25519 key, with its `kid`
 * @param sid the session that ends the token when it ends
 */
export async function accessClaims(actor: Actor, key: JWK, lifetime: Lifetime, sid?: string): Promise<AccessClaims> {
  const claims = { ...claimsOf(actor), ...(sid !== undefined && { sid }), assertion: await signAssertion(actor, key, lifetime) };
  return { issuer: actor.college, subject: actor.id, claims };
}

/**
 * Issues an access token for the gateway.
 * @param key the college's private Ed25519 key, with its `kid`
 */
export async function signAccessToken(actor: Actor, key: JWK, lifetime: Lifetime, sid?: string): Promise<string> {
  return signClaims(ACCESS_TOKEN, await accessClaims(actor, key, lifetime, sid), key, lifetime);
}

/**
 * Checks an access token, and the assertion inside it, against the roster's keys: else a node would refuse what the gateway took.
 * @throws InvalidToken whatever is wrong with it
 */
export async function verifyAccessToken(token: string, findKey: FindKey): Promise<VerifiedAccess> {
  const payload = await verifyClaims(ACCESS_TOKEN, token, findKey);
  const { assertion, sid } = payload;
  if (typeof assertion !== 'string') throw new InvalidToken('It holds no assertion for the nodes.');
  if (sid !== undefined && (typeof sid !== 'string' || sid.length > LONGEST_SESSION)) throw new InvalidToken('Its session is not named by a short text.');
  const actor = actorIn(payload);
  const vouched = await verifyAssertion(assertion, findKey);
  if (vouched.actor.id !== actor.id) throw new InvalidToken('Its assertion is about somebody else.');
  return { actor, expiresAt: Math.min(payload.exp ?? 0, vouched.expiresAt), assertion, sid };
}
