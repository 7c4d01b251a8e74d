import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readFounding } from './founding-file.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'founding-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function founding(...coordinating: boolean[]): ReturnType<typeof readFounding> {
  const path = join(folder, 'founding.json');
  const key = { kid: 'k1', kty: 'OKP', crv: 'Ed25519', x: 'AAAA' };
  const colleges = coordinating.map((coordinates, index) => {
    const who = { code: `c${index}`, name: 'Колледж', shortName: 'К', city: 'Сызрань', region: 'Самарская область' };
    return { ...who, coordinates, endpoint: 'http://127.0.0.1:4001/graphql', contractVersion: 1, keys: [key] };
  });
  writeFileSync(path, JSON.stringify({ colleges, gateways: [] }));
  return readFounding(path);
}

describe('a founding file', () => {
  it('row 15: names two colleges that coordinate, for nobody could become a member otherwise', () => {
    expect(() => founding(true, false)).toThrow('Colleges that coordinate: 1, and it takes two to make a member');
    expect(() => founding()).toThrow('Colleges that coordinate: 0');
    expect(founding(true, false, true).founders.map(({ coordinates }) => coordinates)).toEqual([true, false, true]);
  });
});
