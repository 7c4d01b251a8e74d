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
import { recordBookJson } from '#node/record-book/record-book.json.js';
import type { RecordBookEntry } from '#node/record-book/record-book.js';
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
  await file('roster.jws', await signRoster({ version: 1, expiresAt: new Date(Date.now() + 3_600_000).toISOString(), colleges, gateways: [] }, registry.signing));
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

function anEntry(index: number, overrides: Partial<Entry['event']> = {}, more: Partial<Entry> = {}, by = bat): Promise<string> {
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
    ...more,
  };
  return issueEntry(entry, by.signing);
}

const verify = (name: string, ...args: string[]) => runCli(['verify', at(name), ...args.map((arg) => (arg.startsWith('-') ? arg : at(arg)))]);

describe('dobroset verify', () => {
  it('exits with 0 for an entry that is genuine and in force', async () => {
    const { exitCode, told, problems } = await verify('entry.jws', '--roster', 'roster.json', '--status-list', 'clean.jws');
    expect({ exitCode, problems }).toEqual({ exitCode: 0, problems: [] });
    expect(told).toContain('GENUINE AND IN FORCE');
    expect(told).toContain('Анна Петрова; Субботник; Техникум «bat»; 2026-04-18 06:00 UTC; 120 min');
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
    expect(await with_('expired.jws', '--roster-keys', 'registry.keys.json')).toMatchObject({ exitCode: 4, problems: [expect.stringContaining('expired at 2026-01-01')] });
    await file('altered.jws', genuine.replace(/.(?=[^.]{40}$)/, (letter) => (letter === 'A' ? 'B' : 'A')));
    expect(await verify('altered.jws', '--roster', 'expired.jws', '--roster-keys', 'registry.keys.json')).toMatchObject({ exitCode: 1 });
  });

  it('calls nothing forged that a roster which has expired cannot know', async () => {
    const newer = await generatePrivateKeys();
    await file('newer-key.jws', await anEntry(7, {}, {}, newer));
    await file('newer-college.jws', await anEntry(7, {}, { issuer: { code: 'syz', name: 'Техникум «syz»' } }, newer));
    for (const name of ['newer-key.jws', 'newer-college.jws']) {
      const by = (roster: string) => verify(name, '--roster-keys', 'registry.keys.json', '--status-list', 'clean.jws', '--roster', roster);
      expect(await by('expired.jws')).toMatchObject({ exitCode: 4, told: expect.stringContaining('CANNOT BE TOLD') });
      expect(await by('roster.jws')).toMatchObject({ exitCode: 1, told: expect.not.stringContaining('CANNOT BE TOLD') });
    }
  });

  it('exits with 2 for what was typed wrong', async () => {
    expect(await verify('nothing.jws', '--roster', 'roster.json')).toMatchObject({ exitCode: 2, problems: [expect.stringContaining('nothing.jws')] });
    expect(await verify('entry.jws')).toMatchObject({ exitCode: 2 });
    expect(await verify('entry.jws', '--roster', 'entry.jws')).toMatchObject({ exitCode: 2 });
    expect(await verify('entry.jws', '--roster', 'roster.json', '--status-list', 'none.jws')).toMatchObject({ exitCode: 2 });
  });

  describe('of a record book’s JSON compares what it shows with what is signed', () => {
    interface Line {
      id: string;
      status: string;
      minutes: number;
      revokedAt: string | null;
      credential: { name: string; credentialSubject: { activityStartDate: string } } | null;
    }
    interface Book {
      readonly compactJwsString: string[];
      readonly recordBook: { readonly volunteer: { id: string }; totalMinutes: number; readonly entries: Line[] };
    }

    const other = '01993d5e-6d4c-7a51-b7a5-3d4f6c1b2a0b';
    let book: Book;

    beforeAll(async () => {
      const line = async (id: string, title: string, minutes: number, more: Partial<RecordBookEntry> = {}): Promise<RecordBookEntry> => ({
        id,
        title,
        host: { code: 'bat', name: 'Техникум «bat»' },
        time: null,
        minutes,
        recordedAt: new Date('2026-04-19T06:00:00Z'),
        credential: await anEntry(7, { title }, { id, minutes }),
        revokedAt: null,
        ...more,
      });
      const entries = [
        await line(other, 'Первый', 60, { revokedAt: new Date('2026-05-01T10:00:00Z') }),
        await line('01993d5e-6d4c-7a51-b7a5-3d4f6c1b2a0c', 'Субботник', 120),
        await line('01993d5e-6d4c-7a51-b7a5-3d4f6c1b2a0d', 'Набережная', 30),
      ];
      const volunteer = { id: 'bat:01993d5e-6d4c-7a51-b7a5-3d4f6c1b2a02', fullName: 'Петрова Анна', group: null, joinedAt: '2025-09-01' };
      const college = { code: 'bat', name: 'Техникум «bat»', city: 'Безенчук' };
      const made = await recordBookJson({ volunteer, college, timeZone: 'Europe/Samara', madeAt: new Date(), gatewayUrl: null, entries });
      book = JSON.parse(made.toString());
    });

    async function verifyBook(change: (copy: Book) => void, ...lists: string[]) {
      const copy = structuredClone(book);
      change(copy);
      await file('a-book.json', JSON.stringify(copy));
      return verify('a-book.json', '--roster', 'roster.json', '--status-list', ...(lists.length > 0 ? lists : ['clean.jws']));
    }

    it('and finds nothing where nobody changed it', async () => {
      const { exitCode, told, problems } = await verifyBook(() => undefined);
      expect({ exitCode, problems }).toEqual({ exitCode: 0, problems: [] });
      expect(told).toContain('The readable part says what is signed. It is made out to Петрова Анна');
    });

    const lineOf = (copy: Book, place: number) => copy.recordBook.entries[place]!;
    const tampering: [string, (copy: Book) => void, string][] = [
      ['more minutes', (copy) => { lineOf(copy, 1).minutes = 900; copy.recordBook.totalMinutes += 780; }, 'line 2, Субботник: it says otherwise than what the college signed'],
      ['another title', (copy) => (lineOf(copy, 2).credential!.name = 'Олимпиада'), 'line 3, Олимпиада: it says otherwise'],
      ['another day', (copy) => (lineOf(copy, 2).credential!.credentialSubject.activityStartDate = '2026-04-01T06:00:00Z'), 'line 3, Набережная: it says otherwise'],
      ['a corrected line that counts again', (copy) => { Object.assign(lineOf(copy, 0), { status: 'IN_FORCE', revokedAt: null }); copy.recordBook.totalMinutes += 60; }, 'line 1, Первый: it counts, and the file has no signed entry of it'],
      ['a line made up', (copy) => { copy.recordBook.entries.push({ ...lineOf(copy, 1), id: '01993d5e-6d4c-7a51-b7a5-3d4f6c1b2a0e' }); copy.recordBook.totalMinutes += 120; }, 'line 4, Субботник: it counts, and'],
      ['a line twice', (copy) => { copy.recordBook.entries.push(lineOf(copy, 1)); copy.recordBook.totalMinutes += 120; }, 'line 4, Субботник: it stands in the file twice'],
      ['a line left out', (copy) => { copy.recordBook.entries.pop(); copy.recordBook.totalMinutes -= 30; }, 'Набережная: the signed entry is missing'],
      ['a larger total', (copy) => (copy.recordBook.totalMinutes = 1_000), '1000 ≠ 150: the total'],
      ['another volunteer', (copy) => (copy.recordBook.volunteer.id = `bat:${other}`), 'line 2, Субботник: the signed entry is another volunteer’s'],
      ['no form', (copy) => (lineOf(copy, 1).status = 'GREAT'), 'entries.1.status: the readable part is not as a college writes it'],
    ];
    it.each(tampering)('and says which line was tampered with: %s', async (_what, change, said) => {
      const { exitCode, told, problems } = await verifyBook(change);
      expect(exitCode).toBe(1);
      expect(problems).toContainEqual(expect.stringContaining(`TAMPERED WITH: ${said}`));
      expect(told).not.toContain('The readable part says what is signed');
    });

    it('and says what nobody signed', async () => {
      const unsigned = { id: '01993d5e-6d4c-7a51-b7a5-3d4f6c1b2a0f', status: 'IN_FORCE', minutes: 45, revokedAt: null, credential: null };
      const { exitCode, problems } = await verifyBook((copy) => { copy.recordBook.entries.push(unsigned); copy.recordBook.totalMinutes += 45; });
      expect({ exitCode, problems }).toEqual({ exitCode: 3, problems: [expect.stringContaining('that nobody signed: 1, 45 min')] });
    });

    it('and does not take a part of a file for the whole', async () => {
      await file('half.json', JSON.stringify(book).slice(0, -3));
      const { exitCode, problems } = await verify('half.json', '--roster', 'roster.json', '--status-list', 'clean.jws');
      expect({ exitCode, problems }).toEqual({ exitCode: 1, problems: [expect.stringContaining('is no whole JSON')] });
    });
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
