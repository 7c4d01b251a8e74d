import { describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import { cellsIn } from './cells.js';
import { Vocabulary } from './vocabulary.js';
import { english } from './words/words.en.js';

const cells = cellsIn(english.cells);
const vocabulary = new Vocabulary({ ONLINE: { ru: ['онлайн'], en: ['online'] }, TRAINING: { ru: ['мастер-класс', 'слёт'], en: ['master class'] } });

function read(schema: z.ZodType, cell: string): unknown {
  const parsed = schema.safeParse(cell);
  return parsed.success ? parsed.data : parsed.error.issues.map(({ message }) => message).join(' ');
}

describe('a cell', () => {
  it.each([
    ['8 (927) 123-45-67', '+79271234567'],
    ['+7 927 123 45 67', '+79271234567'],
    ['79271234567', '+79271234567'],
    ['9271234567', '+79271234567'],
    ['+375 29 123-45-67', '+375291234567'],
    ['8\u2011927\u2011123\u201345\u201467', '+79271234567'],
    ['+8 927 123-45-67', '+79271234567'],
    ['+84 912 345 678', '+84912345678'],
    ['+7 927 123', english.cells.phone],
    ['8 927 123-45-678', english.cells.phone],
    ['нет', english.cells.phone],
    ['123', english.cells.phone],
    ['7,92712E+10', english.cells.phoneOfExcel],
  ])('with the phone %s gives %s', (cell, value) => {
    expect(read(cells.phone, cell)).toBe(value);
  });

  it.each([
    ['Anna.K@College.Example', 'anna.k@college.example'],
    ['почта@колледж.рф', 'почта@колледж.рф'],
    ['anna@localhost', english.cells.email],
    ['anna@college.example, egor@college.example', english.cells.email],
    ['anna college.example', english.cells.email],
  ])('with the address %s gives %s', (cell, value) => {
    expect(read(cells.email, cell)).toBe(value);
  });

  it.each([
    ['Вымыслова  Анна\u00a0Сергеевна', 'Вымыслова Анна Сергеевна'],
    ["О'Нил Мария-Анна (мл.)", "О'Нил Мария-Анна (мл.)"],
    ['Вымыслова 89271234567', english.cells.name],
    ['Вымыслова;28.02.2009', english.cells.name],
    ['Вымыслова\nНебылицын', english.cells.lineBreak],
    ['x'.repeat(201), english.cells.tooLong(200, 201)],
    ['Вымыс\0лова', english.cells.nul],
    ['Вымыс\uFFFDлова', english.cells.unreadable],
    ['Вымыс\u001Bлова', english.cells.control],
    ['---', english.cells.name],
    ['Вымыслова\u2011Небылицына Анна\u2013Мария', 'Вымыслова-Небылицына Анна-Мария'],
    ['Вымыслова – Анна', english.cells.name],
    ['Cидорова Анна', english.cells.strayLetter({ letter: 'C', word: 'Cидорова', isLatin: true })],
    ['Smirnоva Anna', english.cells.strayLetter({ letter: 'о', word: 'Smirnоva', isLatin: false })],
    ['Вымыслова Анна (Anna)', 'Вымыслова Анна (Anna)'],
    ['Первый курс', english.cells.noPerson('курс')],
    ['Мастер', 'Мастер'],
  ])('with the name %j gives %j', (cell, value) => {
    expect(read(cells.name, cell)).toBe(value);
  });

  it.each([
    ['Итого', english.cells.noPerson('Итого')],
    ['ВСЕГО: 25', english.cells.noPerson('ВСЕГО')],
    ['Группа ХТ-21', english.cells.noPerson('Группа')],
    ['Куратор Придумкина А.П.', english.cells.noPerson('Куратор')],
    ['Горящие', english.cells.oneWord],
    ['Придумкина А.П.', 'Придумкина А.П.'],
    ['Мастеров Курсан', 'Мастеров Курсан'],
    ['Группа-Вымыслова Анна', 'Группа-Вымыслова Анна'],
  ])('with the full name %j gives %j', (cell, value) => {
    expect(read(cells.fullName, cell)).toBe(value);
  });

  it.each([
    ['ХТ\u201121', 'ХТ-21'],
    ['3.12', '3.12'],
    ['09.02.07', '09.02.07'],
    ['ДЕК-21', 'ДЕК-21'],
    ...['03.дек', 'дек.03', '12.03.2026', '12.03.2026 0:00:00', '3-Dec', 'Dec-03'].map((cell) => [cell, english.cells.groupOfExcel(cell)] as const),
  ])('with the group %j gives %j', (cell, value) => {
    expect(read(cells.group, cell)).toBe(value);
  });

  it('with a list gives each thing once', () => {
    expect(read(cells.list(3, 10), 'Фото, вожатый;фото\nпение ,')).toEqual(['фото', 'вожатый', 'пение']);
    expect(read(cells.list(2, 10), 'а, б, в')).toBe(english.cells.tooMany(2));
    expect(read(cells.list(2, 3), 'абвг')).toBe(english.cells.tooLong(3, 4));
  });

  it.each(['\u200B\u200B', '\u3164', '\u2800', '\u00AD \uFE0F'])('that shows nothing, %j, is a problem', (cell) => {
    for (const schema of [cells.line(200), cells.text(500), cells.list(20, 50), cells.tags]) expect(read(schema, cell)).toBe(english.cells.invisible);
    expect(read(cells.list(20, 50), `фото, ${cell}`)).toBe(english.cells.invisible);
    expect(read(cells.tags, `фото, ${cell}`)).toBe(english.cells.invisible);
  });

  it('with tags gives each once, as the node tells them apart', () => {
    expect(read(cells.tags, 'Слёт, лес, слет')).toEqual(['слет', 'лес']);
    expect(read(cells.tags, Array.from({ length: 21 }, (_, index) => `т${index}`).join(','))).toBe(english.cells.tooMany(20));
  });

  it('with a word gives its meaning in either language, and else says what to write', () => {
    expect(['Онлайн', 'ONLINE', 'Мастер класс', 'слет', 'Training'].map((cell) => read(cells.oneOf(vocabulary), cell))).toEqual(['ONLINE', 'ONLINE', 'TRAINING', 'TRAINING', 'TRAINING']);
    expect(read(cells.oneOf(vocabulary), 'constructor')).toBe('write one of: онлайн, мастер-класс (or online, master class).');
  });

  it.each([
    ['30', 30],
    ['1 000', 1_000],
    ['30,00', 30],
    ['0', english.cells.whole(1_000)],
    ['1001', english.cells.whole(1_000)],
    ['-5', english.cells.whole(1_000)],
    ['2,5', english.cells.whole(1_000)],
    ['30.0', 30],
    ...['1,000', '1.000', '1 000,000', '12.0000'].map((cell) => [cell, english.cells.whole(1_000)] as const),
  ])('with the number %s gives %s', (cell, value) => {
    expect(read(cells.whole(1_000), cell)).toBe(value);
  });

  it('with a day takes the midnight that Excel adds, no other time, and no day to come', () => {
    expect(read(cells.dayUpTo('2026-11-25'), '25.11.2026 0:00')).toBe('2026-11-25');
    expect(read(cells.dayUpTo('2026-11-25'), '26.11.2026')).toBe(english.cells.inFuture);
    expect(read(cells.day, '25.11.2026 10:00')).toBe(english.cells.onlyDay);
    expect(read(cells.day, '28.02.1809')).toBe(english.cells.when('FAR_YEAR', '28.02.1809'));
    expect(read(cells.time, '25.11.2026')).toBe(english.cells.onlyTime);
  });

  it.each([
    ['https://meet.example/a?b=1', 'https://meet.example/a?b=1'],
    ['javascript:alert(1)', english.cells.address],
    ['meet.example', english.cells.address],
    ['https://curator:secret@meet.example/room', english.cells.addressWithName],
    ['https://curator@meet.example/room', english.cells.addressWithName],
  ])('with the link %s gives %s', (cell, value) => {
    expect(read(cells.address, cell)).toBe(value);
  });
});
