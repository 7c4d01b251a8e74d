import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CompactSign, type JWK, base64url, decodeJwt, decodeProtectedHeader, importJWK } from 'jose';
import { generateSigningKey, publicHalf } from '#identity/keys.js';
import type { Entry } from './entry.js';
import { issueEntry } from './issue-entry.js';
import { fromShortForm, shortForm } from './short-form.js';
import type { FindIssuerKey } from './signed-credential.js';
import { LONGEST_ENTRY, verifyEntry } from './verify-entry.js';

const key = await generateSigningKey();
const findKey: FindIssuerKey = (issuer, kid) => (issuer === 'bat' && kid === key.kid ? publicHalf(key) : undefined);

const entry: Entry = {
  id: '01993d5e-6d4c-7a51-b7a5-3d4f6c1b2a01',
  issuer: { code: 'bat', name: 'Балашовский авиационный техникум' },
  volunteerId: 'kpk:01993d5e-6d4c-7a51-b7a5-3d4f6c1b2a02',
  subjectName: null,
  role: 'STUDENT',
  event: {
    id: 'bat:01993d5e-6d4c-7a51-b7a5-3d4f6c1b2a03',
    title: 'Уборка набережной',
    summary: 'Собираем мусор вдоль берега и сажаем деревья.',
    kind: 'SERVICE',
    startsAt: new Date('2026-04-18T06:00:00Z'),
    endsAt: new Date('2026-04-18T08:30:00Z'),
  },
  minutes: 150,
  issuedAt: new Date('2026-04-19T07:12:33.123Z'),
  status: { url: 'https://node.bat.example/credentials/status/1', index: 40_503 },
};
const jws = await issueEntry(entry, key);

/** Signs anything as a credential: what nobody of ours would. */
async function signed(header: object, content: object, by: JWK = key): Promise<string> {
  return new CompactSign(Buffer.from(JSON.stringify(content)))
    .setProtectedHeader({ alg: 'EdDSA', kid: by.kid ?? '', typ: 'vc+jwt', ...header })
    .sign(await importJWK(by, 'EdDSA'));
}

const contentOf = (text: string): Record<string, unknown> => JSON.parse(Buffer.from(text.split('.')[1]!, 'base64url').toString());

