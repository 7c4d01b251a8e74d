import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { RosterFile } from './roster-file.js';
import { rosterKeys } from './roster-keys.js';
import type { Member } from './roster.js';

let folder: string;
let path: string;
let open: RosterFile[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'roster-'));
  path = join(folder, 'roster.json');
  open = [];
});

afterEach(() => {
  for (const roster of open) roster.close();
  rmSync(folder, { recursive: true });
});

function member(code: string, status: Member['status'] = 'MEMBER'): Member {
  const key = { kid: 'k1', kty: 'OKP', crv: 'Ed25519', x: 'AAAA' } as const;
  const endpoint = 'http://127.0.0.1:4001/graphql';
  return { code, name: code, shortName: code, city: 'Чапаевск', region: 'Самарская область', status, endpoint, contractVersion: 1, keys: [key] };
}

function write(...colleges: Member[]): void {
  writeFileSync(path, JSON.stringify({ version: 1, colleges }));
}

function openRoster(notices: string[] = [], lastGoodPath = join(folder, 'last-good.json')): RosterFile {
  const roster = new RosterFile({ path, lastGoodPath, tell: { log: () => undefined, warn: (alarm) => notices.push(alarm) } });
  open.push(roster);
  return roster;
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds() && tries < 100; tries += 1) await pause(50);
}

describe('a roster file', () => {
  it('is read again when it changes', async () => {
    write(member('bat'));
    const roster = openRoster();
    write(member('bat'), member('hgt'));
    await until(() => roster.current.colleges.length === 2);
    expect(roster.current.colleges.map(({ code }) => code)).toEqual(['bat', 'hgt']);
  });

  it('names nobody at an address with a password in it, for everybody reads it', async () => {
    write({ ...member('bat'), endpoint: 'https://user:password@node.example/graphql' });
    expect(() => openRoster()).toThrow('colleges.0.endpoint: must hold no user name and no password');
  });

  it('names no contract version that the graph could not tell', () => {
    write({ ...member('bat'), contractVersion: 2 ** 31 });
    expect(() => openRoster()).toThrow('colleges.0.contractVersion');
  });

  it('that becomes invalid changes nothing, and says all that is wrong', async () => {
    write(member('bat'));
    const notices: string[] = [];
    const roster = openRoster(notices);
    writeFileSync(path, JSON.stringify({ version: 0, colleges: [{ ...member('bat'), code: 'B/A' }] }));
    await until(() => notices.length > 0);
    expect(roster.current.colleges.map(({ code }) => code)).toEqual(['bat']);
    expect(notices.join()).toContain('version');
    expect(notices.join()).toContain('colleges.0.code');
  });

  it('row 77: that is broken or gone at the start gives way to the last good one', () => {
    write(member('bat'));
    openRoster().close();
    rmSync(path);
    expect(openRoster().current.colleges.map(({ code }) => code)).toEqual(['bat']);
    writeFileSync(path, '{');
    expect(openRoster().current.colleges.map(({ code }) => code)).toEqual(['bat']);
  });

  it('row 77: counts where the disk keeps no copy of it', async () => {
    write(member('bat'));
    const notices: string[] = [];
    const roster = openRoster(notices, join(folder, 'missing', 'last-good.json'));
    write(member('bat', 'SUSPENDED'));
    await until(() => roster.current.colleges[0]?.status === 'SUSPENDED');
    expect(roster.current.colleges[0]?.status).toBe('SUSPENDED');
    expect(notices).toEqual([expect.stringContaining('cannot be written')]);
  });

  it('that never was good stops the start', () => {
    writeFileSync(path, '[]');
    expect(() => openRoster()).toThrow(/roster\.json \(ROSTER\) cannot be used; correct it: .*expected object/s);
  });

  it('names a college once', () => {
    write(member('bat'), member('bat'));
    expect(() => openRoster()).toThrow(/a code stands there twice/);
  });

  it('gives no key of a college that is not a member: an observer, one that is suspended or has left', () => {
    write(member('bat'), member('hgt', 'LEFT'), member('kpk', 'SUSPENDED'), member('syz', 'OBSERVER'));
    const { ofCollege } = rosterKeys(openRoster());
    expect(ofCollege('bat', 'k1')).toBeDefined();
    expect(ofCollege('bat', 'k2')).toBeUndefined();
    expect(ofCollege('hgt', 'k1')).toBeUndefined();
    expect(ofCollege('kpk', 'k1')).toBeUndefined();
    expect(ofCollege('syz', 'k1')).toBeUndefined();
  });

  it('row 4: gives both keys of a change while they overlap, and none that is retired', () => {
    const [key] = member('bat').keys;
    if (!key) throw new Error('A member of a test has a key.');
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    const yesterday = new Date(Date.now() - 86_400_000).toISOString();
    const keys = [key, { ...key, kid: 'leaving', retiredAt: tomorrow }, { ...key, kid: 'left', retiredAt: yesterday }];
    write({ ...member('bat'), keys });
    const { ofCollege } = rosterKeys(openRoster());
    expect(['k1', 'leaving', 'left'].map((kid) => ofCollege('bat', kid)?.kid)).toEqual(['k1', 'leaving', undefined]);
  });
});
