import { describe, expect, it } from '@jest/globals';
import { birthTrouble } from './birth-date.js';

describe('a date of birth', () => {
  it.each([
    ['2026-11-26', 'IN_FUTURE'],
    ['2026-11-25', 'FAR_AGE'],
    ['2025-02-28', 'FAR_AGE'],
    ['2016-11-26', 'FAR_AGE'],
    ['2016-11-25', null],
    ['2009-02-28', null],
    ['1925-11-26', null],
    ['1925-11-25', 'FAR_AGE'],
    ['1900-01-01', 'FAR_AGE'],
  ])('of %s on 25 November 2026: %s', (birthDate, trouble) => {
    expect(birthTrouble(birthDate, '2026-11-25')).toBe(trouble);
  });
});
