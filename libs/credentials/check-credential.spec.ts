import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type JWK } from 'jose';
import { generateSigningKey, publicHalf } from '#identity/keys.js';
import { type Member, parseRoster } from '#roster/roster.js';
import { checkCredential } from './check-credential.js';
import type { Entry } from './entry.js';
import { issueEntry } from './issue-entry.js';
import { issuerKeys, statusListKeys } from './issuer-keys.js';
import { collegeUri } from './names.js';
import { shortForm } from './short-form.js';
import { signCredential } from './signed-credential.js';
import { BITS_IN_LIST, decodeBits, encodeBits, isSet } from './status-bits.js';
import { type ListToSign, type StatusList, openStatusList, signStatusList } from './status-list.js';

const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY);
const URL_OF_LIST = 'https://node.bat.example/credentials/status/1';
const INDEX = 77;

let current: JWK;
let retired: JWK;
beforeAll(async () => {
  [current, retired] = [await generateSigningKey(), await generateSigningKey()];
});

/** `bat` changed its key ten days ago. */
function rosterWith(overrides: Partial<Member> = {}) {
  const keys = [publicHalf(current), { ...publicHalf(retired), retiredAt: ago(10).toISOString() }];
  const bat = { code: 'bat', name: 'Техникум', shortName: 'БАТ', city: 'Балашов', region: 'Саратовская область', status: 'MEMBER', endpoint: 'https://node.bat.example/graphql', contractVersion: 1, keys };
  const roster = parseRoster(JSON.stringify({ version: 1, colleges: [{ ...bat, ...overrides }] }));
  return { entries: issuerKeys(() => roster), lists: statusListKeys(() => roster) };
}

function anEntry(issuedAt: Date, key: JWK = current): Promise<string> {
  const entry: Entry = {
    id: '01993d5e-6d4c-7a51-b7a5-3d4f6c1b2a01',
    issuer: { code: 'bat', name: 'Техникум' },
    volunteerId: 'kpk:01993d5e-6d4c-7a51-b7a5-3d4f6c1b2a02',
    subjectName: 'Анна Петрова',
    role: 'STUDENT',
    event: { id: 'bat:01993d5e-6d4c-7a51-b7a5-3d4f6c1b2a03', title: 'Субботник', summary: null, kind: 'SERVICE', startsAt: ago(40), endsAt: ago(39.9) },
    minutes: 60,
    issuedAt,
    status: { url: URL_OF_LIST, index: INDEX },
  };
  return issueEntry(entry, key);
}

const signed = (overrides: Partial<ListToSign> = {}, key: JWK = current) =>
  signStatusList({ issuer: 'bat', url: URL_OF_LIST, revocations: [], validFrom: new Date(), ...overrides }, key);

async function aList(overrides: Partial<ListToSign> = {}): Promise<StatusList> {
  return openStatusList(await signed(overrides), 'bat', 1, rosterWith().lists);
}

async function checked(text: string, list: StatusList | null, member: Partial<Member> = {}) {
  return checkCredential(text, rosterWith(member).entries, () => Promise.resolve(list));
}

describe('an entry, checked', () => {
  it.each([
    ['the JWS', (jws: string) => jws],
    ['its short form', shortForm],
    ['the address in the QR code', (jws: string) => `https://dobroset.example/verify#${shortForm(jws)}`],
    ['a JWS that a letter broke into lines', (jws: string) => ` ${jws.replaceAll(/(.{60})/g, '$1\r\n')} `],
  ])('is valid, given %s', async (_what, form) => {
    await expect(checked(form(await anEntry(ago(1))), await aList())).resolves.toMatchObject({
      valid: true,
      reason: null,
      entry: { issuer: 'bat', subjectName: 'Анна Петрова', eventTitle: 'Субботник', minutes: 60 },
    });
  });

  it('was signed by a key that is retired now and was not then', async () => {
    await expect(checked(await anEntry(ago(20), retired), await aList())).resolves.toMatchObject({ valid: true });
  });

  it('row 13: does not count when its key was retired before it was issued', async () => {
    await expect(checked(await anEntry(ago(5), retired), await aList())).resolves.toEqual({
      valid: false,
      reason: 'KEY_NOT_IN_FORCE',
      entry: null,
      revokedAt: null,
      statusAsOf: null,
    });
  });

  it('counts from a college that left, when that was issued before, and not after', async () => {
    const left: Partial<Member> = { status: 'LEFT', leftAt: ago(3).toISOString() };
    await expect(checked(await anEntry(ago(4)), await aList(), left)).resolves.toMatchObject({ valid: true });
    await expect(checked(await anEntry(ago(2)), await aList(), left)).resolves.toMatchObject({ valid: false, reason: 'KEY_NOT_IN_FORCE' });
    await expect(checked(await anEntry(ago(4)), await aList(), { status: 'LEFT' })).resolves.toMatchObject({ reason: 'UNKNOWN_ISSUER' });
    // Who is back as an observer is no issuer yet, and was one before.
    const back: Partial<Member> = { ...left, status: 'OBSERVER' };
    await expect(checked(await anEntry(ago(4)), await aList(), back)).resolves.toMatchObject({ valid: true });
    await expect(checked(await anEntry(ago(2)), await aList(), back)).resolves.toMatchObject({ valid: false, reason: 'KEY_NOT_IN_FORCE' });
  });

  it.each([
    ['SUSPENDED', 'ISSUER_SUSPENDED'],
    ['OBSERVER', 'UNKNOWN_ISSUER'],
    ['INVITED', 'UNKNOWN_ISSUER'],
  ] as const)('does not count from a college that is %s', async (status, reason) => {
    await expect(checked(await anEntry(ago(1)), await aList(), { status })).resolves.toMatchObject({ valid: false, reason });
  });

  it('does not count from a college that the roster does not know', async () => {
    await expect(checked(await anEntry(ago(1)), await aList(), { code: 'kpk' })).resolves.toMatchObject({ valid: false, reason: 'UNKNOWN_ISSUER' });
  });

  it('says since when it is revoked', async () => {
    const at = new Date('2026-05-01T10:00:00Z');
    await expect(checked(await anEntry(ago(1)), await aList({ revocations: [{ index: INDEX, at }] }))).resolves.toMatchObject({
      valid: false,
      reason: 'REVOKED',
      revokedAt: at,
      entry: { minutes: 60 },
    });
  });

  it('is never valid while nobody can tell whether it is revoked', async () => {
    const jws = await anEntry(ago(9));
    await expect(checked(jws, null)).resolves.toMatchObject({ valid: false, reason: 'STATUS_UNKNOWN', entry: { minutes: 60 } });
    await expect(checked(jws, await aList({ validFrom: ago(7.01) }))).resolves.toMatchObject({ valid: false, reason: 'STATUS_UNKNOWN' });
    await expect(checked(jws, await aList({ validFrom: ago(6.99) }))).resolves.toMatchObject({ valid: true });
  });

  it('stays revoked by a list that is too old to say that it is not', async () => {
    const old = await aList({ validFrom: ago(9), revocations: [{ index: INDEX, at: ago(9) }] });
    await expect(checked(await anEntry(ago(20), retired), old)).resolves.toMatchObject({ valid: false, reason: 'REVOKED' });
  });

  it.each([['', 'nothing'], ['привет', 'words'], ['#', 'an empty address'], ['A'.repeat(50_000), 'a flood'], ['{"a":1}', 'JSON']])(
    'is no entry: %#',
    async (text) => {
      await expect(checked(text, null)).resolves.toMatchObject({ valid: false, reason: 'NOT_A_CREDENTIAL', entry: null });
    },
  );
});

