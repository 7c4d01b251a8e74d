import { type CryptoKey, type JWK, SignJWT, decodeProtectedHeader, importJWK, jwtVerify } from 'jose';
import { z } from 'zod';
import { COLLEGE_CODE, collegeOf } from '#contract/ids.js';
import { type Actor, ROLES } from './actor.js';

const AUDIENCE = 'dobroset';
const ALGORITHM = 'EdDSA';
const CLOCK_TOLERANCE_SECONDS = 60;

/** A college's public key as it stands in the roster (RFC 8037: OKP, Ed25519). */
export interface PublicKey {
  readonly kid: string;
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
}

/** Finds the public key that a college signs with; undefined when the roster has none of that id. */
export type FindKey = (college: string, kid: string) => PublicKey | undefined;

const claimsShape = z.object({
  iss: z.string().regex(COLLEGE_CODE),
  sub: z.string(),
  exp: z.number(),
  name: z.string(),
  roles: z.array(z.enum(ROLES)).min(1),
});

/** Any reason why a token is refused; which one it was stays in the log. */
export class InvalidToken extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'InvalidToken';
  }
}

/**
 * Signs what a node vouches for: that this actor is one of its own.
 * @param key the college's private Ed25519 key, with its `kid`
 * @param lifetime as jose takes it: `'12h'`
 */
export async function signToken(actor: Actor, key: JWK, lifetime: string): Promise<string> {
  if (key.kid === undefined) throw new Error('A signing key needs a kid.');
  return new SignJWT({ name: actor.displayName, roles: [...actor.roles] })
    .setProtectedHeader({ alg: ALGORITHM, kid: key.kid })
    .setIssuer(actor.college)
    .setSubject(actor.id)
    .setAudience(AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(lifetime)
    .sign(await importJWK(key, ALGORITHM));
}

/**
 * Checks a token against the roster's keys and says who is asking, and until when (Unix seconds).
 * @throws InvalidToken whatever is wrong with it
 */
export async function verifyToken(token: string, findKey: FindKey): Promise<{ actor: Actor; expiresAt: number }> {
  try {
    const { payload } = await jwtVerify(
      token,
      async (header) => publicKeyOf(token, header.kid, findKey),
      {
        algorithms: [ALGORITHM],
        audience: AUDIENCE,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        requiredClaims: ['iss', 'sub', 'exp', 'iat'],
      },
    );
    const claims = claimsShape.parse(payload);
    if (collegeOf(claims.sub) !== claims.iss) throw new InvalidToken('The subject is not of the issuing college.');
    const actor: Actor = { id: claims.sub, college: claims.iss, displayName: claims.name, roles: claims.roles };
    return { actor, expiresAt: claims.exp };
  } catch (error) {
    throw error instanceof InvalidToken ? error : new InvalidToken(error instanceof Error ? error.message : 'unreadable');
  }
}

/** The issuer is read before it is verified only to choose the key that then verifies it. */
async function publicKeyOf(token: string, kid: string | undefined, findKey: FindKey): Promise<CryptoKey> {
  const { iss } = z.object({ iss: z.string().regex(COLLEGE_CODE) }).parse(unverifiedClaims(token));
  const key = findKey(iss, kid ?? '');
  if (!key || decodeProtectedHeader(token).crit !== undefined) throw new InvalidToken('The roster has no such key.');
  const imported = await importJWK({ ...key }, ALGORITHM);
  if (imported instanceof Uint8Array) throw new InvalidToken('Not a public key.');
  return imported;
}

function unverifiedClaims(token: string): unknown {
  const body = token.split('.')[1] ?? '';
  return JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
}
