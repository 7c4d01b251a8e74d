import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { generatePrivateKeys, privateKeysJson, publicKeysOf, readPrivateKeys, writePrivateKeys } from './private-keys.js';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keys-'));
  path = join(folder, 'bat.keys.json');
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('private keys', () => {
  it('are kept in a file that only its owner may read, and come back as they were', async () => {
    const keys = await generatePrivateKeys();
    await writePrivateKeys(path, keys);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readPrivateKeys(path)).toEqual(keys);
    expect(readPrivateKeys(privateKeysJson(keys))).toEqual(keys);
  });

  it.each([0o644, 0o640, 0o604])('are not read from a file with mode %o', async (mode) => {
    await writePrivateKeys(path, await generatePrivateKeys());
    chmodSync(path, mode);
    expect(() => readPrivateKeys(path)).toThrow(`The keys in ${path} can be read by others than their owner; run: chmod 600 ${path}`);
  });

  it('that are no keys are refused without a word of what stands there', async () => {
    writeFileSync(path, '{"keys":[{"d":"secret"}]}', { mode: 0o600 });
    expect(() => readPrivateKeys(path)).toThrow(`The keys in ${path} must be a JWK Set with a private Ed25519 and a private X25519 key.`);
    expect(() => readPrivateKeys(join(folder, 'none'))).toThrow(/The keys in .*none cannot be read: .*ENOENT/);
  });

  it('have public halves without anything private', async () => {
    const { signing, encryption } = publicKeysOf(await generatePrivateKeys());
    for (const half of [signing, encryption]) expect(Object.keys(half).sort()).toEqual(['crv', 'kid', 'kty', 'x']);
  });
});
