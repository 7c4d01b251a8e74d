import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { type CliRun, runCli } from '#support/cli-run.js';
import { cp1251 } from '#support/cp1251.js';
import { until } from '#support/until.js';
import { type TestDatabase, createTestDatabase } from '#support/database.js';

jest.setTimeout(120_000);

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const MANY = 10_000;

let folder: string;
let database: TestDatabase;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dobroset-import-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  database = await createTestDatabase();
  await rows("INSERT INTO college (code, time_zone) VALUES ('chhtt', 'Europe/Samara')");
});
afterEach(() => database.drop());

async function rows(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function count(table: 'volunteer' | 'event'): Promise<unknown> {
  return (await rows(`SELECT count(*)::int AS count FROM ${table}`))[0]?.['count'];
}

/** Whether somebody waits for what another transaction of the test's database holds. */
async function isWaitedFor(): Promise<boolean> {
  return (await rows('SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = database WHERE NOT granted AND datname = current_database()')).length > 0;
}

/** `dobroset import` of a file with these contents, into the test's database. */
async function importing(what: 'volunteers' | 'events', contents: Buffer | string, ...flags: readonly string[]): Promise<CliRun> {
  return runCli(await command(what, contents, flags));
}

async function command(what: 'volunteers' | 'events', contents: Buffer | string, flags: readonly string[] = []): Promise<string[]> {
  const file = join(folder, `${what}.csv`);
  await writeFile(file, contents);
  return ['import', what, file, '--database', database.url, ...flags];
}

const VOLUNTEERS = ['ФИО;Дата рождения;Группа', 'Вымыслова Анна;28.02.2009;ХТ-21', 'Небылицын Егор;05.11.2008;ХТ-22', ''].join('\r\n');

describe('dobroset import volunteers', () => {
  it.each([
    ['UTF-8 with BOM and «;»', 'UTF-8 with BOM, cells set apart by «;»', Buffer.concat([BOM, Buffer.from(VOLUNTEERS)])],
    ['windows-1251 and «;»', 'windows-1251, cells set apart by «;»', cp1251(VOLUNTEERS)],
    ['windows-1251 and «,»', 'windows-1251, cells set apart by «,»', cp1251(VOLUNTEERS.replaceAll(';', ','))],
    ['«Unicode text»', 'UTF-16, cells set apart by tabs', Buffer.from(`\uFEFF${VOLUNTEERS.replaceAll(';', '\t')}`, 'utf16le')],
  ])('row 57: reads %s', async (_name, how, contents) => {
    const { exitCode, told, problems } = await importing('volunteers', contents);
    expect({ exitCode, problems }).toEqual({ exitCode: 0, problems: [] });
    expect(told).toContain(`${how}, 2 rows below the header`);
    expect(told).toContain('Added: 2, updated: 0, unchanged: 0.');
    expect(await rows('SELECT full_name, birth_date::text, study_group FROM volunteer ORDER BY full_name')).toEqual([
      { full_name: 'Вымыслова Анна', birth_date: '2009-02-28', study_group: 'ХТ-21' },
      { full_name: 'Небылицын Егор', birth_date: '2008-11-05', study_group: 'ХТ-22' },
    ]);
  });

  it('row 57: names every bad row by line, column and reason, goes on below an open quote, and writes nothing', async () => {
    const { exitCode, problems } = await importing(
      'volunteers',
      [
        'ФИО;Дата рождения;Телефон;Навыки',
        'Вымыслова Анна;28.02.2009;8 900 000-00-01;"фото,',
        'вожатый"',
        'Небылицын Егор;31.02.2009;123;',
        '',
        'Подмогина Дарья;"1.9.2010;;',
        'Затейникова Кира;"02.03.2010";;',
        'ВЫМЫСЛОВА  АННА;28.02.2009;;',
        'Росинкин\0 Глеб;;;',
        ';05.05.2009;;',
        'Примерова Яна;05.05.2009;;;лишнее',
        `${'я'.repeat(201)};;;`,
        'Сказочников Матвей;29.02.2008;;',
        'Незабудкина Вера;;;"пение',
      ].join('\r\n'),
    );
    expect(exitCode).toBe(1);
    expect(problems).toEqual([
      'line 4, column «Дата рождения»: there is no such day: «31.02.2009».',
      expect.stringMatching(/^line 4, column «Телефон»: is no phone number/),
      'line 6, column «Дата рождения»: a quotation mark opens this cell and is not closed where the cell ends.',
      'line 8, column «ФИО»: the same as line 2.',
      'line 9, column «ФИО»: has a NUL byte in it.',
      'line 10, column «ФИО»: must not be empty.',
      'line 11: cell 5 has something in it, and no header above it.',
      'line 12, column «ФИО»: has 201 characters; 200 at most.',
      'line 14, column «Навыки»: a quotation mark opens this cell and is never closed.',
      'Problems: 9, in 8 rows. Nothing was written.',
      expect.stringMatching(/^Next: correct these rows/),
    ]);
    expect(await count('volunteer')).toBe(0);
  });

  it(`row 57: takes ${MANY} rows, and again without a double, and none of them for one bad row`, async () => {
    const lines = Array.from({ length: MANY }, (_, number) => `Вымыслова Анна${lettersOf(number)};${1 + (number % 28)}.09.2009;ХТ-${number % 40}`);
    const file = ['ФИО;Дата рождения;Группа', ...lines].join('\r\n');
    const bad = await importing('volunteers', `${file}\r\nНебылицын Егор;30.02.2009;`);
    expect(bad).toMatchObject({ exitCode: 1, problems: [`line ${MANY + 2}, column «Дата рождения»: there is no such day: «30.02.2009».`, expect.anything(), expect.anything()] });
    expect(await count('volunteer')).toBe(0);

    const first = await importing('volunteers', file);
    expect(first.exitCode).toBe(0);
    expect(first.told).toContain('Rows: 4,000 of 10,000 checked');
    expect(first.told).toContain('Writing: 5,000 of 10,000');
    expect(first.told).toContain('Added: 10,000, updated: 0, unchanged: 0.');
    const changed = file.replace('ХТ-7', 'ХТ-77');
    expect((await importing('volunteers', changed)).told).toContain('Added: 0, updated: 1, unchanged: 9,999.');
    expect(await count('volunteer')).toBe(MANY);
  });

  it('names the row that would make a student of whoever takes part as one of the staff', async () => {
    await rows("INSERT INTO person (id, display_name, role) VALUES ('0192f3c4-0000-7000-8000-000000000001', 'Анна', 'CURATOR')");
    await rows(`INSERT INTO volunteer (id, full_name, display_name, birth_date, identity_key, kind, person_id, joined_at)
      SELECT id, 'Вымыслова Анна', display_name, '1990-02-28', 'вымыслова анна|1990-02-28', 'STAFF', id, '2026-09-01' FROM person`);
    const { exitCode, problems } = await importing('volunteers', 'ФИО;Дата рождения;Категория\r\nВымыслова Анна;28.02.1990;студент');
    expect(exitCode).toBe(1);
    expect(problems[0]).toMatch(/^line 2, column «Категория»: takes part as one of the staff/);
  });

  it('knows those of the staff again who take part by themselves, and takes no student of their name for them', async () => {
    await rows("INSERT INTO person (id, display_name, role) VALUES ('0192f3c4-0000-7000-8000-000000000001', 'Вымыслова Анна', 'CURATOR')");
    await rows(`INSERT INTO volunteer (id, full_name, display_name, identity_key, kind, person_id, joined_at)
      SELECT id, display_name, display_name, 'person ' || id, 'STAFF', id, '2026-09-01' FROM person`);
    expect((await importing('volunteers', 'ФИО;Дата рождения;Категория\nВымыслова Анна;28.02.2009;студент')).told).toContain('Added: 1, updated: 0, unchanged: 0.');
    await rows("DELETE FROM volunteer WHERE kind = 'STUDENT'");
    const staff = 'ФИО;Дата рождения;Категория;Телефон\nВымыслова Анна;28.02.1990;сотрудник;+79270000000';
    expect((await importing('volunteers', staff)).told).toContain('Added: 0, updated: 1, unchanged: 0.');
    expect((await importing('volunteers', staff)).told).toContain('Added: 0, updated: 0, unchanged: 1.');
    expect(await rows('SELECT kind, person_id IS NOT NULL AS signs_in, phone FROM volunteer')).toEqual([{ kind: 'STAFF', signs_in: true, phone: '+79270000000' }]);
  });

  it('row 57: counts every problem, names the first fifty, and all of them when asked', async () => {
    const file = ['ФИО;Эл. почта', ...Array.from({ length: 60 }, (_, number) => `Вымыслова Анна${lettersOf(number)};нет такой`)].join('\n');
    const some = await importing('volunteers', file);
    expect(some.problems).toHaveLength(50 + 3);
    expect(some.problems.slice(-3, -1)).toEqual(['… and 10 more; --all names every one.', 'Problems: 60, in 60 rows. Nothing was written.']);
    expect((await importing('volunteers', file, '--all')).problems.filter((line) => line.startsWith('line '))).toHaveLength(60);
  });

  it('says with --dry-run what would change, and changes nothing', async () => {
    const { exitCode, told } = await importing('volunteers', VOLUNTEERS, '--dry-run');
    expect(exitCode).toBe(0);
    expect(told).toContain('Would be added: 2, updated: 0, left unchanged: 0. Nothing was written (--dry-run).');
    expect(await count('volunteer')).toBe(0);
  });

  it('speaks Russian where the system does', async () => {
    const file = join(folder, 'ru.csv');
    await writeFile(file, 'ФИО;Дата рождения\nВымыслова Анна;31.02.2009');
    const russian = { LANG: 'ru_RU.UTF-8' };
    const { told, problems } = await runCli(['import', 'volunteers', file, '--database', database.url], russian);
    expect(told).toContain('Волонтёры из');
    expect(problems[0]).toBe('строка 2, столбец «Дата рождения»: такого дня нет: «31.02.2009».');
    const help = await runCli(['import', 'volunteers', '--help'], russian);
    expect(help.exitCode).toBe(0);
    expect(help.told).toContain('Дата рождения  дд.мм.гггг');
  });
});

describe('dobroset import events', () => {
  it('reads the example, twice without a double, and the example of volunteers', async () => {
    for (const summary of ['Added: 3, updated: 0, unchanged: 0.', 'Added: 0, updated: 0, unchanged: 3.']) {
      for (const what of ['volunteers', 'events']) {
        const { told, problems } = await runCli(['import', what, `docs/examples/${what}.csv`, '--database', database.url]);
        expect({ problems, told }).toEqual({ problems: [], told: expect.stringContaining(summary) });
      }
    }
    expect(await rows("SELECT title, kind, format, audience, starts_at, co_host_codes FROM event WHERE kind <> 'SERVICE' ORDER BY starts_at")).toEqual([
      { title: 'Разговор на равных', kind: 'DISCUSSION', format: 'HYBRID', audience: 'NETWORK', starts_at: new Date('2027-02-05T10:00Z'), co_host_codes: [] },
      { title: 'Перекрёсток: форум волонтёров', kind: 'FORUM', format: 'ONSITE', audience: 'PUBLIC', starts_at: new Date('2027-04-18T06:00Z'), co_host_codes: [] },
    ]);
    expect(await rows('SELECT title, college, state FROM co_host JOIN event ON event.id = event_id ORDER BY college')).toEqual([
      { title: 'Разговор на равных', college: 'bat', state: 'INVITED' },
      { title: 'Разговор на равных', college: 'hgt', state: 'INVITED' },
    ]);
    expect(await rows("SELECT skills, phone, email, team.name AS team FROM volunteer LEFT JOIN team ON team.id = team_id WHERE full_name LIKE 'Подмогина%'")).toEqual([
      { skills: ['оформление', '"живой звук"'], phone: null, email: 'darya@college.example', team: null },
    ]);
  });

  it(`row 57: takes ${MANY} rows, and again without a double`, async () => {
    const lines = Array.from({ length: MANY }, (_, number) => `Встреча ${lettersOf(number)};встреча;${1 + (number % 28)}.09.2031;10:00;12:00`);
    const file = ['Название;Вид;Дата;Время;Окончание', ...lines].join('\r\n');
    expect((await importing('events', file)).told).toContain('Added: 10,000, updated: 0, unchanged: 0.');
    expect((await importing('events', file.replace('12:00', '13:00'))).told).toContain('Added: 0, updated: 1, unchanged: 9,999.');
    expect(await count('event')).toBe(MANY);
  });

  it('asks co-hosts, leaves those that answered, and asks those no more that the file names no more', async () => {
    const file = (coHosts: string) => `Название,Вид,Дата,Время,Окончание,Соорганизаторы\nСлёт,форум,18.04.2031,10:00,17:00,${coHosts}`;
    await importing('events', file('"bat, hgt"'));
    await rows(`UPDATE co_host SET state = 'ACCEPTED', answered_at = now() WHERE college = 'bat'`);
    expect((await importing('events', file('"hgt, bat"'))).told).toContain('unchanged: 1');
    expect((await importing('events', file('"bat, kpk"'))).told).toContain('updated: 1');
    expect(await rows('SELECT college, state FROM co_host ORDER BY college')).toEqual([
      { college: 'bat', state: 'ACCEPTED' },
      { college: 'kpk', state: 'INVITED' },
    ]);
    expect(await rows('SELECT co_host_codes FROM event')).toEqual([{ co_host_codes: ['bat'] }]);
  });

  it('asks as many co-hosts as a file names', async () => {
    const file = (coHosts: string) => ['Название,Вид,Дата,Время,Окончание,Соорганизаторы', ...Array.from({ length: 6_000 }, (_, number) => `Слёт ${lettersOf(number)},форум,18.04.2031,10:00,17:00,"${coHosts}"`)].join('\n');
    expect(await importing('events', file('bat, hgt, kpk'))).toMatchObject({ exitCode: 0, problems: [] });
    expect(await importing('events', file('bat, namt'))).toMatchObject({ exitCode: 0, problems: [] });
    expect(await rows('SELECT college, count(*)::int FROM co_host GROUP BY college ORDER BY college')).toEqual([{ college: 'bat', count: 6_000 }, { college: 'namt', count: 6_000 }]);
  });

  it('sees the place that is given while it begins', async () => {
    const file = (places: number) => `Название,Вид,Дата,Время,Окончание,Мест\nСлёт,форум,18.04.2031,10:00,17:00,${places}`;
    await importing('events', file(2));
    const giver = new pg.Client({ connectionString: database.url });
    await giver.connect();
    await giver.query('BEGIN');
    const taking = `INSERT INTO registration (id, event_id, volunteer_id, status, format, registered_at) SELECT $1, id, $2, 'CONFIRMED', 'ONSITE', now() FROM event`;
    for (const number of [1, 2]) await giver.query(taking, [`0192f3c4-0000-7000-8000-00000000000${number}`, `bat:0192f3c4-0000-7000-8000-00000000000${number}`]);
    const imported = importing('events', file(1));
    await until('the import waits for it', isWaitedFor);
    await giver.query('COMMIT');
    await giver.end();
    expect(await imported).toMatchObject({ exitCode: 1, problems: expect.arrayContaining([expect.stringMatching(/^line 2, column «Мест»/)]) });
  });

  it('sees what is credited while it begins', async () => {
    const file = (end: string) => `Название,Вид,Дата,Время,Окончание\nСлёт,форум,18.04.2031,10:00,${end}`;
    await importing('events', file('17:00'));
    const giver = new pg.Client({ connectionString: database.url });
    await giver.connect();
    await giver.query('BEGIN');
    await giver.query(`INSERT INTO registration (id, event_id, volunteer_id, status, format, registered_at, minutes)
      SELECT gen_random_uuid(), id, 'bat:' || gen_random_uuid(), 'ATTENDED', 'ONSITE', now(), 420 FROM event`);
    const imported = importing('events', file('11:00'));
    await until('the import waits for it', isWaitedFor);
    await giver.query('COMMIT');
    await giver.end();
    expect(await imported).toMatchObject({ exitCode: 1, problems: expect.arrayContaining([expect.stringMatching(/^line 2, column «Окончание»/)]) });
  });

  it('lets others go on after a while where its machine falls asleep, and has then written nothing', async () => {
    const file = (places: number) => `Название,Вид,Дата,Время,Окончание,Мест\nСлёт,форум,18.04.2031,10:00,17:00,${places}`;
    await importing('events', file(2));
    const taking = `INSERT INTO registration (id, event_id, volunteer_id, status, format, registered_at)
      SELECT gen_random_uuid(), id, 'bat:' || gen_random_uuid(), 'CONFIRMED', 'ONSITE', now() FROM event`;
    const giver = new pg.Client({ connectionString: database.url });
    await giver.connect();
    await giver.query('BEGIN');
    await giver.query(taking);
    let asleep: ChildProcess | undefined;
    const imported = runCli(await command('events', file(1)), {}, (child) => (asleep = child));
    await until('the import waits for it', isWaitedFor);
    asleep?.kill('SIGSTOP');
    await giver.query('COMMIT');
    await giver.query(taking); // it would wait as long as the machine sleeps
    await giver.end();
    asleep?.kill('SIGCONT');
    expect(await imported).toMatchObject({ exitCode: 3, problems: [expect.stringContaining('Nothing was written')] });
    expect(await rows('SELECT capacity FROM event')).toEqual([{ capacity: 2 }]);
  });

  it('leaves it to the node to tell those who take part of what they must know', async () => {
    const file = (end: string, status: string, summary: string) => `Название,Вид,Дата,Время,Окончание,Статус,Кратко\nСлёт,форум,18.04.2031,10:00,${end},${status},${summary}`;
    const told = async () => (await rows('SELECT participants_told FROM event'))[0]?.['participants_told'];
    await importing('events', file('17:00', '', ''));
    expect(await told()).toBe(true);
    await importing('events', file('17:00', '', 'Коротко'));
    expect(await told()).toBe(true);
    await importing('events', file('18:00', '', 'Коротко'));
    expect(await told()).toBe(false);
    await rows('UPDATE event SET participants_told = true');
    await importing('events', file('18:00', 'отменено', 'Коротко'));
    expect(await told()).toBe(false);
  });

  it('leaves what the college changed since, says so by line and column, and refuses what both changed', async () => {
    const file = (venue: string) => `Название,Вид,Дата,Время,Окончание,Место\nСлёт,форум,18.04.2031,10:00,17:00,${venue}`;
    await importing('events', file('Зал'));
    await rows("UPDATE event SET starts_at = '2031-04-25T06:00Z', ends_at = '2031-04-25T13:00Z', venue = 'Двор'");
    const again = await importing('events', file('Зал'));
    expect(again.exitCode).toBe(0);
    expect(again.told).toContain(
      [
        'Added: 0, updated: 0, unchanged: 1.',
        'Left as the college changed them since they were imported: 1.',
        '  line 2, column «Дата»: «Слёт» stays as it was changed at the college: «25.04.2031 10:00 – 25.04.2031 17:00».',
        '  line 2, column «Место»: «Слёт» stays as it was changed at the college: «Двор».',
      ].join('\n'),
    );
    const clash = await importing('events', file('Холл'));
    expect(clash).toMatchObject({ exitCode: 1, problems: [expect.stringMatching(/^line 2, column «Место»: both .* The college has «Двор»: write the same here/), expect.anything(), expect.anything()] });
    expect(await rows('SELECT venue, starts_at FROM event')).toEqual([{ venue: 'Двор', starts_at: new Date('2031-04-25T06:00Z') }]);
  });

  it('row 57: names every bad row of events, be it bad only beside what the college has, and writes none', async () => {
    await importing('events', 'Название,Вид,Дата,Время,Окончание\nСлёт,форум,18.04.2031,10:00,17:00');
    await rows(`INSERT INTO registration (id, event_id, volunteer_id, status, format, registered_at)
      SELECT gen_random_uuid(), event.id, 'bat:' || gen_random_uuid(), 'CONFIRMED', 'ONSITE', now() FROM event, generate_series(1, 2)`);
    const { exitCode, problems } = await importing(
      'events',
      [
        'Название,Вид,Дата,Время,Окончание,Мест,Ссылка,Соорганизаторы',
        'Чистый двор,акция,10.09.2026,13:30,15:30,30,,bat',
        'Чистый  двор,встреча,10.09.2026,13:30,16:30,,,',
        'Форум,ярмарка,31.04.2027,10:00,17:00,0,javascript:alert(1),chhtt',
        'Встреча,встреча,18.04.2027,17:00,10:00,,,',
        ',встреча,18.04.2027,,10:00,,,',
        'Слёт,форум,18.04.2031,10:00,17:00,1,,',
      ].join('\n'),
    );
    expect(exitCode).toBe(1);
    expect(problems.slice(0, -2).map((line) => line.slice(0, line.indexOf(':')))).toEqual([
      'line 3, column «Название»',
      'line 4, column «Вид»',
      'line 4, column «Дата»',
      'line 4, column «Мест»',
      'line 4, column «Ссылка»',
      'line 4, column «Соорганизаторы»',
      'line 5, column «Окончание»',
      'line 6, column «Название»',
      'line 6, column «Дата»',
      'line 7, column «Мест»',
    ]);
    expect(await rows('SELECT title, capacity FROM event')).toEqual([{ title: 'Слёт', capacity: null }]);
  });
});

describe('what was typed', () => {
  it('finds a college of the local network by its code, and checks whose database it is', async () => {
    const file = join(folder, 'volunteers.csv');
    await writeFile(file, VOLUNTEERS);
    await writeFile(join(folder, 'databases.json'), JSON.stringify({ chhtt: database.url, bat: database.url }));
    const into = (...flags: readonly string[]) => runCli(['import', 'volunteers', file, '--data', folder, ...flags]);
    expect((await into('--college', 'chhtt')).told).toContain('of the college chhtt');
    expect(await into('--college', 'bat')).toMatchObject({ exitCode: 3, problems: [expect.stringContaining('belongs to the college chhtt, not to bat')] });
    expect(await into()).toMatchObject({ exitCode: 2, problems: ['Say which college: --college chhtt | bat; or another database: --database postgres://user@host:port/database.'] });
  });

  it.each([
    ['a file that is not there', ['volunteers', '/nowhere/list.csv'], 2, ['There is no file /nowhere/list.csv.']],
    ['a folder', ['events', 'docs'], 2, ['docs is a folder; name the CSV file in it.']],
    ['no file', ['volunteers'], 2, ["error: missing required argument 'FILE'", 'How it is typed: dobroset import volunteers --help']],
    ['an unknown option', ['volunteers', 'list.csv', '--force'], 2, ["error: unknown option '--force'", 'How it is typed: dobroset import volunteers --help']],
    ['something else than volunteers and events', ['colleges', 'list.csv'], 2, ["error: unknown command 'colleges'", 'How it is typed: dobroset import --help']],
  ])('is refused in a sentence: %s', async (_what, args, exitCode, problems) => {
    expect(await runCli(['import', ...args])).toMatchObject({ exitCode, problems });
  });

  it('is refused where it names a workbook of Excel, an empty file, or one that lacks a column', async () => {
    expect(await importing('volunteers', Buffer.from('PK\x03\x04…'))).toMatchObject({ exitCode: 1, problems: [expect.stringContaining('is an Excel workbook, not a CSV')] });
    expect(await importing('volunteers', '')).toMatchObject({ exitCode: 1, problems: [expect.stringContaining('is empty')] });
    const { exitCode, problems } = await importing('events', 'Название;Вид;Дата\nЧистый двор;акция;10.09.2026');
    expect(exitCode).toBe(1);
    expect(problems[0]).toBe('line 1: there must be a column «Окончание», or «Время окончания».');
  });
});

/** A name's ending of its own for each number. */
function lettersOf(number: number): string {
  return Array.from(String(number), (digit) => 'абвгдежзик'[Number(digit)]).join('');
}
