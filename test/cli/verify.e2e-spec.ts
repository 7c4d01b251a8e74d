import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Entry } from '#credentials/entry.js';
import { issueEntry } from '#credentials/issue-entry.js';
import { shortForm } from '#credentials/short-form.js';
import { signStatusList } from '#credentials/status-list.js';
import { publicHalf } from '#identity/keys.js';
import { type PrivateKeys, generatePrivateKeys } from '#identity/private-keys.js';
import { signRoster } from '#roster/signed-roster.js';
import { runCli } from '#support/cli-run.js';
import { aMember } from '#support/test-roster.js';

const LIST = 'http://127.0.0.1:1/credentials/status/1';

let folder: string;
let bat: PrivateKeys;
let registry: PrivateKeys;
let genuine: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dobroset-verify-'));
  [bat, registry] = [await generatePrivateKeys(), await generatePrivateKeys()];
  const colleges = [aMember('bat', 'http://127.0.0.1:1/graphql', bat)];
  await file('roster.json', JSON.stringify({ version: 1, colleges }));
  await file('roster.jws', await signRoster({ version: 1, expiresAt: new Date(Date.now() + 60_000).toISOString(), colleges, gateways: [] }, registry.signing));
  await file('expired.jws', await signRoster({ version: 1, expiresAt: '2026-01-01T00:00:00Z', colleges, gateways: [] }, registry.signing));
  await file('registry.keys.json', JSON.stringify({ keys: [publicHalf(registry.signing)] }));
  await file('other.keys.json', JSON.stringify({ keys: [publicHalf(bat.signing)] }));
  await file('clean.jws', await aList([]));
  await file('revoking.jws', await aList([7]));
  await file('old.jws', await aList([], new Date(Date.now() - 8 * 86_400_000)));
  genuine = await anEntry(7);
  await file('entry.jws', `${genuine}\n`);
});
afterAll(() => rm(folder, { recursive: true }));

const at = (name: string) => join(folder, name);
const file = (name: string, text: string) => writeFile(at(name), text);

const aList = (revoked: readonly number[], validFrom = new Date()) =>
  signStatusList({ issuer: 'bat', url: LIST, revocations: revoked.map((index) => ({ index, at: new Date('2026-05-01T10:00:00Z') })), validFrom }, bat.signing);

function anEntry(index: number, overrides: Partial<Entry['event']> = {}): Promise<string> {
  const [startsAt, endsAt] = [new Date('2026-04-18T06:00:00Z'), new Date('2026-04-18T08:00:00Z')];
  const event = { id: 'bat:01993d5e-6d4c-7a51-b7a5-3d4f6c1b2a03', title: 'Субботник', summary: null, kind: 'SERVICE', startsAt, endsAt, ...overrides };
  const entry: Entry = {
    id: '01993d5e-6d4c-7a51-b7a5-3d4f6c1b2a01',
    issuer: { code: 'bat', name: 'Техникум «bat»' },
    volunteerId: 'bat:01993d5e-6d4c-7a51-b7a5-3d4f6c1b2a02',
    subjectName: 'Анна Петрова',
    role: 'STUDENT',
    event,
    minutes: 120,
    issuedAt: new Date('2026-04-19T06:00:00Z'),
    status: { url: LIST, index },
  };
  return issueEntry(entry, bat.signing);
}

const verify = (name: string, ...args: string[]) => runCli(['verify', at(name), ...args.map((arg) => (arg.startsWith('-') ? arg : at(arg)))]);

