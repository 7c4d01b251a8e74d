import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { anEvent } from '#support/factories/event.factory.js';
import { ImportingCollege } from '#support/importing-college.js';
import { english } from '../words/words.en.js';
import { eventImport } from './event-import.js';

let college: ImportingCollege;
beforeEach(async () => {
  college = await ImportingCollege.start();
});
afterEach(() => college.drop());

const importLines = (lines: readonly string[]) => college.importLines(eventImport, lines);

describe('imported events', () => {
  const header = 'Название;Вид;Начало;Окончание;Мест;Метки';
  const forum = 'Перекрёсток;форум;18.04.2027 10:00;17:00;50;форум';

  it('are added for their college alone, in its time zone, published or already completed', async () => {
    expect(await importLines([header, forum, 'Чистый двор;Акция;10.09.2026 13:30;15:30;;'])).toMatchObject({ added: 2 });
    expect(await college.sql('SELECT title, kind, format, status, audience, starts_at, ends_at, time_zone, capacity, tags, speakers FROM event ORDER BY starts_at')).toEqual([
      { title: 'Чистый двор', kind: 'SERVICE', format: 'ONSITE', status: 'COMPLETED', audience: 'COLLEGE', starts_at: new Date('2026-09-10T09:30Z'), ends_at: new Date('2026-09-10T11:30Z'), time_zone: 'Europe/Samara', capacity: null, tags: [], speakers: [] },
      { title: 'Перекрёсток', kind: 'FORUM', format: 'ONSITE', status: 'PUBLISHED', audience: 'COLLEGE', starts_at: new Date('2027-04-18T06:00Z'), ends_at: new Date('2027-04-18T13:00Z'), time_zone: 'Europe/Samara', capacity: 50, tags: ['форум'], speakers: [] },
    ]);
  });

  it('are left untouched when the same comes again, and updated where the file says something new', async () => {
    await importLines([header, forum]);
    await college.sql("UPDATE event SET status = 'CANCELLED', audience = 'PUBLIC', speakers = '[{\"name\": \"Гость\"}]'");
    const before = await college.sql('SELECT xmin, * FROM event');
    expect(await importLines([header, forum])).toMatchObject({ added: 0, updated: 0, unchanged: 1 });
    expect(await college.sql('SELECT xmin, * FROM event')).toEqual(before);

    expect(await importLines([header, 'ПЕРЕКРЁСТОК;форум;18.04.2027 10:00;18:00;-;'])).toMatchObject({ added: 0, updated: 1 });
    expect(await college.sql('SELECT id, title, ends_at, capacity, status, audience, speakers FROM event')).toEqual([
      { id: before[0]?.['id'], title: 'ПЕРЕКРЁСТОК', ends_at: new Date('2027-04-18T14:00Z'), capacity: null, status: 'CANCELLED', audience: 'PUBLIC', speakers: [{ name: 'Гость' }] },
    ]);
  });

  it('are not doubled where the college made them otherwise', async () => {
    await college.save(anEvent({ title: 'Перекрёсток', startsAt: new Date('2027-04-18T06:00Z'), kind: 'FORUM', summary: 'Свой' }));
    expect(await importLines([header, forum])).toMatchObject({ added: 0, updated: 1 });
    expect(await importLines([header, forum])).toMatchObject({ added: 0, updated: 0, unchanged: 1 });
    expect(await college.sql('SELECT summary, capacity FROM event')).toEqual([{ summary: 'Свой', capacity: 50 }]);
  });

  it('cannot have fewer places than are taken, nor be completed before they are over', async () => {
    const event = anEvent({ title: 'Перекрёсток', startsAt: new Date('2027-04-18T06:00Z') });
    await college.save(event);
    for (const status of ['CONFIRMED', 'CONFIRMED', 'CANCELLED']) {
      await college.sql(`INSERT INTO registration (id, event_id, volunteer_id, status, format, registered_at) VALUES ('${uuid()}', '${event.id}', 'bat:${uuid()}', '${status}', 'ONSITE', now())`);
    }
    const full = await importLines(['Название;Вид;Начало;Окончание;Мест;Состояние', 'Перекрёсток;форум;18.04.2027 10:00;17:00;1;проведено']);
    expect(full.problems).toEqual([
      { line: 2, column: 'status', reason: english.events.completedTooEarly },
      { line: 2, column: 'capacity', reason: english.events.placesTaken(2) },
    ]);
    expect((await importLines(['Название;Вид;Начало;Окончание;Мест', 'Перекрёсток;форум;18.04.2027 10:00;17:00;2'])).problems).toEqual([]);
  });

  it('cannot have fewer places than are kept for partners, nor be on site or for the college alone', async () => {
    const event = anEvent({ title: 'Перекрёсток', startsAt: new Date('2027-04-18T06:00Z'), format: 'HYBRID' });
    await college.save(event);
    await college.sql(`INSERT INTO remote_place (event_id, college_code, places) VALUES ('${event.id}', 'bat', 2), ('${event.id}', 'kpk', 2)`);
    const lines = (format: string, places: number, audience: string) => ['Название;Вид;Начало;Окончание;Формат;Мест;Для кого', `Перекрёсток;форум;18.04.2027 10:00;17:00;${format};${places};${audience}`];
    expect((await importLines(lines('очно', 3, 'колледж'))).problems).toEqual([
      { line: 2, column: 'capacity', reason: english.events.placesKept(4) },
      { line: 2, column: 'format', reason: english.events.placesKept(4) },
      { line: 2, column: 'audience', reason: english.events.placesKept(4) },
    ]);
    expect((await importLines(lines('гибрид', 4, 'сеть'))).problems).toEqual([]);
  });
});

