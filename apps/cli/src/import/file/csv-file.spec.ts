import { describe, expect, it } from '@jest/globals';
import { volunteerColumns } from '../volunteers/volunteer-columns.js';
import { english } from '../words/words.en.js';
import { type CsvFile, csvFile } from './csv-file.js';

function read(text: string, leaveUnknown = false): CsvFile {
  return csvFile('list.csv', Buffer.from(text), { columns: volunteerColumns, leaveUnknown, words: english });
}

describe('a file', () => {
  it.each([
    [';', 'ФИО;Навыки\nа;б, в, г, д'],
    [',', 'ФИО,Навыки\nа,"б; в; г; д"'],
    ['\t', 'ФИО\tНавыки\nа\tб, в; г'],
    [',', 'ФИО,"Дата; или нет, рождения",Группа\nа,б,в'],
    [';', 'sep=;\r\nФИО\r\nа\r\n'],
    [';', 'ФИО\nа'],
  ])('has its cells set apart by %j', (delimiter, text) => {
    expect(read(text, true)).toMatchObject({ delimiter, rows: [{ cells: expect.arrayContaining(['а']) }] });
  });

  it('knows columns however their headers are written', () => {
    const { header, problems } = read('"Ф.И.О. *";ДАТА  РОЖДЕНИЯ (дд.мм.гггг);E-mail;"Мобильный\nтелефон";Отряд\nа;б;в;г;д');
    expect(header.keys).toEqual(['fullName', 'birthDate', 'email', 'phone', 'team']);
    expect(problems).toEqual([]);
  });

  it('has an unknown column named with what was meant, a repeated one, and leaves unread what lists have for people', () => {
    const { header, problems } = read('\n№ п/п;ФИО;Телефн;Имя Волонтёра;Full name;Примечание\n1;а');
    expect(problems).toEqual([
      { line: 2, column: 'Телефн', reason: expect.stringContaining('did you mean «Телефон»?') },
      { line: 2, column: 'Имя Волонтёра', reason: expect.not.stringContaining('did you mean') },
      { line: 2, column: 'Full name', reason: expect.stringContaining('«ФИО» is there already') },
    ]);
    expect(header.unread).toEqual(['№ п/п', 'Примечание']);
    expect(read('ФИО;Рост\nа;170', true)).toMatchObject({ problems: [], header: { unread: ['Рост'] } });
  });

  it('leaves unread, and says so, what its full names say already', () => {
    const { header, problems } = read('ФИО;Имя;Отчество;Группа\nа б;в;г;д');
    expect({ keys: header.keys, unread: header.unread, problems }).toEqual({ keys: ['fullName', null, null, 'group'], unread: ['Имя', 'Отчество'], problems: [] });
    expect(read('Имя;Фамилия\nа;б').header).toMatchObject({ keys: ['firstName', 'lastName'], unread: [] });
  });

  it.each([
    ['\uFEFF', 'list.csv is empty'],
    ['\r\n;;\r\n', 'list.csv is empty'],
    ['ФИО;Группа\r\n', 'a header and no rows'],
    ['Вымыслова Анна;28.02.2009\nНебылицын Егор;05.11.2008', 'line 1: this is no row of headers: «Вымыслова Анна», «28.02.2009»'],
    ['ФИО;"Группа\nа;б', 'line 1: a quotation mark in the header'],
  ])('%j is refused in a sentence', (text, sentence) => {
    expect(() => read(text)).toThrow(sentence);
  });

  it('of UTF-16 without its mark is told by the NUL bytes in its header', () => {
    const bytes = Buffer.from('Group;ФИО\nа;б', 'utf16le');
    expect(() => csvFile('list.csv', bytes, { columns: volunteerColumns, leaveUnknown: false, words: english })).toThrow('no row of headers');
    expect(read('ФИО;Гру\0ппа\nа;б').problems).toEqual([{ line: 1, column: null, reason: expect.stringContaining('NUL') }]);
  });
});
