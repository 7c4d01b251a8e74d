import { type CryptoKey, type JWK, type JWTPayload, SignJWT, decodeProtectedHeader, errors, importJWK, jwtVerify } from 'jose';
import { z } from 'zod';
import { COLLEGE_CODE, globalId, parseGlobalId } from '#contract/ids.js';
import { isCompactJws } from './compact-jws.js';
import { type Actor, ROLES, SCOPES, type Scope } from './actor.js';
import type { SigningPublicKey } from './keys.js';

export const ALGORITHM = 'EdDSA';

/** Seconds by which two machines' clocks may differ. */
export const CLOCK_TOLERANCE_SECONDS = 60;

/** Seconds for which a token may be good at most, whatever its signer writes: a stolen one must end by itself. */
const LONGEST_LIFETIME_SECONDS = 86_400;

/** Finds the public key that a college, or a gateway, signs with; undefined when the roster has none of that id in force. */
export type FindKey = (signer: string, kid: string) => SigningPublicKey | undefined;

/** Any reason why a token is refused; which one it was stays in the log. */
export class InvalidToken extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'InvalidToken';
  }
}

/** What makes one kind of token no other: its `typ` (RFC 8725 §3.11) and whom it is for. */
export interface TokenKind {
  readonly typ: string;
  readonly audience: string;
}

/** How long a token is good for, from now, as jose takes it: `'10m'`. */
export type Lifetime = string;

export interface Signed {
  readonly issuer: string;
  readonly subject: string;
  readonly claims: Readonly<Record<string, unknown>>;
  /** Its `jti`; one of its own where not said. */
  readonly id?: string;
}

/** @throws Error when the key has no `kid` */
export async function signClaims(kind: TokenKind, { issuer, subject, claims, id = crypto.randomUUID() }: Signed, key: JWK, lifetime: Lifetime): Promise<string> {
  if (key.kid === undefined) throw new Error('A signing key needs a kid.');
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: ALGORITHM, kid: key.kid, typ: kind.typ })
    .setIssuer(issuer)
    .setSubject(subject)
    .setAudience(kind.audience)
    .setJti(id)
    .setExpirationTime(lifetime)
    .setIssuedAt() // each looks at the clock: in the other order a second that passes in between makes it good for too long
    .sign(await importJWK(key, ALGORITHM));
}

/**
 * Checks form, algorithm, type, audience, times, a day between them at most, and signature, with a key of whoever claims to have signed.
 * @throws InvalidToken whatever is wrong with it
 */
export async function verifyClaims(kind: TokenKind, token: string, findKey: FindKey): Promise<JWTPayload> {
  if (!isCompactJws(token)) throw new InvalidToken('It is no compact JWS.');
  try {
    const { payload } = await jwtVerify(token, (header) => publicKeyOf(token, header.kid, findKey), {
      algorithms: [ALGORITHM],
      typ: kind.typ,
      audience: kind.audience,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ['iss', 'sub', 'exp', 'iat', 'jti'],
    });
    if (Array.isArray(payload.aud)) throw new InvalidToken('It is for more than one audience.');
    if ((payload.iat ?? 0) > Date.now() / 1_000 + CLOCK_TOLERANCE_SECONDS) throw new InvalidToken('It was issued in the future.');
    if ((payload.exp ?? Infinity) - (payload.iat ?? 0) > LONGEST_LIFETIME_SECONDS) throw new InvalidToken('It is good for more than a day.');
    return payload;
  } catch (error) {
    if (error instanceof InvalidToken) throw error;
    // Reasons are logged, and a parser's own would quote what it read.
    throw new InvalidToken(error instanceof errors.JOSEError ? error.message : 'It cannot be read.');
  }
}

/** Header parameters (RFC 7515 §4.1) in which a token tells how to check it: nobody who means well sends them here. */
const BROUGHT = ['jku', 'jwk', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'crit'] as const;

/** The issuer is read before it is verified only to choose the key that then verifies it. */
async function publicKeyOf(token: string, kid: string | undefined, findKey: FindKey): Promise<CryptoKey> {
  const { iss } = z.object({ iss: z.string().regex(COLLEGE_CODE) }).parse(unverifiedClaims(token));
  const key = findKey(iss, kid ?? '');
  if (!key) throw new InvalidToken('The roster has no such key.');
  const header = decodeProtectedHeader(token);
  if (BROUGHT.some((name) => name in header)) throw new InvalidToken('Its header brings keys, or demands more than is understood here.');
  return publicCryptoKey(key);
}

/** A key of the roster, ready to check Ed25519 signatures with. */
export async function publicCryptoKey(key: SigningPublicKey): Promise<CryptoKey> {
  const imported = await importJWK({ ...key }, ALGORITHM);
  if (imported instanceof Uint8Array) throw new InvalidToken('Not a public key.');
  return imported;
}

function unverifiedClaims(token: string): unknown {
  const body = token.split('.')[1] ?? '';
  return JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
}

const actorClaims = z.object({
  iss: z.string(),
  sub: z.string(),
  roles: z.array(z.enum(ROLES)).min(1),
  scope: z.string().optional(),
});

/** What a token says of its subject; a partner's scopes stand as RFC 9068 §2.2.3 writes them. */
export function claimsOf({ roles, scopes }: Actor): Record<string, unknown> {
  return { roles: [...roles], ...(scopes && { scope: scopes.join(' ') }) };
}

/** @throws InvalidToken when the claims name nobody of the issuing college */
export function actorIn(payload: JWTPayload): Actor {
  const parsed = actorClaims.safeParse(payload);
  if (!parsed.success) throw new InvalidToken('It does not say who it is about.');
  const { iss, sub, roles, scope } = parsed.data;
  const id = parseGlobalId(sub);
  if (id?.college !== iss) throw new InvalidToken('The subject is nobody of the issuing college.');
  const person: Actor = { id: globalId(iss, id.uuid), college: iss, roles };
  return roles.includes('PARTNER') ? { ...person, scopes: scopesIn(scope) } : person;
}

/** Those that are known here: a newer college may know more. */
function scopesIn(claim = ''): Scope[] {
  const said = new Set(claim.split(' '));
  return SCOPES.filter((scope) => said.has(scope));
}
