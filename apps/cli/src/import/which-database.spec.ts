import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DatabaseHints, addressOf, whichDatabase } from './which-database.js';
import { english } from './words/words.en.js';

const BAT = 'postgres://dobroset:secret@127.0.0.1:4100/dobroset_demo_bat';
const OWN = 'postgres://node:secret@db.college.example/node';

describe('which database is meant', () => {
  let folder: string;
  let local: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dobroset-which-'));
    local = join(folder, 'databases.json');
    await writeFile(local, JSON.stringify({ bat: BAT, hgt: BAT }));
  });
  afterAll(() => rm(folder, { recursive: true }));

  function which(hints: Partial<DatabaseHints>) {
    return whichDatabase({ database: undefined, college: undefined, ofEnvironment: undefined, localDatabases: local, ...hints }, english.database);
  }

  it.each<[string, Partial<DatabaseHints>, Awaited<ReturnType<typeof whichDatabase>>]>([
    ['--college', { college: 'bat' }, { url: BAT, college: 'bat', isLocal: true }],
    ['--database', { database: OWN, ofEnvironment: BAT }, { url: OWN, college: null, isLocal: false }],
    ['--database with --college', { database: OWN, college: 'bat' }, { url: OWN, college: 'bat', isLocal: false }],
    ['DATABASE_URL', { ofEnvironment: OWN }, { url: OWN, college: null, isLocal: false }],
    ['DATABASE_URL for a college that is not here', { ofEnvironment: OWN, college: 'kpk' }, { url: OWN, college: 'kpk', isLocal: false }],
    ['--college of a network on the server of DATABASE_URL', { college: 'bat', ofEnvironment: 'postgres://127.0.0.1:4100/postgres' }, { url: BAT, college: 'bat', isLocal: true }],
  ])('is told by %s', async (_by, hints, chosen) => {
    expect(await which(hints)).toEqual(chosen);
  });

  it.each<[string, Partial<DatabaseHints>, string]>([
    ['nothing', {}, 'Say which college: --college bat | hgt'],
    ['nothing, and no network here', { localDatabases: '/nowhere' }, 'Say which database: --database'],
    ['two things', { college: 'bat', ofEnvironment: OWN }, 'Two databases could be meant'],
    ['an unknown college', { college: 'kpk' }, 'There is no college kpk in'],
    ['a code that every object answers to', { college: 'constructor' }, 'There is no college constructor in'],
    ['what is no code', { college: 'Техникум' }, 'is no college’s code'.replace('’', "'")],
    ['what is no connection string', { database: 'mysql://x' }, '--database must be a connection string'],
    ['a file that is not ours', { college: 'bat', localDatabases: 'package.json' }, 'is not what npm start writes'],
  ])('cannot be told by %s', async (_by, hints, sentence) => {
    await expect(which(hints)).rejects.toMatchObject({ message: expect.stringContaining(sentence), exitCode: 2 });
  });

  it('is named to people without its password', () => {
    expect(addressOf(BAT)).toBe('127.0.0.1:4100/dobroset_demo_bat');
  });
});
