import { type JWK, calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import type { PublicKey } from './token.js';

/** Makes a college's Ed25519 key pair; the key id is the RFC 7638 thumbprint. */
export async function generateSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const key = await exportJWK(privateKey);
  return { ...key, kid: await calculateJwkThumbprint(key) };
}

/** The half of a signing key that stands in the roster. */
export function publicHalf(key: JWK): PublicKey {
  if (key.kty !== 'OKP' || key.crv !== 'Ed25519' || !key.x || !key.kid) throw new Error('Not an Ed25519 key with a kid.');
  return { kid: key.kid, kty: 'OKP', crv: 'Ed25519', x: key.x };
}
