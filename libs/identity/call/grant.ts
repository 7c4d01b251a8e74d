import { randomBytes } from 'node:crypto';
import { CompactEncrypt, type JWK, compactDecrypt, importJWK } from 'jose';
import { z } from 'zod';
import type { EncryptionPublicKey } from '../keys.js';
import { type FindKey, InvalidToken, type TokenKind, signClaims, verifyClaims } from '../signed-claims.js';

/** Seconds for which a gateway may use one grant. */
export const GRANT_SECONDS = 60;

const SECRET_BYTES = 32;

/**
 * What a gateway says to one node twice a minute, under its own Ed25519 key: whoever knows this secret is me. The secret
 * is sealed to the node (RFC 7800 §3.3, `cnf.jwe`), so the grant is worth nothing to anybody else, and each call is then
 * signed with it at the price of a hash.
 */
export interface Grant {
  readonly token: string;
  readonly secret: Buffer;
  /** Unix seconds. */
  readonly expiresAt: number;
}

/** A grant as the node reads it. */
export interface OpenedGrant {
  /** The gateway's id in the roster. */
  readonly gateway: string;
  readonly secret: Buffer;
  /** Unix seconds. */
  readonly expiresAt: number;
}

/** @param gateway its id in the roster */
export async function makeGrant(gateway: string, key: JWK, college: string, recipient: EncryptionPublicKey): Promise<Grant> {
  const secret = randomBytes(SECRET_BYTES);
  const jwe = await new CompactEncrypt(secret)
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: recipient.kid })
    .encrypt(await importJWK({ ...recipient }, 'ECDH-ES'));
  const expiresAt = Math.floor(Date.now() / 1_000) + GRANT_SECONDS;
  const token = await signClaims(kindFor(college), { issuer: gateway, subject: gateway, claims: { cnf: { jwe } } }, key, `${GRANT_SECONDS}s`);
  return { token, secret, expiresAt };
}

/**
 * @param decryption the node's private X25519 keys
 * @throws InvalidToken when it is not for this college, or not signed by a gateway of the roster
 */
export async function openGrant(token: string, college: string, decryption: readonly JWK[], findKey: FindKey): Promise<OpenedGrant> {
  const payload = await verifyClaims(kindFor(college), token, findKey);
  const parsed = z.object({ iss: z.string(), exp: z.number(), iat: z.number(), cnf: z.object({ jwe: z.string() }) }).safeParse(payload);
  if (!parsed.success) throw new InvalidToken('It grants nothing.');
  const { iss, exp, iat, cnf } = parsed.data;
  if (exp - iat > GRANT_SECONDS) throw new InvalidToken('It grants for too long.');
  return { gateway: iss, secret: await unsealed(cnf.jwe, decryption), expiresAt: exp };
}

function kindFor(college: string): TokenKind {
  return { typ: 'call-grant+jwt', audience: college };
}

async function unsealed(jwe: string, decryption: readonly JWK[]): Promise<Buffer> {
  try {
    const { plaintext } = await compactDecrypt(jwe, async ({ kid }) => importJWK(decryption.find((key) => key.kid === kid) ?? {}, 'ECDH-ES'), {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    if (plaintext.length !== SECRET_BYTES) throw new InvalidToken('Its secret has another length.');
    return Buffer.from(plaintext);
  } catch (error) {
    throw new InvalidToken(`Its secret cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
