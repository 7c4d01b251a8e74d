import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isDateTime } from './scalar-texts.js';

describe('a DateTime', () => {
  it('is any moment as JavaScript writes it, with or without its milliseconds, and with an offset', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }), (moment) => {
        const text = moment.toISOString();
        expect([text, text.replace(/\.\d+/, ''), text.replace('Z', '+04:00'), text.toLowerCase()].map(isDateTime)).toEqual([true, true, true, true]);
      }),
    );
  });

  it.each([
    '2027-02-29T10:00:00Z',
    '2027-02-30T10:00:00.000Z',
    '2027-04-31T10:00:00Z',
    '2027-13-01T10:00:00Z',
    '2027-00-10T10:00:00.000Z',
    '2027-01-00T10:00:00.000Z',
    '0000-01-01T10:00:00.000Z',
    '2027-01-01T25:00:00Z',
    '2027-01-01T10:60:00Z',
    '2027-01-01T10:00:60.000Z',
    '2027-01-01T10:00:00',
    '2027-01-01T10:00Z',
    '2027-01-01 10:00:00Z',
    ' 2027-01-01T10:00:00.000Z',
    '2027-01-01T10:00:00.000Z\n',
    '2027-01-01',
    '',
  ])('is not %j', (text) => {
    expect(isDateTime(text)).toBe(false);
  });

  it('may be the 29th of February where there is one, and the hour that ends a day', () => {
    expect(['2028-02-29T10:00:00Z', '2027-01-01T24:00:00Z'].map(isDateTime)).toEqual([true, true]);
  });
});
