import { describe, expect, it } from '@jest/globals';
import { cliEnvironment } from './environment.js';

describe('what a command knows of where it runs', () => {
  it.each([
    ['C.UTF-8', 'DATABASE_URL is no connection string: it looks like postgres://user@host:port/database.'],
    ['ru_RU.UTF-8', 'DATABASE_URL – не строка подключения: она выглядит так: postgres://user@host:port/database.'],
  ])('refuses a database that cannot be one in a sentence of the language of %s, without the password in it', (LANG, sentence) => {
    for (const DATABASE_URL of ['postgres', 'mysql://me:secret@host/db', 'me:secret@host']) {
      expect(() => cliEnvironment({ LANG, DATABASE_URL }, '/')).toThrow(new Error(sentence));
    }
  });

  it('takes what is empty for not said', () => {
    expect(cliEnvironment({ DATABASE_URL: '', LC_ALL: '', LANG: 'ru_RU.UTF-8', npm_lifecycle_event: '' }, '/')).toMatchObject({ databaseUrl: undefined, language: 'ru', underNpm: false });
  });
});
