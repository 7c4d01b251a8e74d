import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type PrivateKeys, generatePrivateKeys, readPrivateKeys, writePrivateKeys } from '#identity/private-keys.js';

/** Where somebody's private keys lie. */
export function keysPath(folder: string, owner: string): string {
  return join(folder, `${owner}.keys.json`);
}

/** The private keys of a college or of the gateway, made at the first start. Only their owner may read the file. */
export async function localKeys(folder: string, owner: string): Promise<PrivateKeys> {
  const path = keysPath(folder, owner);
  if (existsSync(path)) return readPrivateKeys(path);
  const keys = await generatePrivateKeys();
  await writePrivateKeys(path, keys);
  return keys;
}
