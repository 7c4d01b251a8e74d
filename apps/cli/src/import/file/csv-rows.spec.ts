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
});
