import { calculateJwkThumbprint } from 'jose';
import { z } from 'zod';
import { isPlainAddress } from '#contract/plain-address.js';
import { isStorable } from '#contract/storable-text.js';
import type { PublicKeys } from '#identity/private-keys.js';
import { InvalidToken } from '#identity/signed-claims.js';
import { Statement } from './statement.js';

const publicKey = { kid: z.string(), kty: z.literal('OKP'), x: z.string().regex(/^[\w-]{43}$/) };

/** The two public keys of a node. */
export const publicKeysShape = z.object({
  signing: z.object({ ...publicKey, crv: z.literal('Ed25519') }),
  encryption: z.object({ ...publicKey, crv: z.literal('X25519') }),
});

const url = z.url({ protocol: /^https?$/ }).max(500).refine(isStorable).refine(isPlainAddress);

/** «This is my node»: said with the invitation's token, under the key that the node will sign with. */
export const announcement = new Statement(
  'join+jwt',
  z.object({ tokenHash: z.string(), encryptionKid: z.string(), endpoint: url, issuer: url.optional(), contractVersion: z.int().positive() }),
);

/** «Our node answers at this address from now on»: said under the key in use. */
export const move = new Statement('node-moved+jwt', z.object({ endpoint: url, issuer: url, contractVersion: z.int().positive() }));

/** «I answer at this address»: what a node says when the registry asks it, with the number that it was asked with. */
export const identityStatement = new Statement('node-identity+jwt', z.object({ nonce: z.string(), contractVersion: z.int().positive() }));

/** «From now on these are my keys»: said under the key in use; `proof` is under the new one. */
export const rotation = new Statement('key-rotation+jwt', z.object({ keys: publicKeysShape, isUrgent: z.boolean(), proof: z.string() }));

/** «I hold this key»: under the key itself. */
export const keyProof = new Statement('key-proof+jwt', z.object({ replaces: z.string() }));

/** «We leave the network». */
export const farewell = new Statement('leave+jwt', z.object({}));

/** @throws InvalidToken for keys that are not called by their thumbprints (RFC 7638): one could pass for another */
export async function demandThumbprints({ signing, encryption }: PublicKeys): Promise<void> {
  for (const key of [signing, encryption]) {
    if ((await calculateJwkThumbprint({ ...key })) !== key.kid) throw new InvalidToken('A key is not called by its thumbprint.');
  }
}