describe('dobroset verify', () => {
  it('exits with 0 for an entry that is genuine and in force', async () => {
    const { exitCode, told, problems } = await verify('entry.jws', '--roster', 'roster.json', '--status-list', 'clean.jws');
    expect({ exitCode, problems }).toEqual({ exitCode: 0, problems: [] });
    expect(told).toContain('GENUINE AND IN FORCE');
    expect(told).toContain('Анна Петрова; Субботник; Техникум «bat»; 2026-04-18; 120 min');
  });

  it('exits with 3, and says what is missing, where revocation could not be checked', async () => {
    for (const args of [[], ['--status-list', 'old.jws']]) {
      const { exitCode, told } = await verify('entry.jws', '--roster', 'roster.json', ...args);
      expect(exitCode).toBe(3);
      expect(told).toContain('GENUINE, but whether it was revoked could not be checked');
      expect(told).toContain('/credentials/status/1');
      expect(told).not.toContain('IN FORCE');
    }
  });

  it('exits with 1 for an entry that was revoked, and says since when; the newest list counts', async () => {
    const { exitCode, told } = await verify('entry.jws', '--roster', 'roster.json', '--status-list', 'old.jws', 'revoking.jws');
    expect(exitCode).toBe(1);
    expect(told).toContain('REVOKED');
    expect(told).toContain('revoked at 2026-05-01T10:00:00.000Z');
  });

  it.each([
    ['altered', () => genuine.replace(/.(?=[^.]{40}$)/, (letter) => (letter === 'A' ? 'B' : 'A')), 'FORGED OR DAMAGED'],
    ['cut off', () => genuine.slice(0, -10), 'NO ENTRY'],
    ['something else', () => 'привет', 'NO ENTRY'],
  ])('exits with 1 for an entry that is %s', async (_what, text, found) => {
    await file('bad.jws', text());
    const { exitCode, told } = await verify('bad.jws', '--roster', 'roster.json', '--status-list', 'clean.jws');
    expect({ exitCode, isFound: told.includes(found) }).toEqual({ exitCode: 1, isFound: true });
    expect(told).not.toContain('Анна');
  });

  it('reads short forms, QR addresses and the JSON of a record book', async () => {
    await file('short.txt', shortForm(genuine));
    await file('address.txt', `https://dobroset.example/verify#${shortForm(genuine)}`);
    await file('book.json', JSON.stringify({ entries: [{ jws: genuine }, { jws: await anEntry(8) }] }));
    for (const [name, count] of [['short.txt', 1], ['address.txt', 1], ['book.json', 2]] as const) {
      const { exitCode, told } = await verify(name, '--roster', 'roster.json', '--status-list', 'clean.jws');
      expect([exitCode, told.split('GENUINE AND IN FORCE').length - 1]).toEqual([0, count]);
    }
    const { exitCode, told } = await verify('book.json', '--roster', 'roster.json', '--status-list', 'revoking.jws');
    expect([exitCode, told.includes('REVOKED'), told.includes('IN FORCE')]).toEqual([1, true, true]);
  });

  it('believes a signed roster by the registry’s keys alone', async () => {
    const with_ = (roster: string, ...keys: string[]) => verify('entry.jws', '--status-list', 'clean.jws', '--roster', roster, ...keys);
    expect(await with_('roster.jws', '--roster-keys', 'registry.keys.json')).toMatchObject({ exitCode: 0, problems: [] });
    expect(await with_('roster.jws')).toMatchObject({ exitCode: 2, problems: [expect.stringContaining('--roster-keys')] });
    expect(await with_('roster.jws', '--roster-keys', 'other.keys.json')).toMatchObject({ exitCode: 2, problems: [expect.stringContaining('no roster that can be used'), expect.any(String)] });
    expect(await with_('expired.jws', '--roster-keys', 'registry.keys.json')).toMatchObject({ exitCode: 0, problems: [expect.stringContaining('expired at 2026-01-01')] });
  });

  it('exits with 2 for what was typed wrong', async () => {
    expect(await verify('nothing.jws', '--roster', 'roster.json')).toMatchObject({ exitCode: 2, problems: [expect.stringContaining('nothing.jws')] });
    expect(await verify('entry.jws')).toMatchObject({ exitCode: 2 });
    expect(await verify('entry.jws', '--roster', 'entry.jws')).toMatchObject({ exitCode: 2 });
    expect(await verify('entry.jws', '--roster', 'roster.json', '--status-list', 'none.jws')).toMatchObject({ exitCode: 2 });
  });

  it('lets no title write to the terminal', async () => {
    await file('colours.jws', await anEntry(9, { title: '\u001b[2J\u001b[31mПодделка\u202e' }));
    const { told } = await verify('colours.jws', '--roster', 'roster.json', '--status-list', 'clean.jws');
    for (const command of ['\u001b', '\u202e']) expect(told).not.toContain(command);
  });

  it('speaks Russian', async () => {
    const { told } = await runCli(['verify', at('entry.jws'), '--roster', at('roster.json'), '--status-list', at('clean.jws')], { LANG: 'ru_RU.UTF-8' });
    expect(told).toContain('ПОДЛИННАЯ И ДЕЙСТВУЕТ');
  });
});
