import { hash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { v7 as uuid } from 'uuid';
import { createDataSource } from '#node/database/data-source.js';
import { EventEntity } from '#node/events/event.entity.js';
import { VolunteerEntity } from '#node/volunteers/volunteer.entity.js';
import { type TestDatabase, createTestDatabase } from '#support/database.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { cellsIn } from './cells.js';
import { CollegeDatabase } from './college-database.js';
import { eventImport } from './events/event-import.js';
import { csvFile } from './file/csv-file.js';
import type { ImportKind, Prepared } from './import-kind.js';
import { readRows } from './read-rows.js';
import { volunteerImport } from './volunteers/volunteer-import.js';
import { english } from './words/words.en.js';

const NOW = new Date('2026-11-25T12:00:00Z');
const TODAY = '2026-11-25';

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
  await sql("INSERT INTO college (code, time_zone) VALUES ('chhtt', 'Europe/Samara')");
});
afterEach(() => database.drop());

async function sql(text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

async function save(entity: VolunteerEntity | EventEntity): Promise<void> {
  const dataSource = createDataSource({ url: database.url, poolSize: 1 });
  await dataSource.initialize();
  await dataSource.manager.save(entity);
  await dataSource.destroy();
}

function open(): Promise<CollegeDatabase> {
  return CollegeDatabase.open({ url: database.url, college: null, isLocal: false }, english.database);
}

/** A mark as imports noted it once. */
function longerMark(value: unknown): string {
  return hash('sha256', JSON.stringify(value), 'base64url').slice(0, 5);
}

/** What happens while an import is at work. */
interface Meanwhile {
  readonly beforeWriting?: () => Promise<void>;
  readonly onWaiting?: () => void;
}

/** Imports lines of a file, as the command does once it has read them without a problem. */
async function importLines<Row>(kind: ImportKind<Row>, lines: readonly string[], meanwhile: Meanwhile = {}): Promise<Prepared> {
  const { rows, header } = csvFile('list.csv', Buffer.from(lines.join('\r\n')), { columns: kind.columns, leaveUnknown: false, words: english });
  const college = await open();
  try {
    const schema = kind.schema({ cells: cellsIn(english.cells), college: college.college, now: NOW, today: TODAY, words: english, has: (column) => header.has(column) });
    const read = readRows(rows, header, schema, english.rows, () => undefined);
    if (read.problems.length > 0) throw new Error(JSON.stringify(read.problems));
    return await college.import(
      async (tx) => {
        const prepared = await kind.prepare(read.rows, { tx, college: college.college, now: NOW, words: english });
        await meanwhile.beforeWriting?.();
        if (prepared.problems.length === 0) await prepared.write(() => undefined);
        return prepared;
      },
      () => meanwhile.onWaiting?.(),
    );
  } finally {
    await college.close();
  }
}

describe('imported volunteers', () => {
  const header = 'ФИО;Дата рождения;Группа;Телефон;Навыки;Отряд';
  const anna = 'Вымыслова Анна Сергеевна;28.02.2009;ХТ-21;8 900 000-00-01;фото, вожатый;Горящие сердца';

  it('are added with nothing shared, their names shortened and their teams made', async () => {
    expect(await importLines(volunteerImport, [header, anna, 'Небылицын Егор;;;;;«Горящие  Сердца»'])).toMatchObject({
      added: 2,
      updated: 0,
      remarks: [english.volunteers.newTeams(['Горящие сердца'])],
    });
    expect(await sql('SELECT full_name, display_name, birth_date::text, kind, study_group, phone, skills, joined_at::text, invented, team.name AS team FROM volunteer JOIN team ON team.id = team_id ORDER BY full_name')).toEqual([
      { full_name: 'Вымыслова Анна Сергеевна', display_name: 'Анна В.', birth_date: '2009-02-28', kind: 'STUDENT', study_group: 'ХТ-21', phone: '+79000000001', skills: ['фото', 'вожатый'], joined_at: TODAY, invented: false, team: 'Горящие сердца' },
      { full_name: 'Небылицын Егор', display_name: 'Егор Н.', birth_date: null, kind: 'STUDENT', study_group: null, phone: null, skills: [], joined_at: TODAY, invented: false, team: 'Горящие сердца' },
    ]);
  });

  it('are left untouched when the same comes again, and updated where the file says something new', async () => {
    await importLines(volunteerImport, [header, anna]);
    const touched = 'SELECT xmin, * FROM volunteer';
    const before = await sql(touched);
    expect(await importLines(volunteerImport, [header, anna])).toMatchObject({ added: 0, updated: 0, unchanged: 1 });
    expect(await sql(touched)).toEqual(before);

    expect(await importLines(volunteerImport, [header, 'ВЫМЫСЛОВА Анна Сергеевна;28.02.2009;ХТ-31;-;;'])).toMatchObject({ added: 0, updated: 1 });
    const [after] = await sql('SELECT id, full_name, study_group, phone, skills, team_id FROM volunteer');
    expect(after).toEqual({ id: before[0]?.['id'], full_name: 'ВЫМЫСЛОВА Анна Сергеевна', study_group: 'ХТ-31', phone: null, skills: ['фото', 'вожатый'], team_id: before[0]?.['team_id'] });
  });

  it('keep what a file has no word of', async () => {
    const known = aVolunteer({ fullName: 'Подмогина Дарья', birthDate: '2010-09-01', displayName: 'Даша', invented: true });
    await save(known);
    expect(await importLines(volunteerImport, ['Фамилия;Имя;Дата рождения', 'Подмогина;Дарья;1.9.2010'])).toMatchObject({ updated: 1 });
    expect(await sql('SELECT display_name, email, study_group, invented FROM volunteer')).toEqual([
      { display_name: 'Даша', email: known.email, study_group: known.group, invented: false },
    ]);
  });

  it('get the date of birth that they lacked, and are not doubled by a file that lacks it', async () => {
    await importLines(volunteerImport, ['ФИО', 'Небылицын Егор']);
    expect(await importLines(volunteerImport, ['ФИО;Дата рождения', 'Небылицын Егор;05.11.2008'])).toMatchObject({ added: 0, updated: 1 });
    expect(await importLines(volunteerImport, ['ФИО', 'Небылицын Егор'])).toMatchObject({ added: 0, updated: 0, unchanged: 1 });
    expect(await sql('SELECT birth_date::text, identity_key FROM volunteer')).toEqual([{ birth_date: '2008-11-05', identity_key: 'небылицын егор|2008-11-05' }]);
  });

  it('of several imports at once come once, for one waits until the other is done', async () => {
    const lines = ['ФИО;Отряд', ...Array.from('абвгдежзик', (letter) => `Вымыслов${letter} Анна;Новый отряд`)];
    let waited = 0;
    const others: Promise<Prepared>[] = [];
    const first = await importLines(volunteerImport, lines, {
      beforeWriting: async () => {
        const waiting = [1, 2].map(
          () => new Promise<void>((resolve) => {
            others.push(importLines(volunteerImport, lines, { onWaiting: () => resolve(void (waited += 1)) }).finally(resolve));
          }),
        );
        await Promise.all(waiting);
      },
    });
    const second = await Promise.all(others);
    expect({ waited, added: [first, ...second].map(({ added }) => added) }).toEqual({ waited: 2, added: [10, 0, 0] });
    expect(await sql('SELECT count(*)::int AS volunteers FROM volunteer')).toEqual([{ volunteers: 10 }]);
  });

  it('are compared anew when the node adds one of them meanwhile', async () => {
    let tries = 0;
    const prepared = await importLines(volunteerImport, ['ФИО;Группа', 'Небылицын Егор;ХТ-22'], {
      beforeWriting: async () => {
        tries += 1;
        if (tries === 1) await save(aVolunteer({ fullName: 'Небылицын Егор', birthDate: null, group: 'ХТ-21' }));
      },
    });
    expect(prepared).toMatchObject({ added: 0, updated: 1 });
    expect(await sql('SELECT study_group FROM volunteer')).toEqual([{ study_group: 'ХТ-22' }]);
  });

  it('do not undo what the node changes meanwhile', async () => {
    const known = aVolunteer({ fullName: 'Небылицын Егор', birthDate: null, group: 'ХТ-21', phone: null });
    await save(known);
    let tries = 0;
    await importLines(volunteerImport, ['ФИО;Группа', 'Небылицын Егор;ХТ-22'], {
      beforeWriting: async () => {
        tries += 1;
        if (tries === 1) await sql("UPDATE volunteer SET phone = '+79000000001'");
      },
    });
    expect(await sql('SELECT study_group, phone FROM volunteer')).toEqual([{ study_group: 'ХТ-22', phone: '+79000000001' }]);
  });
});

describe('volunteers whom the college changed since they were imported', () => {
  const header = 'ФИО;Дата рождения;Группа;Телефон;Отряд';
  const inFile = (group: string, phone = '8 900 000-00-01', team = 'Горящие сердца') => [header, `Вымыслова Анна;28.02.2009;${group};${phone};${team}`];
  const anna = 'SELECT study_group, phone, team.name AS team FROM volunteer LEFT JOIN team ON team.id = team_id';
  const elsewhere = async () => {
    await sql("INSERT INTO team (id, name) VALUES (gen_random_uuid(), 'Огоньки')");
    await sql("UPDATE volunteer SET phone = NULL, team_id = (SELECT id FROM team WHERE name = 'Огоньки')");
  };

  it('stay so while the file says what it said before, field by field, and that is told of', async () => {
    await importLines(volunteerImport, inFile('ХТ-21'));
    await elsewhere();
    const touched = await sql('SELECT xmin, * FROM volunteer');
    const again = await importLines(volunteerImport, inFile('ХТ-21'));
    expect(again).toMatchObject({ added: 0, updated: 0, unchanged: 1, problems: [] });
    expect(again.left).toEqual([
      { line: 2, column: 'phone', reason: english.changed.stays('Вымыслова Анна', '«-»') },
      { line: 2, column: 'team', reason: english.changed.stays('Вымыслова Анна', '«Огоньки»') },
    ]);
    expect(await sql('SELECT xmin, * FROM volunteer')).toEqual(touched);
    expect(await importLines(volunteerImport, inFile('ХТ-31'))).toMatchObject({ updated: 1, problems: [], left: again.left });
    expect(await sql(anna)).toEqual([{ study_group: 'ХТ-31', phone: null, team: 'Огоньки' }]);
  });

  it('are a problem where the file changed the same, until both say one thing', async () => {
    await importLines(volunteerImport, inFile('ХТ-21'));
    await elsewhere();
    const clash = await importLines(volunteerImport, inFile('ХТ-21', '8 900 000-00-02', 'Искра'));
    expect(clash.problems).toEqual([
      { line: 2, column: 'phone', reason: english.changed.twice('«-»', null) },
      { line: 2, column: 'team', reason: english.changed.twice('«Огоньки»', 'assignTeam') },
    ]);
    expect(clash.remarks).toEqual([]);
    expect(await importLines(volunteerImport, inFile('ХТ-21', '-', 'огоньки'))).toMatchObject({ updated: 0, unchanged: 1, problems: [], left: [] });
    expect(await importLines(volunteerImport, inFile('ХТ-21', '8 900 000-00-02', 'Искра'))).toMatchObject({ updated: 1, problems: [], left: [] });
    expect(await sql(anna)).toMatchObject([{ phone: '+79000000002', team: 'Искра' }]);
  });

  it('leave nothing in the notes that says what was taken out: no more than two letters a field, whatever was noted earlier', async () => {
    await importLines(volunteerImport, inFile('ХТ-21'));
    const noted = async () => (await sql('SELECT marks FROM imported_volunteer'))[0]?.['marks'];
    const marks = { ...(await noted() as object), phone: longerMark('+79000000001'), team: longerMark('Горящие сердца'), email: longerMark(null) };
    await sql(`UPDATE imported_volunteer SET marks = '${JSON.stringify(marks)}'`);
    await elsewhere();
    expect(await importLines(volunteerImport, inFile('ХТ-21'))).toMatchObject({ updated: 0, problems: [], left: [{ column: 'phone' }, { column: 'team' }] });
    const short = Object.values((await noted()) ?? {});
    expect(short).toHaveLength(9);
    expect(short.filter((mark) => String(mark).length > 2)).toEqual([]);
    expect(await importLines(volunteerImport, inFile('ХТ-21'))).toMatchObject({ updated: 0, problems: [], left: [{ column: 'phone' }, { column: 'team' }] });
    expect(await sql(anna)).toEqual([{ study_group: 'ХТ-21', phone: null, team: 'Огоньки' }]);
  });

  it('stay in a team that the college renamed, and no team is added', async () => {
    await importLines(volunteerImport, inFile('ХТ-21'));
    await sql("UPDATE team SET name = 'Горящие факелы'");
    expect(await importLines(volunteerImport, inFile('ХТ-21'))).toMatchObject({ updated: 0, unchanged: 1, remarks: [], left: [{ line: 2, column: 'team' }] });
    expect(await sql('SELECT name FROM team')).toEqual([{ name: 'Горящие факелы' }]);
  });
});

describe('teams of a file', () => {
  it('are no more than a college has in the node, each that is too many a problem of its row', async () => {
    await sql("INSERT INTO team (id, name) SELECT gen_random_uuid(), 'Отряд ' || number FROM generate_series(1, 199) AS number");
    const lines = ['ФИО;Отряд', 'Небылицын Егор;Отряд 1', 'Вымыслова Анна;Двухсотый', 'Подмогина Дарья;Лишний', 'Затейникова Кира;двухсотый', 'Примерова Яна;лишний'];
    const reason = english.volunteers.tooManyTeams(200);
    expect((await importLines(volunteerImport, lines)).problems).toEqual([{ line: 4, column: 'team', reason }, { line: 6, column: 'team', reason }]);
    expect(await importLines(volunteerImport, lines.slice(0, 3))).toMatchObject({ added: 2, problems: [] });
    expect(await importLines(volunteerImport, lines.slice(0, 3))).toMatchObject({ unchanged: 2, problems: [] });
  });
});

describe('imported events', () => {
  const header = 'Название;Вид;Начало;Окончание;Мест;Метки';
  const forum = 'Перекрёсток;форум;18.04.2027 10:00;17:00;50;форум';

  it('are added for their college alone, in its time zone, published or already completed', async () => {
    expect(await importLines(eventImport, [header, forum, 'Чистый двор;Акция;10.09.2026 13:30;15:30;;'])).toMatchObject({ added: 2 });
    expect(await sql('SELECT title, kind, format, status, audience, starts_at, ends_at, time_zone, capacity, tags, speakers FROM event ORDER BY starts_at')).toEqual([
      { title: 'Чистый двор', kind: 'SERVICE', format: 'ONSITE', status: 'COMPLETED', audience: 'COLLEGE', starts_at: new Date('2026-09-10T09:30Z'), ends_at: new Date('2026-09-10T11:30Z'), time_zone: 'Europe/Samara', capacity: null, tags: [], speakers: [] },
      { title: 'Перекрёсток', kind: 'FORUM', format: 'ONSITE', status: 'PUBLISHED', audience: 'COLLEGE', starts_at: new Date('2027-04-18T06:00Z'), ends_at: new Date('2027-04-18T13:00Z'), time_zone: 'Europe/Samara', capacity: 50, tags: ['форум'], speakers: [] },
    ]);
  });

  it('are left untouched when the same comes again, and updated where the file says something new', async () => {
    await importLines(eventImport, [header, forum]);
    await sql("UPDATE event SET status = 'CANCELLED', audience = 'PUBLIC', speakers = '[{\"name\": \"Гость\"}]'");
    const before = await sql('SELECT xmin, * FROM event');
    expect(await importLines(eventImport, [header, forum])).toMatchObject({ added: 0, updated: 0, unchanged: 1 });
    expect(await sql('SELECT xmin, * FROM event')).toEqual(before);

    expect(await importLines(eventImport, [header, 'ПЕРЕКРЁСТОК;форум;18.04.2027 10:00;18:00;-;'])).toMatchObject({ added: 0, updated: 1 });
    expect(await sql('SELECT id, title, ends_at, capacity, status, audience, speakers FROM event')).toEqual([
      { id: before[0]?.['id'], title: 'ПЕРЕКРЁСТОК', ends_at: new Date('2027-04-18T14:00Z'), capacity: null, status: 'CANCELLED', audience: 'PUBLIC', speakers: [{ name: 'Гость' }] },
    ]);
  });

  it('are not doubled where the college made them otherwise', async () => {
    await save(anEvent({ title: 'Перекрёсток', startsAt: new Date('2027-04-18T06:00Z'), kind: 'FORUM', summary: 'Свой' }));
    expect(await importLines(eventImport, [header, forum])).toMatchObject({ added: 0, updated: 1 });
    expect(await importLines(eventImport, [header, forum])).toMatchObject({ added: 0, updated: 0, unchanged: 1 });
    expect(await sql('SELECT summary, capacity FROM event')).toEqual([{ summary: 'Свой', capacity: 50 }]);
  });

  it('cannot have fewer places than are taken, nor be completed before they are over', async () => {
    const event = anEvent({ title: 'Перекрёсток', startsAt: new Date('2027-04-18T06:00Z') });
    await save(event);
    for (const status of ['CONFIRMED', 'CONFIRMED', 'CANCELLED']) {
      await sql(`INSERT INTO registration (id, event_id, volunteer_id, status, format, registered_at) VALUES ('${uuid()}', '${event.id}', 'bat:${uuid()}', '${status}', 'ONSITE', now())`);
    }
    const full = await importLines(eventImport, ['Название;Вид;Начало;Окончание;Мест;Состояние', 'Перекрёсток;форум;18.04.2027 10:00;17:00;1;проведено']);
    expect(full.problems).toEqual([
      { line: 2, column: 'status', reason: english.events.completedTooEarly },
      { line: 2, column: 'capacity', reason: english.events.placesTaken(2) },
    ]);
    expect((await importLines(eventImport, ['Название;Вид;Начало;Окончание;Мест', 'Перекрёсток;форум;18.04.2027 10:00;17:00;2'])).problems).toEqual([]);
  });

  it('cannot have fewer places than are kept for partners, nor be on site or for the college alone', async () => {
    const event = anEvent({ title: 'Перекрёсток', startsAt: new Date('2027-04-18T06:00Z'), format: 'HYBRID' });
    await save(event);
    await sql(`INSERT INTO remote_place (event_id, college_code, places) VALUES ('${event.id}', 'bat', 2), ('${event.id}', 'kpk', 2)`);
    const lines = (format: string, places: number, audience: string) => ['Название;Вид;Начало;Окончание;Формат;Мест;Для кого', `Перекрёсток;форум;18.04.2027 10:00;17:00;${format};${places};${audience}`];
    expect((await importLines(eventImport, lines('очно', 3, 'колледж'))).problems).toEqual([
      { line: 2, column: 'capacity', reason: english.events.placesKept(4) },
      { line: 2, column: 'format', reason: english.events.placesKept(4) },
      { line: 2, column: 'audience', reason: english.events.placesKept(4) },
    ]);
    expect((await importLines(eventImport, lines('гибрид', 4, 'сеть'))).problems).toEqual([]);
  });
});

describe('events that the college changed since they were imported', () => {
  const header = 'Название;Вид;Начало;Окончание;Место;Мест;Соорганизаторы';
  const inFile = (end: string, venue = 'Зал', places = '50', coHosts = 'bat') => [header, `Слёт;форум;18.04.2027 10:00;${end};${venue};${places};${coHosts}`];
  const event = 'SELECT title, starts_at, ends_at, venue, capacity FROM event';

  it('stay so while the file says what it said before, field by field, and that is told of', async () => {
    await importLines(eventImport, inFile('17:00'));
    await sql("UPDATE event SET title = 'Слёт друзей', starts_at = '2027-04-25T06:00Z', ends_at = '2027-04-25T13:00Z', venue = 'Двор'");
    await sql("INSERT INTO co_host (event_id, college, state, invited_at) SELECT id, 'kpk', 'INVITED', now() FROM event");
    const touched = await sql('SELECT xmin, * FROM event');
    const again = await importLines(eventImport, inFile('17:00'));
    expect(again).toMatchObject({ added: 0, updated: 0, unchanged: 1, problems: [] });
    expect(again.left).toEqual([
      { line: 2, column: 'title', reason: english.changed.stays('Слёт друзей', '«Слёт друзей»') },
      { line: 2, column: 'venue', reason: english.changed.stays('Слёт друзей', '«Двор»') },
      { line: 2, column: 'startsAt', reason: english.changed.stays('Слёт друзей', '«25.04.2027 10:00 – 25.04.2027 17:00»') },
      { line: 2, column: 'coHosts', reason: english.changed.stays('Слёт друзей', '«bat, kpk»') },
    ]);
    expect(await sql('SELECT xmin, * FROM event')).toEqual(touched);

    expect(await importLines(eventImport, inFile('17:00', 'Зал', '60'))).toMatchObject({ updated: 1, problems: [], left: again.left });
    expect(await sql(event)).toEqual([{ title: 'Слёт друзей', starts_at: new Date('2027-04-25T06:00Z'), ends_at: new Date('2027-04-25T13:00Z'), venue: 'Двор', capacity: 60 }]);
    expect(await sql('SELECT college FROM co_host ORDER BY college')).toEqual([{ college: 'bat' }, { college: 'kpk' }]);
  });

  it('are a problem where the file changed the same, until both say one thing', async () => {
    await importLines(eventImport, inFile('17:00'));
    await sql("UPDATE event SET ends_at = '2027-04-18T12:00Z', venue = 'Двор'");
    const clash = await importLines(eventImport, inFile('18:00', 'Холл'));
    expect(clash.problems).toEqual([
      { line: 2, column: 'venue', reason: english.changed.twice('«Двор»', 'updateEvent') },
      { line: 2, column: 'endsAt', reason: english.changed.twice('«18.04.2027 10:00 – 18.04.2027 16:00»', 'updateEvent') },
    ]);
    expect(await importLines(eventImport, inFile('16:00', 'Двор'))).toMatchObject({ updated: 0, unchanged: 1, problems: [], left: [] });
    expect(await importLines(eventImport, inFile('18:00', 'Холл'))).toMatchObject({ updated: 1, problems: [], left: [] });
    expect(await sql(event)).toMatchObject([{ ends_at: new Date('2027-04-18T14:00Z'), venue: 'Холл' }]);
  });

  it('are the same in a file that moved them alike, and found by the new start from then on', async () => {
    await importLines(eventImport, inFile('17:00'));
    await sql("UPDATE event SET starts_at = '2027-04-25T06:00Z', ends_at = '2027-04-25T13:00Z'");
    const moved = inFile('17:00').map((line) => line.replace('18.04', '25.04'));
    expect(await importLines(eventImport, moved)).toMatchObject({ added: 0, updated: 1, problems: [], left: [] });
    expect(await importLines(eventImport, moved)).toMatchObject({ added: 0, updated: 0, unchanged: 1 });
    expect(await importLines(eventImport, [...moved, ...inFile('17:00').slice(1)])).toMatchObject({ added: 1, unchanged: 1 });
  });

  it('are not moved back either where they were imported before that was noted', async () => {
    await importLines(eventImport, inFile('17:00'));
    await sql('DELETE FROM imported_event');
    await sql("UPDATE event SET starts_at = '2027-04-25T06:00Z', ends_at = '2027-04-25T13:00Z'");
    expect(await importLines(eventImport, inFile('17:00'))).toMatchObject({ updated: 0, left: [{ line: 2, column: 'startsAt' }] });
    expect(await sql('SELECT starts_at FROM event')).toEqual([{ starts_at: new Date('2027-04-25T06:00Z') }]);
  });
});

describe('a forum with sessions', () => {
  const header = 'Название;Вид;Начало;Окончание;Состояние';
  const forum = (from: string, to: string) => `Слёт;форум;18.04.2027 ${from};${to};`;
  const session = (from: string, to: string, status = '') => `Мастерская;тренинг;18.04.2027 ${from};${to};${status}`;

  it('stays around them, and they within it, as the node and the file have them together', async () => {
    await importLines(eventImport, [header, forum('10:00', '17:00'), session('15:00', '16:00')]);
    await sql("UPDATE event SET part_of_id = (SELECT id FROM event WHERE title = 'Слёт') WHERE title = 'Мастерская'");
    const shown = '18.04.2027 15:00 – 18.04.2027 16:00';
    const whole = '18.04.2027 10:00 – 18.04.2027 17:00';
    expect((await importLines(eventImport, [header, forum('10:00', '15:30')])).problems).toEqual([{ line: 2, column: 'endsAt', reason: english.events.sessionOutside('Мастерская', shown) }]);
    expect((await importLines(eventImport, [header, session('15:00', '17:30')])).problems).toEqual([{ line: 2, column: 'endsAt', reason: english.events.outsideOf('Слёт', whole) }]);
    const both = await importLines(eventImport, [header, forum('10:00', '15:20'), session('15:00', '15:30')]);
    expect(both.problems.map(({ line, column }) => [line, column])).toEqual([[2, 'endsAt'], [3, 'endsAt']]);
    expect(await sql("SELECT ends_at FROM event WHERE title = 'Слёт'")).toEqual([{ ends_at: new Date('2027-04-18T13:00Z') }]);

    expect(await importLines(eventImport, [header, session('15:00', '15:30'), forum('10:00', '15:30')])).toMatchObject({ updated: 2, problems: [] });
    expect(await importLines(eventImport, [header, forum('10:00', '14:00'), session('15:00', '15:30', 'отменено')])).toMatchObject({ updated: 2, problems: [] });
    expect((await importLines(eventImport, [header, session('15:00', '15:30', 'опубликовано')])).problems).toMatchObject([{ line: 2, column: 'endsAt' }]);
  });
});

describe('events that people take part in', () => {
  it('keep the format and whom they are for, and are no draft again', async () => {
    const event = anEvent({ title: 'Слёт', startsAt: new Date('2027-04-18T06:00Z'), format: 'HYBRID', audience: 'NETWORK' });
    await save(event);
    const lines = (said: string) => importLines(eventImport, ['Название;Вид;Начало;Окончание;Формат;Для кого;Состояние', `Слёт;форум;18.04.2027 10:00;17:00;${said}`]);
    expect((await lines('онлайн;колледж;')).problems).toEqual([]);
    expect((await lines('гибрид;сеть;')).problems).toEqual([]);
    await sql(`INSERT INTO registration (id, event_id, volunteer_id, status, format, registered_at, queue_number) VALUES ('${uuid()}', '${event.id}', 'bat:${uuid()}', 'WAITLISTED', 'ONLINE', now(), 1)`);
    expect((await lines('онлайн;колледж;черновик')).problems).toEqual([
      { line: 2, column: 'format', reason: english.events.otherFormat(1) },
      { line: 2, column: 'audience', reason: english.events.narrowerAudience(1) },
      { line: 2, column: 'status', reason: english.events.draftAgain(1) },
    ]);
    expect((await lines('гибрид;для всех;')).problems).toEqual([]);
  });
});

describe('events with recorded attendance', () => {
  it('cannot be shorter than what was credited, nor be called off', async () => {
    const event = anEvent({ title: 'Сбор книг', startsAt: new Date('2026-03-02T06:00Z'), endsAt: new Date('2026-03-02T08:00Z'), status: 'COMPLETED' });
    await save(event);
    await sql(`INSERT INTO registration (id, event_id, volunteer_id, status, format, registered_at, minutes) VALUES ('${uuid()}', '${event.id}', 'bat:${uuid()}', 'ATTENDED', 'ONSITE', now(), 90)`);
    const lines = (end: string, status: string) => importLines(eventImport, ['Название;Вид;Начало;Окончание;Состояние', `Сбор книг;встреча;02.03.2026 10:00;${end};${status}`]);
    expect((await lines('10:30', 'отменено')).problems).toEqual([
      { line: 2, column: 'endsAt', reason: english.events.credited(90) },
      { line: 2, column: 'status', reason: english.events.tookPlace(1) },
    ]);
    expect((await lines('11:30', 'проведено')).problems).toEqual([]);
  });
});

describe('a database', () => {
  it('is refused in a sentence where it is not the college’s, not ready, or away', async () => {
    const words = english.database;
    await expect(CollegeDatabase.open({ url: database.url, college: 'bat', isLocal: false }, words)).rejects.toMatchObject({ message: expect.stringContaining('belongs to the college chhtt, not to bat'), exitCode: 3 });
    await sql('DELETE FROM college');
    await expect(open()).rejects.toMatchObject({ message: expect.stringContaining('does not say yet'), exitCode: 3 });
    await sql('DROP TABLE college');
    await expect(open()).rejects.toMatchObject({ message: expect.stringContaining('lacks our tables'), exitCode: 3 });
    await expect(CollegeDatabase.open({ url: 'postgres://127.0.0.1:9/none', college: null, isLocal: true }, words)).rejects.toMatchObject({ message: expect.stringContaining('npm start'), exitCode: 3 });
  });

  it('that goes away in the middle, or refuses, leaves nothing written, and is named', async () => {
    const lines = ['ФИО;Отряд', 'Небылицын Егор;Новый отряд'];
    const goAway = async () => {
      await sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'dobroset-node' AND datname = current_database()");
    };
    await expect(importLines(volunteerImport, lines, { beforeWriting: goAway })).rejects.toMatchObject({ message: english.database.lost, exitCode: 3 });
    await sql('ALTER TABLE volunteer ADD CONSTRAINT nobody_at_all CHECK (false)');
    await expect(importLines(volunteerImport, lines)).rejects.toMatchObject({ message: expect.stringContaining('The database refused: new row'), exitCode: 3 });
    expect(await sql('SELECT name FROM team')).toEqual([]);
  });
});
