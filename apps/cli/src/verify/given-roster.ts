import { readFileSync } from 'node:fs';
import type { Roster } from '#roster/roster.js';
import { parseRoster } from '#roster/roster.js';
import { verifyRoster } from '#roster/signed-roster.js';
import { readTrustedKeys } from '#roster/trusted-keys.js';
import type { SigningPublicKey } from '#identity/keys.js';
import type { VerifyWords } from './words.js';

/** A file that cannot be used, in a sentence. */
export class UnusableFile extends Error {}

/**
 * Reads a roster from a file: JSON of one's own, or as a registry signed it.
 * @param keysPath the registry's public keys, for a signed one
 * @throws UnusableFile
 */
export async function givenRoster(path: string, keysPath: string | undefined, words: VerifyWords): Promise<Roster> {
  const text = readText(path, words);
  const isSigned = !text.trimStart().startsWith('{');
  if (isSigned && keysPath === undefined) throw new UnusableFile(words.keysNeeded(path));
  const trusted = keysPath === undefined ? [] : givenKeys(keysPath, words);
  try {
    return isSigned ? await verifyRoster(text.trim(), trusted) : parseRoster(text);
  } catch (error) {
    throw new UnusableFile(words.badRoster(path, reasonOf(error)));
  }
}

/** @throws UnusableFile */
export function readText(path: string, words: VerifyWords): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UnusableFile(words.unreadable(path, reasonOf(error)));
  }
}

function givenKeys(path: string, words: VerifyWords): SigningPublicKey[] {
  try {
    return readTrustedKeys(path);
  } catch (error) {
    throw new UnusableFile(words.badKeys(path, reasonOf(error)));
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
