import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const SECRET_BYTES = 32;

/** A secret for a partner's system, shown once. */
export function generateSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** A bare hash is enough: a secret is random, and nobody guesses it. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Takes as long whatever is wrong with it. */
export function isSecret(secret: string, secretHash: string): boolean {
  const said = Buffer.from(hashSecret(secret));
  const kept = Buffer.from(secretHash);
  return said.length === kept.length && timingSafeEqual(said, kept);
}
