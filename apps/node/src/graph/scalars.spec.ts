import { describe, expect, it } from '@jest/globals';
import { Kind } from 'graphql';
import { DateTime, LocalDate, Month } from './scalars.js';

describe('DateTime', () => {
  it.each([
    ['2026-04-18T10:00:00+04:00', '2026-04-18T06:00:00.000Z'],
    ['2026-04-18T06:00:00Z', '2026-04-18T06:00:00.000Z'],
    ['2026-04-18t06:00:00.1234567z', '2026-04-18T06:00:00.123Z'],
    ['2024-02-29T00:00:00-11:30', '2024-02-29T11:30:00.000Z'],
  ])('reads %s', (written, meant) => {
    expect(DateTime.serialize(DateTime.parseValue(written))).toBe(meant);
  });

  it.each(['2026-04-18', '2026-04-18T10:00:00', '2026-02-30T10:00:00Z', '2026-13-01T10:00:00Z', '2026-04-18T25:00:00Z', '0000-01-01T00:00:00Z', '', 0, null, {}])(
    'refuses %j',
    (value) => {
      expect(() => DateTime.parseValue(value)).toThrow('A DateTime is written with its offset');
    },
  );

  it('reads text alone from a document', () => {
    expect(() => DateTime.parseLiteral({ kind: Kind.INT, value: '2026' })).toThrow();
    expect(DateTime.parseLiteral({ kind: Kind.STRING, value: '2026-04-18T06:00:00Z' })).toEqual(new Date('2026-04-18T06:00:00Z'));
  });
});

describe('Date', () => {
  it('is a day that exists', () => {
    expect(LocalDate.parseValue('2008-02-29')).toBe('2008-02-29');
    for (const value of ['2009-02-29', '2009-2-3', '2009-02-03T00:00:00Z', '', 20090203]) {
      expect(() => LocalDate.parseValue(value)).toThrow('A Date is a day that exists');
    }
  });
});

describe('Month', () => {
  it('is one of twelve', () => {
    expect(Month.parseValue('2026-12')).toBe('2026-12');
    for (const value of ['2026-13', '2026-00', '2026-1', '2026-01-01', '', 202601]) {
      expect(() => Month.parseValue(value)).toThrow('A Month is written as in 2026-04.');
    }
  });
});