describe('an entry of the record book', () => {
  it('says to whoever checks it what its host signed', async () => {
    await expect(verifyEntry(jws, findKey)).resolves.toEqual({
      id: entry.id,
      issuer: 'bat',
      volunteerId: entry.volunteerId,
      subjectName: null,
      role: 'STUDENT',
      eventId: entry.event.id,
      eventTitle: 'Уборка набережной',
      startsAt: entry.event.startsAt,
      endsAt: entry.event.endsAt,
      minutes: 150,
      issuedAt: new Date('2026-04-19T07:12:33Z'),
      status: { list: 1, index: 40_503 },
    });
  });

  it('is a JWT by Open Badges 3.0 §8.2: its claims say what the credential says', () => {
    const { iss, sub, jti, nbf, ...credential } = decodeJwt<{ id: string; validFrom: string; issuer: { id: string }; credentialSubject: { id: string }; credentialStatus: object }>(jws);
    expect(decodeProtectedHeader(jws)).toEqual({ alg: 'EdDSA', kid: key.kid, typ: 'vc+jwt' });
    expect({ iss, sub, jti }).toEqual({ iss: credential.issuer.id, sub: credential.credentialSubject.id, jti: credential.id });
    expect(new Date((nbf ?? 0) * 1_000)).toEqual(new Date(credential.validFrom));
    expect(credential.credentialStatus).toMatchObject({ type: 'BitstringStatusListEntry', statusPurpose: 'revocation', statusListIndex: '40503', statusListCredential: entry.status.url });
  });

  it.each([
    ['iss', 'urn:dobroset:college:kpk'],
    ['sub', 'urn:dobroset:kpk:01993d5e-6d4c-7a51-b7a5-3d4f6c1b2a99'],
    ['jti', 'urn:uuid:01993d5e-6d4c-7a51-b7a5-3d4f6c1b2a99'],
    ['nbf', 1],
    ['nbf', undefined],
  ])('does not count where its issuer writes another %s than the credential has', async (claim, value) => {
    await expect(verifyEntry(await signed({}, { ...contentOf(jws), [claim]: value }), findKey)).rejects.toMatchObject({ reason: 'NOT_A_CREDENTIAL' });
    await expect(verifyEntry(await signed({}, contentOf(jws)), findKey)).resolves.toMatchObject({ id: entry.id });
  });

  it('holds the name of its subject only where that was given', async () => {
    const named = await issueEntry({ ...entry, subjectName: 'Анна Петрова' }, key);
    expect(Buffer.from(jws.split('.')[1]!, 'base64url').toString()).not.toContain('identityHash');
    await expect(verifyEntry(named, findKey)).resolves.toMatchObject({ subjectName: 'Анна Петрова' });
  });

  it('row 13: does not count once any of its characters is another', async () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';
    const change = fc.record({ at: fc.nat(jws.length - 1), to: fc.constantFrom(...Array.from(alphabet)) });
    await fc.assert(
      fc.asyncProperty(change, async ({ at, to }) => {
        fc.pre(jws[at] !== to);
        await expect(verifyEntry(jws.slice(0, at) + to + jws.slice(at + 1), findKey)).rejects.toMatchObject({ name: 'InvalidCredential' });
      }),
      { numRuns: 300 },
    );
  });

  it.each([0, 1, 2])('row 13: does not count once any byte of part %d is another', async (part) => {
    const parts = jws.split('.').map((one) => Buffer.from(one, 'base64url'));
    for (let at = 0; at < parts[part]!.length; at += 1) {
      const altered = parts.map((bytes, index) => {
        const copy = Buffer.from(bytes);
        if (index === part) copy[at]! ^= 1;
        return copy.toString('base64url');
      });
      await expect(verifyEntry(altered.join('.'), findKey)).rejects.toMatchObject({ name: 'InvalidCredential' });
    }
  });

  it('row 13: does not count with the last character of its signature written otherwise, though that means the same bytes', async () => {
    const other = jws.slice(0, -1) + String.fromCharCode(jws.charCodeAt(jws.length - 1) + 1);
    expect(base64url.decode(other.split('.')[2]!)).toEqual(base64url.decode(jws.split('.')[2]!));
    await expect(verifyEntry(other, findKey)).rejects.toMatchObject({ reason: 'NOT_A_CREDENTIAL' });
  });

  it.each([
    ['jku', { jku: 'https://evil.example/keys' }],
    ['jwk', { jwk: publicHalf(key) }],
    ['x5u', { x5u: 'https://evil.example/cert' }],
    ['another type', { typ: 'at+jwt' }],
  ])('row 13: does not count with %s in its header', async (_what, header) => {
    await expect(verifyEntry(await signed(header, contentOf(jws)), findKey)).rejects.toMatchObject({ reason: 'NOT_A_CREDENTIAL' });
  });

  it.each([
    ['no signature', { alg: 'none' }],
    ['a shared secret', { alg: 'HS256' }],
    ['critical extensions', { alg: 'EdDSA', crit: ['b64'], b64: false }],
  ])('row 13: does not count with %s', async (_what, change) => {
    const [, payload, signature] = jws.split('.');
    const header = Buffer.from(JSON.stringify({ kid: key.kid, typ: 'vc+jwt', ...change })).toString('base64url');
    await expect(verifyEntry(`${header}.${payload}.${signature}`, findKey)).rejects.toMatchObject({ reason: 'NOT_A_CREDENTIAL' });
  });

  it('row 13: does not count when a key of another college signed it', async () => {
    const other = await generateSigningKey();
    const known: FindIssuerKey = (issuer, kid) => (issuer === 'kpk' && kid === other.kid ? publicHalf(other) : findKey(issuer, kid, new Date()));
    await expect(verifyEntry(await issueEntry(entry, other), known)).rejects.toMatchObject({ reason: 'KEY_NOT_IN_FORCE' });
    const stolenKid = await signed({ kid: key.kid }, contentOf(jws), other);
    await expect(verifyEntry(stolenKid, known)).rejects.toMatchObject({ reason: 'BAD_SIGNATURE' });
  });

  it('does not count for an event of another college, or issued in the future', async () => {
    const others = await issueEntry({ ...entry, event: { ...entry.event, id: 'kpk:01993d5e-6d4c-7a51-b7a5-3d4f6c1b2a03' } }, key);
    await expect(verifyEntry(others, findKey)).rejects.toMatchObject({ reason: 'NOT_A_CREDENTIAL' });
    const early = await issueEntry({ ...entry, issuedAt: new Date(Date.now() + 120_000) }, key);
    await expect(verifyEntry(early, findKey)).rejects.toMatchObject({ reason: 'KEY_NOT_IN_FORCE' });
  });

  it.each([
    ['ten million characters', 'A'.repeat(10_000_000)],
    ['ten million points', '.'.repeat(10_000_000)],
    ['nothing', ''],
  ])('refuses %s in no time', async (_what, text) => {
    const times: number[] = [];
    for (let tries = 0; tries < 5; tries += 1) {
      const before = performance.now();
      await expect(verifyEntry(text, findKey)).rejects.toMatchObject({ reason: 'NOT_A_CREDENTIAL' });
      times.push(performance.now() - before);
    }
    expect(Math.min(...times)).toBeLessThan(50); // a busy machine delays some of them
  });
});

describe('the short form', () => {
  it('turns back into the very same entry, whatever that says', async () => {
    const anyEntry = fc.record({
      title: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 }),
      summary: fc.option(fc.string({ unit: 'grapheme', maxLength: 400 })),
      name: fc.option(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 })),
      minutes: fc.nat(10_000),
    });
    await fc.assert(
      fc.asyncProperty(anyEntry, async ({ title, summary, name, minutes }) => {
        const one = await issueEntry({ ...entry, minutes, subjectName: name, event: { ...entry.event, title, summary } }, key);
        expect(fromShortForm(shortForm(one))).toBe(one);
      }),
      { numRuns: 100 },
    );
  });

  it('is short enough for a QR code that a telephone reads from paper', () => {
    expect(shortForm(jws).length).toBeLessThan(700);
    expect(jws.length).toBeGreaterThan(2_000);
  });

  it('is nothing for what is none, and unpacks no bomb', () => {
    for (const text of ['', 'AQ', jws, 'привет', shortForm(jws).slice(0, -5), shortForm(jws).replace(/^A./, 'Ag')]) {
      const back = fromShortForm(text);
      expect(back).not.toBe(jws);
    }
    expect(fromShortForm('A'.repeat(LONGEST_ENTRY + 1))).toBeNull();
    const bomb = shortForm(`${Buffer.from('{}').toString('base64url')}.${Buffer.alloc(2 ** 20, 32).toString('base64url')}.${jws.split('.')[2]}`);
    expect(fromShortForm(bomb)).toBeNull();
  });
});
