import { readFileSync, statSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import type { JWK } from 'jose';
import { z } from 'zod';
import { type EncryptionPublicKey, type SigningPublicKey, generateEncryptionKey, generateSigningKey, publicEncryptionHalf, publicHalf } from './keys.js';

/** What a node, a gateway or the registry signs with and receives with. Older keys still open what was sealed for them. */
export interface PrivateKeys {
  /** The Ed25519 key that signs. */
  readonly signing: JWK;
  /** X25519 keys, the newest first. */
  readonly decryption: readonly JWK[];
}

/** The public halves of the keys in use, as the roster publishes them. */
export interface PublicKeys {
  readonly signing: SigningPublicKey;
  readonly encryption: EncryptionPublicKey;
}

const privateKey = z.looseObject({ kty: z.literal('OKP'), crv: z.enum(['Ed25519', 'X25519']), kid: z.string(), x: z.string(), d: z.string() });
const keySet = z.object({ keys: z.array(privateKey) });

/** New keys of both kinds, written nowhere yet. */
export async function generatePrivateKeys(): Promise<PrivateKeys> {
  return { signing: await generateSigningKey(), decryption: [await generateEncryptionKey()] };
}

/** The public halves of the newest keys. */
export function publicKeysOf({ signing, decryption: [newest] }: PrivateKeys): PublicKeys {
  return { signing: publicHalf(signing), encryption: publicEncryptionHalf(newest ?? {}) };
}

/**
 * Reads private keys given as a JWK Set (RFC 7517 §5), the newest key of each kind first.
 * @param source the path of a file that its owner alone may read, or the JSON itself where a secret store hands it over
 * @throws Error in one sentence that names the file and never its content
 */
export function readPrivateKeys(source: string): PrivateKeys {
  if (source.trimStart().startsWith('{')) return parse(source, 'The keys');
  const what = `The keys in ${source}`;
  const mode = stat(source, what);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new Error(`${what} can be read by others than their owner; run: chmod 600 ${source}`);
  }
  return parse(readFileSync(source, 'utf8'), what);
}

/**
 * Every signing key of the same source, the one that signs first: what was signed with an older one can still be checked.
 * @throws Error as `readPrivateKeys` does
 */
export function readSigningKeys(source: string): JWK[] {
  const { signing } = readPrivateKeys(source);
  const json = source.trimStart().startsWith('{') ? source : readFileSync(source, 'utf8');
  const older = parsedKeys(json).filter(({ crv, kid }) => crv === 'Ed25519' && kid !== signing.kid);
  return [signing, ...older];
}

function stat(path: string, what: string): number {
  try {
    return statSync(path).mode;
  } catch (error) {
    throw new Error(`${what} cannot be read: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function parse(json: string, what: string): PrivateKeys {
  const keys = parsedKeys(json);
  const signing = keys.find(({ crv }) => crv === 'Ed25519');
  const decryption = keys.filter(({ crv }) => crv === 'X25519');
  if (!signing || decryption.length === 0) throw new Error(`${what} must be a JWK Set with a private Ed25519 and a private X25519 key.`);
  return { signing, decryption };
}

function parsedKeys(json: string): z.infer<typeof privateKey>[] {
  try {
    return keySet.parse(JSON.parse(json)).keys;
  } catch {
    return []; // what is wrong in a file of secrets is not quoted
  }
}

/** The JWK Set that `readPrivateKeys` reads, as a secret store would hand it over. */
export function privateKeysJson({ signing, decryption }: PrivateKeys): string {
  return JSON.stringify({ keys: [signing, ...decryption] }, null, 2);
}

/** Keeps private keys in a file with mode 0600, written beside and renamed. */
export async function writePrivateKeys(path: string, keys: PrivateKeys): Promise<void> {
  await writeFile(`${path}.new`, `${privateKeysJson(keys)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
}
