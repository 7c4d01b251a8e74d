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
  return foundingOf(coordinating.map((coordinates, index) => aCollege(`c${index}`, coordinates)));
}

const key = { kid: 'k1', kty: 'OKP', crv: 'Ed25519', x: 'AAAA' };

function aCollege(code: string, coordinates: boolean): object {
  const who = { code, name: 'Колледж', shortName: 'К', city: 'Сызрань', region: 'Самарская область' };
  return { ...who, coordinates, endpoint: 'http://127.0.0.1:4001/graphql', contractVersion: 1, keys: [key] };
}

function foundingOf(colleges: object[], gateways: object[] = []): ReturnType<typeof readFounding> {
  const path = join(folder, 'founding.json');
  writeFileSync(path, JSON.stringify({ colleges, gateways }));
  return readFounding(path);
}

describe('a founding file', () => {
  it('row 15: names two colleges that coordinate, for nobody could become a member otherwise', () => {
    expect(() => founding(true, false)).toThrow('Colleges that coordinate: 1, and it takes two to make a member');
    expect(() => founding()).toThrow('Colleges that coordinate: 0');
    expect([...founding(true, false, true).coordinates.values()]).toEqual([true, false, true]);
  });

  it('says of a college that joined by itself no more than whether it coordinates', () => {
    const { founders, coordinates } = foundingOf([aCollege('c0', true), { code: 'syz', coordinates: true }]);
    expect(founders.map(({ code }) => code)).toEqual(['c0']);
    expect(coordinates.get('syz')).toBe(true);
  });

  it.each(['registry', 'founding'])('calls nobody %s, whom the log would take for another', (name) => {
    const two = [aCollege('c0', true), aCollege('c1', true)];
    expect(() => foundingOf([...two, aCollege(name, false)])).toThrow(`"${name}" is the`);
    expect(() => foundingOf(two, [{ id: name, keys: [key] }])).toThrow(`"${name}" is the`);
  });

  it.each(['network', 'own'])('calls no college %s, whose calendar would be another’s', (name) => {
    const two = [aCollege('c0', true), aCollege('c1', true)];
    expect(() => foundingOf([...two, aCollege(name, false)])).toThrow(`"${name}" is what`);
    expect(foundingOf(two, [{ id: name, keys: [key] }]).gateways).toMatchObject([{ id: name }]);
  });
});