describe('events of many colleges', () => {
  const lines = (colleges: number) => ['Название;Вид;Начало;Окончание;Соорганизаторы', `Слёт;форум;18.04.2027 10:00;17:00;${Array.from({ length: colleges }, (_, number) => `college${number}`).join(', ')}`];

  it('ask as many as in the node, and no more', async () => {
    await importLines(lines(100));
    expect(await college.sql('SELECT count(*)::int AS asked FROM co_host')).toEqual([{ asked: 100 }]);
    await expect(importLines(lines(101))).rejects.toThrow(english.cells.tooMany(100));
  });
});

describe('events that the college changed since they were imported', () => {
  const header = 'Название;Вид;Начало;Окончание;Место;Мест;Соорганизаторы';
  const inFile = (end: string, venue = 'Зал', places = '50', coHosts = 'bat') => [header, `Слёт;форум;18.04.2027 10:00;${end};${venue};${places};${coHosts}`];
  const event = 'SELECT title, starts_at, ends_at, venue, capacity FROM event';

  it('stay so while the file says what it said before, field by field, and that is told of', async () => {
    await importLines(inFile('17:00'));
    await college.sql("UPDATE event SET title = 'Слёт друзей', starts_at = '2027-04-25T06:00Z', ends_at = '2027-04-25T13:00Z', venue = 'Двор'");
    await college.sql("INSERT INTO co_host (event_id, college, state, invited_at) SELECT id, 'kpk', 'INVITED', now() FROM event");
    const touched = await college.sql('SELECT xmin, * FROM event');
    const again = await importLines(inFile('17:00'));
    expect(again).toMatchObject({ added: 0, updated: 0, unchanged: 1, problems: [] });
    expect(again.left).toEqual([
      { line: 2, column: 'title', reason: english.changed.stays('Слёт друзей', '«Слёт друзей»') },
      { line: 2, column: 'venue', reason: english.changed.stays('Слёт друзей', '«Двор»') },
      { line: 2, column: 'startsAt', reason: english.changed.stays('Слёт друзей', '«25.04.2027 10:00 – 25.04.2027 17:00»') },
      { line: 2, column: 'coHosts', reason: english.changed.stays('Слёт друзей', '«bat, kpk»') },
    ]);
    expect(await college.sql('SELECT xmin, * FROM event')).toEqual(touched);

    expect(await importLines(inFile('17:00', 'Зал', '60'))).toMatchObject({ updated: 1, problems: [], left: again.left });
    expect(await college.sql(event)).toEqual([{ title: 'Слёт друзей', starts_at: new Date('2027-04-25T06:00Z'), ends_at: new Date('2027-04-25T13:00Z'), venue: 'Двор', capacity: 60 }]);
    expect(await college.sql('SELECT college FROM co_host ORDER BY college')).toEqual([{ college: 'bat' }, { college: 'kpk' }]);
  });

  it('are a problem where the file changed the same, until both say one thing', async () => {
    await importLines(inFile('17:00'));
    await college.sql("UPDATE event SET ends_at = '2027-04-18T12:00Z', venue = 'Двор'");
    const clash = await importLines(inFile('18:00', 'Холл'));
    expect(clash.problems).toEqual([
      { line: 2, column: 'venue', reason: english.changed.twice('«Двор»', 'updateEvent') },
      { line: 2, column: 'endsAt', reason: english.changed.twice('«18.04.2027 10:00 – 18.04.2027 16:00»', 'updateEvent') },
    ]);
    expect(await importLines(inFile('16:00', 'Двор'))).toMatchObject({ updated: 0, unchanged: 1, problems: [], left: [] });
    expect(await importLines(inFile('18:00', 'Холл'))).toMatchObject({ updated: 1, problems: [], left: [] });
    expect(await college.sql(event)).toMatchObject([{ ends_at: new Date('2027-04-18T14:00Z'), venue: 'Холл' }]);
  });

  it('are the same in a file that moved them alike, and found by the new start from then on', async () => {
    await importLines(inFile('17:00'));
    await college.sql("UPDATE event SET starts_at = '2027-04-25T06:00Z', ends_at = '2027-04-25T13:00Z'");
    const moved = inFile('17:00').map((line) => line.replace('18.04', '25.04'));
    expect(await importLines(moved)).toMatchObject({ added: 0, updated: 1, problems: [], left: [] });
    expect(await importLines(moved)).toMatchObject({ added: 0, updated: 0, unchanged: 1 });
    expect(await importLines([...moved, ...inFile('17:00').slice(1)])).toMatchObject({ added: 1, unchanged: 1 });
  });

  it('are not moved back either where they were imported before that was noted', async () => {
    await importLines(inFile('17:00'));
    await college.sql('DELETE FROM imported_event');
    await college.sql("UPDATE event SET starts_at = '2027-04-25T06:00Z', ends_at = '2027-04-25T13:00Z'");
    expect(await importLines(inFile('17:00'))).toMatchObject({ updated: 0, left: [{ line: 2, column: 'startsAt' }] });
    expect(await college.sql('SELECT starts_at FROM event')).toEqual([{ starts_at: new Date('2027-04-25T06:00Z') }]);
  });
});

