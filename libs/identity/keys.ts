import { type JWK, calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';

/** A public key to check signatures with, as it stands in the roster (RFC 8037: OKP, Ed25519). */
export interface SigningPublicKey {
  readonly kid: string;
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
}

/** A public key to encrypt to its owner with, as it stands in the roster (RFC 8037: OKP, X25519). */
export interface EncryptionPublicKey {
  readonly kid: string;
  readonly kty: 'OKP';
  readonly crv: 'X25519';
  readonly x: string;
}

/** Makes an Ed25519 key pair; the key id is the RFC 7638 thumbprint. */
export async function generateSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return withKid(await exportJWK(privateKey), 'sig');
}

/** Makes an X25519 key pair; the key id is the RFC 7638 thumbprint. */
export async function generateEncryptionKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ECDH-ES', { crv: 'X25519', extractable: true });
  return withKid(await exportJWK(privateKey), 'enc');
}

async function withKid(key: JWK, use: 'sig' | 'enc'): Promise<JWK> {
  return { ...key, use, kid: await calculateJwkThumbprint(key) };
}

/** The half of a signing key that stands in the roster. */
export function publicHalf({ kty, crv, x, kid }: JWK): SigningPublicKey {
  if (kty !== 'OKP' || crv !== 'Ed25519' || !x || !kid) throw new Error('Not an Ed25519 key with a kid.');
  return { kid, kty: 'OKP', crv: 'Ed25519', x };
}

/** The half of an encryption key that stands in the roster. */
export function publicEncryptionHalf({ kty, crv, x, kid }: JWK): EncryptionPublicKey {
  if (kty !== 'OKP' || crv !== 'X25519' || !x || !kid) throw new Error('Not an X25519 key with a kid.');
  return { kid, kty: 'OKP', crv: 'X25519', x };
}