describe('a status list', () => {
  it('has at least 131,072 bits, the first of them the leftmost of the first byte', () => {
    const bits = decodeBits(encodeBits([0, 9, BITS_IN_LIST - 1]));
    expect(bits.length * 8).toBe(131_072);
    expect([bits[0], bits[1], bits.at(-1)]).toEqual([0b1000_0000, 0b0100_0000, 0b0000_0001]);
    expect([0, 1, 8, 9, BITS_IN_LIST - 1].map((index) => isSet(bits, index))).toEqual([true, false, false, true, true]);
  });

  it('is not taken from another college, nor in the place of another list', async () => {
    const { lists } = rosterWith();
    await expect(openStatusList(await signed({ issuer: 'kpk' }), 'bat', 1, lists)).rejects.toMatchObject({ reason: 'UNKNOWN_ISSUER' });
    await expect(openStatusList(await signed(), 'kpk', 1, lists)).rejects.toMatchObject({ reason: 'STATUS_UNKNOWN' });
    await expect(openStatusList(await signed(), 'bat', 2, lists)).rejects.toMatchObject({ reason: 'STATUS_UNKNOWN' });
    await expect(openStatusList(await signed({}, await generateSigningKey()), 'bat', 1, lists)).rejects.toMatchObject({ reason: 'KEY_NOT_IN_FORCE' });
    await expect(openStatusList(await signed({}, retired), 'bat', 1, lists)).rejects.toMatchObject({ reason: 'KEY_NOT_IN_FORCE' });
  });

  it('is not an entry, and an entry is not a list', async () => {
    const { entries, lists } = rosterWith();
    await expect(openStatusList(await anEntry(ago(1)), 'bat', 1, lists)).rejects.toMatchObject({ reason: 'STATUS_UNKNOWN' });
    await expect(checkCredential(await signed(), entries, () => Promise.resolve(null))).resolves.toMatchObject({ reason: 'NOT_A_CREDENTIAL' });
  });

  it.each([
    ['a bomb', `u${gzipSync(Buffer.alloc(300 * 2 ** 20)).toString('base64url')}`],
    ['too few bits', `u${gzipSync(Buffer.alloc(1_000)).toString('base64url')}`],
    ['bits that are not packed', `u${Buffer.alloc(16_384).toString('base64url')}`],
    ['another encoding', 'zABC'],
  ])('is none with %s, and costs no memory', async (_what, encodedList) => {
    const content = { id: URL_OF_LIST, type: ['VerifiableCredential', 'BitstringStatusListCredential'], issuer: { id: collegeUri('bat') } };
    const subject = { type: 'BitstringStatusList', statusPurpose: 'revocation', encodedList };
    const times = { validFrom: ago(0).toISOString(), validUntil: ago(-7).toISOString() };
    const jws = await signCredential({ ...content, ...times, credentialSubject: subject }, current);
    const before = process.memoryUsage().rss;
    await expect(openStatusList(jws, 'bat', 1, rosterWith().lists)).rejects.toMatchObject({ reason: 'STATUS_UNKNOWN' });
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * 2 ** 20);
  });

  it('is not good for longer than seven days, whatever its college wants', async () => {
    const jws = await signed();
    const content: Record<string, unknown> = JSON.parse(Buffer.from(jws.split('.')[1]!, 'base64url').toString());
    const forever = await signCredential({ ...content, validUntil: '2099-01-01T00:00:00Z' }, current);
    await expect(openStatusList(forever, 'bat', 1, rosterWith().lists)).rejects.toMatchObject({ reason: 'STATUS_UNKNOWN' });
  });
});
