import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoToken } from './demo-token.js';

let folder: string;
let file: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'demo-token-'));
  file = join(folder, 'sign-in.json');
  const bat = { issuer: 'http://127.0.0.1:1/oidc', password: 'x', logins: ['curator'], partner: 'x' };
  writeFileSync(file, JSON.stringify({ pageOrigin: 'http://127.0.0.1:1', colleges: { bat } }));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('dobroset token', () => {
  it.each(['constructor', 'toString', '__proto__', 'hgt'])('row 56: knows no college %s', async (code) => {
    await expect(demoToken(file, code, 'curator', 'en')).rejects.toThrow(`The local network has no college “${code}”; it has bat.`);
  });
});