describe('a forum with sessions', () => {
  const header = 'Название;Вид;Начало;Окончание;Состояние';
  const forum = (from: string, to: string) => `Слёт;форум;18.04.2027 ${from};${to};`;
  const session = (from: string, to: string, status = '') => `Мастерская;тренинг;18.04.2027 ${from};${to};${status}`;

  it('stays around them, and they within it, as the node and the file have them together', async () => {
    await importLines([header, forum('10:00', '17:00'), session('15:00', '16:00')]);
    await college.sql("UPDATE event SET part_of_id = (SELECT id FROM event WHERE title = 'Слёт') WHERE title = 'Мастерская'");
    const shown = '18.04.2027 15:00 – 18.04.2027 16:00';
    const whole = '18.04.2027 10:00 – 18.04.2027 17:00';
    expect((await importLines([header, forum('10:00', '15:30')])).problems).toEqual([{ line: 2, column: 'endsAt', reason: english.events.sessionOutside('Мастерская', shown) }]);
    expect((await importLines([header, session('15:00', '17:30')])).problems).toEqual([{ line: 2, column: 'endsAt', reason: english.events.outsideOf('Слёт', whole) }]);
    const both = await importLines([header, forum('10:00', '15:20'), session('15:00', '15:30')]);
    expect(both.problems.map(({ line, column }) => [line, column])).toEqual([[2, 'endsAt'], [3, 'endsAt']]);
    expect(await college.sql("SELECT ends_at FROM event WHERE title = 'Слёт'")).toEqual([{ ends_at: new Date('2027-04-18T13:00Z') }]);

    expect(await importLines([header, session('15:00', '15:30'), forum('10:00', '15:30')])).toMatchObject({ updated: 2, problems: [] });
    expect(await importLines([header, forum('10:00', '14:00'), session('15:00', '15:30', 'отменено')])).toMatchObject({ updated: 2, problems: [] });
    expect((await importLines([header, session('15:00', '15:30', 'опубликовано')])).problems).toMatchObject([{ line: 2, column: 'endsAt' }]);
  });

  it('that was called off has none of them announced', async () => {
    await importLines([header, forum('10:00', '17:00'), session('15:00', '16:00', 'черновик')]);
    await college.sql("UPDATE event SET part_of_id = (SELECT id FROM event WHERE title = 'Слёт') WHERE title = 'Мастерская'");
    await importLines([header, `${forum('10:00', '17:00')}отменено`]);
    expect((await importLines([header, session('15:00', '16:00', 'опубликовано')])).problems).toEqual([{ line: 2, column: 'status', reason: english.events.ofCalledOff('Слёт') }]);
    expect(await importLines([header, session('15:00', '16:00', 'черновик')])).toMatchObject({ problems: [] });
  });
});

