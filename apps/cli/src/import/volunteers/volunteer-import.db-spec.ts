import { hash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { ImportingCollege, type Meanwhile, TODAY } from '#support/importing-college.js';
import type { Prepared } from '../import-kind.js';
import { english } from '../words/words.en.js';
import { volunteerImport } from './volunteer-import.js';

let college: ImportingCollege;
beforeEach(async () => {
  college = await ImportingCollege.start();
});
afterEach(() => college.drop());

const importLines = (lines: readonly string[], meanwhile?: Meanwhile) => college.importLines(volunteerImport, lines, meanwhile);

/** A mark as imports noted it once. */
function longerMark(value: unknown): string {
  return hash('sha256', JSON.stringify(value), 'base64url').slice(0, 5);
}

describe('imported volunteers', () => {
  const header = 'ФИО;Дата рождения;Группа;Телефон;Навыки;Отряд';
  const anna = 'Вымыслова Анна Сергеевна;28.02.2009;ХТ-21;8 900 000-00-01;фото, вожатый;Горящие сердца';

  it('are added with nothing shared, their names shortened and their teams made', async () => {
    expect(await importLines([header, anna, 'Небылицын Егор;;;;;«Горящие  Сердца»'])).toMatchObject({
      added: 2,
      updated: 0,
      remarks: [english.volunteers.newTeams(['Горящие сердца'])],
    });
    expect(await college.sql('SELECT full_name, display_name, birth_date::text, kind, study_group, phone, skills, joined_at::text, invented, team.name AS team FROM volunteer JOIN team ON team.id = team_id ORDER BY full_name')).toEqual([
      { full_name: 'Вымыслова Анна Сергеевна', display_name: 'Анна В.', birth_date: '2009-02-28', kind: 'STUDENT', study_group: 'ХТ-21', phone: '+79000000001', skills: ['фото', 'вожатый'], joined_at: TODAY, invented: false, team: 'Горящие сердца' },
      { full_name: 'Небылицын Егор', display_name: 'Егор Н.', birth_date: null, kind: 'STUDENT', study_group: null, phone: null, skills: [], joined_at: TODAY, invented: false, team: 'Горящие сердца' },
    ]);
  });

  it('are left untouched when the same comes again, and updated where the file says something new', async () => {
    await importLines([header, anna]);
    const touched = 'SELECT xmin, * FROM volunteer';
    const before = await college.sql(touched);
    expect(await importLines([header, anna])).toMatchObject({ added: 0, updated: 0, unchanged: 1 });
    expect(await college.sql(touched)).toEqual(before);

    expect(await importLines([header, 'ВЫМЫСЛОВА Анна Сергеевна;28.02.2009;ХТ-31;-;;'])).toMatchObject({ added: 0, updated: 1 });
    const [after] = await college.sql('SELECT id, full_name, study_group, phone, skills, team_id FROM volunteer');
    expect(after).toEqual({ id: before[0]?.['id'], full_name: 'ВЫМЫСЛОВА Анна Сергеевна', study_group: 'ХТ-31', phone: null, skills: ['фото', 'вожатый'], team_id: before[0]?.['team_id'] });
  });

  it('keep what a file has no word of', async () => {
    const known = aVolunteer({ fullName: 'Подмогина Дарья', birthDate: '2010-09-01', displayName: 'Даша', invented: true });
    await college.save(known);
    expect(await importLines(['Фамилия;Имя;Дата рождения', 'Подмогина;Дарья;1.9.2010'])).toMatchObject({ updated: 1 });
    expect(await college.sql('SELECT display_name, email, study_group, invented FROM volunteer')).toEqual([
      { display_name: 'Даша', email: known.email, study_group: known.group, invented: false },
    ]);
  });

  it('get the date of birth that they lacked, and are not doubled by a file that lacks it', async () => {
    await importLines(['ФИО', 'Небылицын Егор']);
    expect(await importLines(['ФИО;Дата рождения', 'Небылицын Егор;05.11.2008'])).toMatchObject({ added: 0, updated: 1 });
    expect(await importLines(['ФИО', 'Небылицын Егор'])).toMatchObject({ added: 0, updated: 0, unchanged: 1 });
    expect(await college.sql('SELECT birth_date::text, identity_key FROM volunteer')).toEqual([{ birth_date: '2008-11-05', identity_key: 'небылицын егор|2008-11-05' }]);
  });

  it('were born before they joined, whichever of the two the file has', async () => {
    const joinedBefore = (column: string) => ({ problems: [{ line: 2, column, reason: english.volunteers.joinedBeforeBirth }] });
    expect(await importLines(['ФИО;Дата рождения;Волонтёр с', 'Вымыслова Анна;28.02.2009;27.02.2009'])).toMatchObject(joinedBefore('joinedAt'));
    await importLines(['ФИО;Волонтёр с', 'Небылицын Егор;01.09.2008']);
    expect(await importLines(['ФИО;Дата рождения', 'Небылицын Егор;05.11.2008'])).toMatchObject(joinedBefore('birthDate'));
    expect(await importLines(['ФИО;Дата рождения;Волонтёр с', 'Небылицын Егор;05.11.2008;01.09.2025'])).toMatchObject({ updated: 1, problems: [] });
    expect(await importLines(['ФИО;Волонтёр с', 'Небылицын Егор;01.09.2008'])).toMatchObject(joinedBefore('joinedAt'));
  });

  it('are not given the date of birth of a namesake, and are told apart by a file that has both', async () => {
    await importLines(['ФИО', 'Небылицын Егор']);
    await college.save(aVolunteer({ fullName: 'Небылицын Егор', birthDate: '2008-11-05' }));
    const born = (...days: string[]) => importLines(['ФИО;Дата рождения', ...days.map((day) => `Небылицын Егор;${day}`)]);
    expect(await born('10.10.2010')).toMatchObject({ problems: [{ line: 2, column: 'birthDate', reason: english.volunteers.namesakeUndated }] });
    expect(await born('05.11.2008', '10.10.2010')).toMatchObject({ added: 0, problems: [] });
    expect(await born('05.11.2008', '10.10.2010')).toMatchObject({ added: 0, updated: 0, unchanged: 2 });
    expect(await born('10.10.2010')).toMatchObject({ added: 0, updated: 0, unchanged: 1 });
    expect(await college.sql('SELECT birth_date::text FROM volunteer ORDER BY 1')).toEqual([{ birth_date: '2008-11-05' }, { birth_date: '2010-10-10' }]);
  });

  it('of several imports at once come once, for one waits until the other is done', async () => {
    const lines = ['ФИО;Отряд', ...Array.from('абвгдежзик', (letter) => `Вымыслов${letter} Анна;Новый отряд`)];
    let waited = 0;
    const others: Promise<Prepared>[] = [];
    const first = await importLines(lines, {
      beforeWriting: async () => {
        const waiting = [1, 2].map(
          () => new Promise<void>((resolve) => {
            others.push(importLines(lines, { onWaiting: () => resolve(void (waited += 1)) }).finally(resolve));
          }),
        );
        await Promise.all(waiting);
      },
    });
    const second = await Promise.all(others);
    expect({ waited, added: [first, ...second].map(({ added }) => added) }).toEqual({ waited: 2, added: [10, 0, 0] });
    expect(await college.sql('SELECT count(*)::int AS volunteers FROM volunteer')).toEqual([{ volunteers: 10 }]);
  });

  it('are compared anew when the node adds one of them meanwhile', async () => {
    let tries = 0;
    const prepared = await importLines(['ФИО;Группа', 'Небылицын Егор;ХТ-22'], {
      beforeWriting: async () => {
        tries += 1;
        if (tries === 1) await college.save(aVolunteer({ fullName: 'Небылицын Егор', birthDate: null, group: 'ХТ-21' }));
      },
    });
    expect(prepared).toMatchObject({ added: 0, updated: 1 });
    expect(await college.sql('SELECT study_group FROM volunteer')).toEqual([{ study_group: 'ХТ-22' }]);
  });

  it('do not undo what the node changes meanwhile', async () => {
    const known = aVolunteer({ fullName: 'Небылицын Егор', birthDate: null, group: 'ХТ-21', phone: null });
    await college.save(known);
    let tries = 0;
    await importLines(['ФИО;Группа', 'Небылицын Егор;ХТ-22'], {
      beforeWriting: async () => {
        tries += 1;
        if (tries === 1) await college.sql("UPDATE volunteer SET phone = '+79000000001'");
      },
    });
    expect(await college.sql('SELECT study_group, phone FROM volunteer')).toEqual([{ study_group: 'ХТ-22', phone: '+79000000001' }]);
  });
});

describe('volunteers whom the college changed since they were imported', () => {
  const header = 'ФИО;Дата рождения;Группа;Телефон;Отряд';
  const inFile = (group: string, phone = '8 900 000-00-01', team = 'Горящие сердца') => [header, `Вымыслова Анна;28.02.2009;${group};${phone};${team}`];
  const anna = 'SELECT study_group, phone, team.name AS team FROM volunteer LEFT JOIN team ON team.id = team_id';
  const elsewhere = async () => {
    await college.sql("INSERT INTO team (id, name) VALUES (gen_random_uuid(), 'Огоньки')");
    await college.sql("UPDATE volunteer SET phone = NULL, team_id = (SELECT id FROM team WHERE name = 'Огоньки')");
  };

  it('stay so while the file says what it said before, field by field, and that is told of', async () => {
    await importLines(inFile('ХТ-21'));
    await elsewhere();
    const touched = await college.sql('SELECT xmin, * FROM volunteer');
    const again = await importLines(inFile('ХТ-21'));
    expect(again).toMatchObject({ added: 0, updated: 0, unchanged: 1, problems: [] });
    expect(again.left).toEqual([
      { line: 2, column: 'phone', reason: english.changed.stays('Вымыслова Анна', '«-»') },
      { line: 2, column: 'team', reason: english.changed.stays('Вымыслова Анна', '«Огоньки»') },
    ]);
    expect(await college.sql('SELECT xmin, * FROM volunteer')).toEqual(touched);
    expect(await importLines(inFile('ХТ-31'))).toMatchObject({ updated: 1, problems: [], left: again.left });
    expect(await college.sql(anna)).toEqual([{ study_group: 'ХТ-31', phone: null, team: 'Огоньки' }]);
  });

  it('are a problem where the file changed the same, until both say one thing', async () => {
    await importLines(inFile('ХТ-21'));
    await elsewhere();
    const clash = await importLines(inFile('ХТ-21', '8 900 000-00-02', 'Искра'));
    expect(clash.problems).toEqual([
      { line: 2, column: 'phone', reason: english.changed.twice('«-»', null) },
      { line: 2, column: 'team', reason: english.changed.twice('«Огоньки»', 'assignTeam') },
    ]);
    expect(clash.remarks).toEqual([]);
    expect(await importLines(inFile('ХТ-21', '-', 'огоньки'))).toMatchObject({ updated: 0, unchanged: 1, problems: [], left: [] });
    expect(await importLines(inFile('ХТ-21', '8 900 000-00-02', 'Искра'))).toMatchObject({ updated: 1, problems: [], left: [] });
    expect(await college.sql(anna)).toMatchObject([{ phone: '+79000000002', team: 'Искра' }]);
  });

  it('leave nothing in the notes that says what was taken out: no more than two letters a field, whatever was noted earlier', async () => {
    await importLines(inFile('ХТ-21'));
    const noted = async () => (await college.sql('SELECT marks FROM imported_volunteer'))[0]?.['marks'];
    const marks = { ...(await noted() as object), phone: longerMark('+79000000001'), team: longerMark('Горящие сердца'), email: longerMark(null) };
    await college.sql(`UPDATE imported_volunteer SET marks = '${JSON.stringify(marks)}'`);
    await elsewhere();
    expect(await importLines(inFile('ХТ-21'))).toMatchObject({ updated: 0, problems: [], left: [{ column: 'phone' }, { column: 'team' }] });
    const short = Object.values((await noted()) ?? {});
    expect(short).toHaveLength(9);
    expect(short.filter((mark) => String(mark).length > 2)).toEqual([]);
    expect(await importLines(inFile('ХТ-21'))).toMatchObject({ updated: 0, problems: [], left: [{ column: 'phone' }, { column: 'team' }] });
    expect(await college.sql(anna)).toEqual([{ study_group: 'ХТ-21', phone: null, team: 'Огоньки' }]);
  });

  it('stay in a team that the college renamed, and no team is added', async () => {
    await importLines(inFile('ХТ-21'));
    await college.sql("UPDATE team SET name = 'Горящие факелы'");
    expect(await importLines(inFile('ХТ-21'))).toMatchObject({ updated: 0, unchanged: 1, remarks: [], left: [{ line: 2, column: 'team' }] });
    expect(await college.sql('SELECT name FROM team')).toEqual([{ name: 'Горящие факелы' }]);
  });
});

describe('names that are written otherwise in the file than in the college', () => {
  it.each([
    ['Придумкина А.П.', 'Придумкина А. П.'],
    ['Иванов - Петров Олег', 'Иванов-Петров Олег'],
    ['О’Нил Мария', 'О\'Нил Мария'],
  ])('«%s» and «%s» are one person, and nobody is added', async (one, other) => {
    const lines = (name: string) => importLines(['ФИО;Дата рождения', `${name};28.02.2009`]);
    for (const name of [one, other, one]) await lines(name);
    expect(await college.sql('SELECT full_name FROM volunteer')).toEqual([{ full_name: one }]);
    expect(await lines(one)).toMatchObject({ added: 0, updated: 0, unchanged: 1 });
  });
});

describe('teams of a file', () => {
  it('are no more than a college has in the node, each that is too many a problem of its row', async () => {
    await college.sql("INSERT INTO team (id, name) SELECT gen_random_uuid(), 'Отряд ' || number FROM generate_series(1, 199) AS number");
    const lines = ['ФИО;Отряд', 'Небылицын Егор;Отряд 1', 'Вымыслова Анна;Двухсотый', 'Подмогина Дарья;Лишний', 'Затейникова Кира;двухсотый', 'Примерова Яна;лишний'];
    const reason = english.volunteers.tooManyTeams(200);
    expect((await importLines(lines)).problems).toEqual([{ line: 4, column: 'team', reason }, { line: 6, column: 'team', reason }]);
    expect(await importLines(lines.slice(0, 3))).toMatchObject({ added: 2, problems: [] });
    expect(await importLines(lines.slice(0, 3))).toMatchObject({ unchanged: 2, problems: [] });
  });
});
