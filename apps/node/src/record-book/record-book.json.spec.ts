import { describe, expect, it } from '@jest/globals';
import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { decodeJwt } from 'jose';
import { aRecordBook, anEntry } from '#support/factories/record-book.factory.js';
import { openBadgeCredential } from '#support/open-badges-3.js';
import { recordBookJson } from './record-book.json.js';

/** An implementation of Open Badges 3.0 that has nothing to do with ours; TypeScript cannot follow its declarations. */
const learnCard: string = '@learncard/types';
const { UnsignedAchievementCredentialValidator } = await import(learnCard);

const ajv = new Ajv2019({ strict: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(openBadgeCredential);

const book = async () =>
  aRecordBook({
    entries: [
      await anEntry({ title: 'Помощь приюту', minutes: 300, revokedAt: new Date('2026-05-12T10:00:00Z') }),
      await anEntry({ title: 'Помощь приюту', minutes: 240 }),
      await anEntry({ title: '🎉'.repeat(2_000), minutes: 1 }),
      await anEntry({ credential: null, minutes: 60 }),
    ],
  });

const written = async () => JSON.parse((await recordBookJson(await book())).toString('utf8'));

describe('a record book for programs', () => {
  it('says whose it is and what counts', async () => {
    const { recordBook } = await written();
    expect(recordBook).toMatchObject({ volunteer: { name: 'Ёлкина Анастасия Щербаковна' }, college: { code: 'kpk' }, madeAt: '2026-11-26T04:00:00.000Z', totalMinutes: 301 });
    const lines = recordBook.entries.map(({ status, minutes, revokedAt }: Record<string, unknown>) => [status, minutes, revokedAt]);
    expect(lines).toEqual([['CORRECTED', 300, '2026-05-12T10:00:00.000Z'], ['IN_FORCE', 240, null], ['IN_FORCE', 1, null], ['IN_FORCE', 60, null]]);
  });

  it('gives what counts where Open Badges 3.0 has signed credentials, letter by letter', async () => {
    const { compactJwsString, recordBook } = await written();
    for (const jws of compactJwsString) expect(jws).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(compactJwsString.map((jws: string) => decodeJwt(jws))).toEqual([recordBook.entries[1].credential, recordBook.entries[2].credential]);
    expect(recordBook.entries[3].credential).toBeNull();
  });

  it('has credentials that are Open Badges 3.0, by the specification’s tables and to somebody else’s program', async () => {
    const { recordBook } = await written();
    const credentials = recordBook.entries.flatMap(({ credential }: { credential: object | null }) => credential ?? []);
    expect(credentials).toHaveLength(3);
    for (const credential of credentials) {
      validate(credential);
      expect(validate.errors).toBeNull();
      expect(UnsignedAchievementCredentialValidator.safeParse(credential)).toMatchObject({ success: true });
    }
  });

  it('is checked by a schema that sees what is missing, unknown or misspelt', async () => {
    const { recordBook } = await written();
    const { credential } = recordBook.entries[1];
    const subject = credential.credentialSubject;
    const wrong: object[] = [
      { ...credential, issuer: { type: ['Profile'] } },
      { ...credential, validFrom: 'yesterday' },
      { ...credential, '@context': credential['@context'].toReversed() },
      { ...credential, name: undefined },
      { ...credential, credentialStatus: { ...credential.credentialStatus, type: 'StatusList2021Entry' } },
      { ...credential, credentialSubject: { ...subject, achievement: { ...subject.achievement, criteria: undefined } } },
      { ...credential, jti: undefined },
      { ...credential, type: ['VerifiableCredential'] },
      { ...credential, hours: 4 },
      { ...credential, credentialSubject: { ...subject, minutes: 240 } },
      { ...credential, credentialSubject: { ...subject, achievement: { ...subject.achievement, achievementType: 'Volunteering' } } },
      { ...credential, credentialSubject: { ...subject, result: [{ type: ['Result'], value: 240 }] } },
      { ...credential, credentialSubject: { ...subject, id: undefined, identifier: undefined } },
    ].map((broken) => JSON.parse(JSON.stringify(broken)));
    expect(wrong.map((broken) => validate(broken))).toEqual(wrong.map(() => false));
  });

  it('is an empty list before the first entry', async () => {
    expect(JSON.parse((await recordBookJson(aRecordBook())).toString())).toMatchObject({ compactJwsString: [], recordBook: { totalMinutes: 0, entries: [] } });
  });
});
