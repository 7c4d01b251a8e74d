import { describe, expect, it } from '@jest/globals';
import { MOST_AHEAD, eventSeriesPolicy } from './event-series.policy.js';

describe('events of a series that are made ahead', () => {
  const now = new Date('2026-09-01T21:00:00Z');

  it('are those of half a year, by the calendar of the series', () => {
    expect(eventSeriesPolicy.horizon('2026-08-01', 'Europe/Samara', now)).toBe('2027-03-04');
    expect(eventSeriesPolicy.horizon('2026-08-01', 'UTC', now)).toBe('2027-03-03');
  });

  it('of a series that begins later, of half a year from there', () => {
    expect(eventSeriesPolicy.horizon('2027-01-01', 'UTC', now)).toBe('2027-07-03');
  });

  it('are so many at most, and none from the day on which the series ends', () => {
    const days = Array.from({ length: 100 }, (_, ordinal) => eventSeriesPolicy.dayAfter('2026-09-01', ordinal));
    expect(eventSeriesPolicy.toMake(days, 0, null)).toEqual(days.slice(0, MOST_AHEAD));
    expect(eventSeriesPolicy.toMake(days, 58, null)).toEqual(days.slice(0, 2));
    expect(eventSeriesPolicy.toMake(days, 100, null)).toEqual([]);
    expect(eventSeriesPolicy.toMake(days, 0, '2026-09-03')).toEqual(['2026-09-01', '2026-09-02']);
  });
});