describe('events that people take part in', () => {
  it('keep the format and whom they are for, and are no draft again', async () => {
    const event = anEvent({ title: 'Слёт', startsAt: new Date('2027-04-18T06:00Z'), format: 'HYBRID', audience: 'NETWORK' });
    await college.save(event);
    const lines = (said: string) => importLines(['Название;Вид;Начало;Окончание;Формат;Для кого;Состояние', `Слёт;форум;18.04.2027 10:00;17:00;${said}`]);
    expect((await lines('онлайн;колледж;')).problems).toEqual([]);
    expect((await lines('гибрид;сеть;')).problems).toEqual([]);
    await college.sql(`INSERT INTO registration (id, event_id, volunteer_id, status, format, registered_at, queue_number) VALUES ('${uuid()}', '${event.id}', 'bat:${uuid()}', 'WAITLISTED', 'ONLINE', now(), 1)`);
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
    await college.save(event);
    await college.sql(`INSERT INTO registration (id, event_id, volunteer_id, status, format, registered_at, minutes) VALUES ('${uuid()}', '${event.id}', 'bat:${uuid()}', 'ATTENDED', 'ONSITE', now(), 90)`);
    const lines = (end: string, status: string) => importLines(['Название;Вид;Начало;Окончание;Состояние', `Сбор книг;встреча;02.03.2026 10:00;${end};${status}`]);
    expect((await lines('10:30', 'отменено')).problems).toEqual([
      { line: 2, column: 'endsAt', reason: english.events.credited(90) },
      { line: 2, column: 'status', reason: english.events.tookPlace(1) },
    ]);
    expect((await lines('11:30', 'проведено')).problems).toEqual([]);
  });

  it('cannot be called off either where it is recorded that nobody came', async () => {
    const event = anEvent({ title: 'Сбор книг', startsAt: new Date('2026-03-02T06:00Z'), endsAt: new Date('2026-03-02T08:00Z'), status: 'COMPLETED' });
    await college.save(event);
    await college.sql(`INSERT INTO registration (id, event_id, volunteer_id, status, format, registered_at) VALUES ('${uuid()}', '${event.id}', 'bat:${uuid()}', 'NO_SHOW', 'ONSITE', now())`);
    const called = await importLines(['Название;Вид;Начало;Окончание;Состояние', 'Сбор книг;встреча;02.03.2026 10:00;12:00;отменено']);
    expect(called.problems).toEqual([{ line: 2, column: 'status', reason: english.events.tookPlace(1) }]);
  });
});
