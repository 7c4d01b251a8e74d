import { describe, expect, it } from '@jest/globals';
import { lastWholeMonth } from './last-whole-month.js';

describe('the last month that is whole everywhere', () => {
  it.each([
    ['2026-11-24T12:00:00Z', '2026-10'],
    ['2027-01-01T00:00:00Z', '2026-12'],
    // Past midnight in Samara, and not yet in Moscow; past midnight there, and not yet by UTC.
    ['2026-11-30T20:30:00Z', '2026-10'],
    ['2026-11-30T23:59:59Z', '2026-10'],
    ['2026-12-01T00:00:00Z', '2026-11'],
    ['2028-03-31T10:00:00Z', '2028-02'],
  ])('at %s is %s', (moment, month) => {
    expect(lastWholeMonth(new Date(moment))).toBe(month);
  });
});
