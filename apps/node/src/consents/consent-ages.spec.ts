import { describe, expect, it } from '@jest/globals';
import { dayAt } from '../college/local-time.js';
import { ageOn } from './consent-ages.js';

describe('row 37: how old somebody is', () => {
  it.each([
    ['2008-11-26', '2026-11-25', 17],
    ['2008-11-26', '2026-11-26', 18],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2008-02-29', '2028-02-28', 19],
    ['2008-02-29', '2028-02-29', 20],
    ['2008-12-31', '2026-12-30', 17],
    ['2008-01-01', '2026-01-01', 18],
  ])('born on %s, on %s: %i', (born, day, age) => {
    expect(ageOn(born, day)).toBe(age);
  });

  it.each([
    ['Europe/Samara', '2026-11-25T19:59:59Z', '2026-11-25'],
    ['Europe/Samara', '2026-11-25T20:00:00Z', '2026-11-26'],
    ['Europe/Moscow', '2026-11-25T20:30:00Z', '2026-11-25'],
    ['Asia/Kamchatka', '2026-11-25T12:00:00Z', '2026-11-26'],
    ['America/New_York', '2026-11-26T04:59:00Z', '2026-11-25'],
  ])('in %s at %s it is %s', (zone, moment, day) => {
    expect(dayAt(new Date(moment), zone)).toBe(day);
  });
});
