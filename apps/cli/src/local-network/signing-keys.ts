import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { generateSigningKey, publicHalf } from '#identity/keys.js';

/** The college's private key, made at the first start. Only its owner may read the file. */
export async function signingKey(folder: string, college: string): Promise<JWK> {
  const path = join(folder, `${college}.json`);
  const kept = await readFile(path, 'utf8').catch(() => null);
  if (kept !== null) return checked(JSON.parse(kept) as JWK);
  const key = await generateSigningKey();
  await writeFile(path, `${JSON.stringify(key, null, 2)}\n`, { mode: 0o600 });
  return key;
}

/** @throws Error when the file holds something else */
function checked(key: JWK): JWK {
  publicHalf(key);
  return key;
}
