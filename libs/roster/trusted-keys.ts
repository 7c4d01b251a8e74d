import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type SigningPublicKey, publicHalf } from '#identity/keys.js';

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).min(1) });

/**
 * Reads the registry's public keys: a JWK Set (RFC 7517 §5). Two stand in it while the registry changes its key.
 * @param source the path of a file, or the JSON itself
 * @throws Error in one sentence
 */
export function readTrustedKeys(source: string): SigningPublicKey[] {
  const isJson = source.trimStart().startsWith('{');
  try {
    return keySet.parse(JSON.parse(isJson ? source : readFileSync(source, 'utf8'))).keys.map(publicHalf);
  } catch (error) {
    const what = isJson ? 'ROSTER_KEYS' : `ROSTER_KEYS (${source})`;
    throw new Error(`${what} must be a JWK Set with the registry’s public Ed25519 keys: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
