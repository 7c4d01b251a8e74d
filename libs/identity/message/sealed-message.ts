import { CompactEncrypt, type JWK, compactDecrypt, importJWK } from 'jose';
import { z } from 'zod';
import type { EncryptionPublicKey } from '../keys.js';
import { type FindKey, InvalidToken, type TokenKind, signClaims, verifyClaims } from '../signed-claims.js';

/** Seconds for which one attempt to deliver is good. */
const GOOD_FOR_SECONDS = 240;

/** Seconds for which a receiver accepts one at most, whatever its sender writes. */
const LONGEST_SECONDS = 300;

/** A message from one college to another. */
export interface CollegeMessage {
  /** The same at every attempt. */
  readonly id: string;
  /** Code of the college. */
  readonly from: string;
  /** Code of the college. */
  readonly to: string;
  /** What it is about: messages of one thread and direction have an order. */
  readonly thread: string;
  /** From 1 on, per thread and direction. */
  readonly sequence: number;
  readonly kind: string;
  readonly content: object;
}

const claimsShape = z.object({
  jti: z.uuid(),
  iss: z.string(),
  iat: z.number(),
  exp: z.number(),
  thread: z.string().min(1).max(100),
  sequence: z.int().positive().max(2 ** 31 - 1),
  kind: z.string().min(1).max(100),
  content: z.record(z.string(), z.unknown()),
});

function kindFor(college: string): TokenKind {
  return { typ: 'college-message+jwt', audience: college };
}

/**
 * Signs a message and then encrypts it (RFC 7519 §11.2): whoever passes it on can neither read nor alter it, and the
 * receiver can show who wrote it.
 * @param key the sender's private Ed25519 key
 * @param recipient the receiver's key in the roster
 */
export async function sealMessage({ id, from, to, thread, sequence, kind, content }: CollegeMessage, key: JWK, recipient: EncryptionPublicKey): Promise<string> {
  const jws = await signClaims(kindFor(to), { issuer: from, subject: from, id, claims: { thread, sequence, kind, content } }, key, `${GOOD_FOR_SECONDS}s`);
  return new CompactEncrypt(Buffer.from(jws))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', cty: 'JWT', kid: recipient.kid })
    .encrypt(await importJWK({ ...recipient }, 'ECDH-ES'));
}

/**
 * @param to the college that opens it
 * @param decryption its private X25519 keys
 * @throws InvalidToken for one that is not for this college, is not signed by a member of the roster, was altered, or is of another time
 */
export async function openMessage(jwe: string, to: string, decryption: readonly JWK[], findKey: FindKey): Promise<CollegeMessage> {
  const payload = await verifyClaims(kindFor(to), await unsealed(jwe, decryption), findKey);
  const parsed = claimsShape.safeParse(payload);
  if (!parsed.success) throw new InvalidToken('It is no message.');
  const { jti, iss, iat, exp, thread, sequence, kind, content } = parsed.data;
  if (exp - iat > LONGEST_SECONDS) throw new InvalidToken('The message is good for too long.');
  return { id: jti, from: iss, to, thread, sequence, kind, content };
}

async function unsealed(jwe: string, decryption: readonly JWK[]): Promise<string> {
  try {
    const { plaintext } = await compactDecrypt(jwe, async ({ kid }) => importJWK(decryption.find((key) => key.kid === kid) ?? {}, 'ECDH-ES'), {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return Buffer.from(plaintext).toString('utf8');
  } catch (error) {
    throw new InvalidToken(`The message cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
