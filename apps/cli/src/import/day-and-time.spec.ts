import { describe, expect, it } from '@jest/globals';
import { dayAndTime, timeAlone } from './day-and-time.js';

describe('a cell with a day or a time', () => {
  it.each([
    ['28.02.2009', '2009-02-28', null],
    ['1.9.2010', '2010-09-01', null],
    ['29.02.2008', '2008-02-29', null],
    ['2009-02-28', '2009-02-28', null],
    ['28.02.2009 г.', '2009-02-28', null],
    ['18.04.2027 9:30', '2027-04-18', '09:30'],
    ['18.04.2027, 09:30:00', '2027-04-18', '09:30'],
    ['2027-04-18T09:30', '2027-04-18', '09:30'],
    ['2027-04-18 09:30:00.000', '2027-04-18', '09:30'],
    ['9:30', null, '09:30'],
  ])('%s is read', (cell, day, time) => {
    expect(dayAndTime(cell)).toEqual({ day, time });
  });

  it.each([
    ['31.02.2009', 'NO_SUCH_DAY'],
    ['29.02.2009', 'NO_SUCH_DAY'],
    ['2009-13-01', 'NO_SUCH_DAY'],
    ['00.01.2009', 'NO_SUCH_DAY'],
    ['28.02.0000', 'NO_SUCH_DAY'],
    ['28.02.09', 'SHORT_YEAR'],
    ['18.04.2027 24:00', 'NO_SUCH_TIME'],
    ['12:60', 'NO_SUCH_TIME'],
    ['09.30', 'NO_YEAR'],
    ['18.4', 'NO_YEAR'],
    ['39872', 'EXCEL_NUMBER'],
    ['46130,4166666667', 'EXCEL_NUMBER'],
    ['########', 'EXCEL_HASHES'],
    ['03/04/2009', 'NOT_WRITTEN_SO'],
    ['28.02.20091', 'NOT_WRITTEN_SO'],
    ['весной', 'NOT_WRITTEN_SO'],
    ['18.04.2027 утром', 'NOT_WRITTEN_SO'],
    ['2027-04-18T09:30Z', 'NOT_WRITTEN_SO'],
  ])('%s is refused: %s', (cell, trouble) => {
    expect(dayAndTime(cell)).toBe(trouble);
  });

  it('is a time, with a dot, too, in a column of times alone', () => {
    expect(['09.30', '9:30', '28.02.2009'].map(timeAlone)).toEqual([{ day: null, time: '09:30' }, { day: null, time: '09:30' }, { day: '2009-02-28', time: null }]);
    expect(timeAlone('31.12')).toBe('NO_SUCH_TIME');
  });
});
