import { describe, expect, it } from '@jest/globals';
import { csvRows } from './csv-rows.js';

describe('the rows of a text', () => {
  it('are named by the line on which they begin, whatever lines end with', () => {
    for (const end of ['\r\n', '\n', '\r']) {
      const text = ['a;b', '', '"one', 'two";c', ';;', 'd;e'].join(end);
      expect(csvRows(text, ';')).toEqual({
        rows: [
          { line: 1, cells: ['a', 'b'] },
          { line: 3, cells: [`one${end}two`, 'c'] },
          { line: 6, cells: ['d', 'e'] },
        ],
        broken: [],
      });
    }
  });

  it('count a line break of Windows inside a cell once', () => {
    expect(csvRows('"a\r\nb\r\nc"\r\nd\r\n', ';').rows.map(({ line }) => line)).toEqual([1, 4]);
  });

  it('keep doubled quotation marks and other delimiters inside quoted cells', () => {
    expect(csvRows('"a ""b"" c";"d;e"; "f" ;g, h', ';').rows[0]?.cells).toEqual(['a "b" c', 'd;e', 'f', 'g, h']);
  });

  it('go on below a quotation mark that is never closed', () => {
    const { rows, broken } = csvRows('a;b\n1;"open\n2;x\n3;y', ';');
    expect(broken).toEqual([{ line: 2, cell: 1, trouble: 'NOT_CLOSED' }]);
    expect(rows.map(({ line, cells }) => [line, cells[1]])).toEqual([[1, 'b'], [3, 'x'], [4, 'y']]);
  });

  it('go on below one that another row seems to close, and below each of several', () => {
    const { rows, broken } = csvRows('a;b\n1;"open\n2;"x"\n"3";in "the" middle\n4;"y" z\n5;w', ';');
    expect(broken).toEqual([
      { line: 2, cell: 1, trouble: 'TEXT_AFTER' },
      { line: 4, cell: 1, trouble: 'TEXT_BEFORE' },
      { line: 5, cell: 1, trouble: 'TEXT_AFTER' },
    ]);
    expect(rows.map(({ line }) => line)).toEqual([1, 3, 6]);
  });

  it.each([
    ['one of two', ['ФИО;Навыки;Группа', 'Иванов Пётр;"фото;ХТ-1', 'Сидоров Олег;свет";ХТ-3'], [{ line: 2, cell: 1, trouble: 'ROWS_INSIDE' }, { line: 3, cell: 1, trouble: 'TEXT_BEFORE' }], [1]],
    ['several', ['ФИО;Навыки;Группа', 'Иванов Пётр;"фото;ХТ-1', 'Петров Пётр;;ХТ-2', 'Сидоров Олег;свет";ХТ-3', 'Вымыслова Анна;;'], [{ line: 2, cell: 1, trouble: 'ROWS_INSIDE' }, { line: 4, cell: 1, trouble: 'TEXT_BEFORE' }], [1, 3, 5]],
    ['the last cell', ['ФИО;Группа;Навыки', 'Иванов Пётр;ХТ-1;"фото', 'Петров Пётр;ХТ-2;свет"', 'Вымыслова Анна;;'], [{ line: 2, cell: 2, trouble: 'ROWS_INSIDE' }, { line: 3, cell: 2, trouble: 'TEXT_BEFORE' }], [1, 4]],
    ['below a cell of two lines', ['Название;Место;Кратко', '"Чистый', 'двор";"Двор;', 'Слёт;Зал;', 'Встреча;Холл";'], [{ line: 3, cell: 1, trouble: 'ROWS_INSIDE' }, { line: 5, cell: 1, trouble: 'TEXT_BEFORE' }], [1, 4]],
  ])('are not swallowed by a quotation mark that another closes: %s', (_what, lines, broken, read) => {
    const csv = csvRows(lines.join('\r\n'), ';');
    expect(csv.broken).toEqual(broken);
    expect(csv.rows.map(({ line }) => line)).toEqual(read);
  });

  it.each([
    [';', 'Первая строка; и правда,\nвторая; третья; четвёртая; пятая,\nи последняя; всё'],
    [',', 'Будет чай, печенье, песни,\nа ещё, кто захочет, танцы, игры, фото,\nи, конечно, 1,5 часа тишины'],
    ['\t', 'Чай, печенье,песни;танцы,\nигры,фото;сон,\nи всё'],
  ])('may have texts of many lines, beside cells set apart by %j', (delimiter, text) => {
    const file = [['Название', 'Вид', 'Кратко', 'Место'], ['Слёт', 'форум', `"${text}"`, 'Зал']].map((cells) => cells.join(delimiter)).join('\n');
    const { rows, broken } = csvRows(file, delimiter);
    expect({ broken, text: rows[1]?.cells[2] }).toEqual({ broken: [], text });
  });
});
