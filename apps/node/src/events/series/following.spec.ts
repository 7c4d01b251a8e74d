import { describe, expect, it } from '@jest/globals';
import { followingTimes, followingTimesProblem } from './following.js';

const series = { timeZone: 'Europe/Berlin', startsAtTime: '16:00:00', minutes: 60 };
const winter = { occurrenceOn: '2026-03-20', startsAt: new Date('2026-03-20T15:00:00Z'), endsAt: new Date('2026-03-20T16:00:00Z') };
const summer = { occurrenceOn: '2026-04-03', startsAt: new Date('2026-04-03T14:00:00Z'), endsAt: new Date('2026-04-03T15:00:00Z') };

describe('another time for the events that follow', () => {
  it('is the same time by the clock, each on its own day', () => {
    const startsAt = new Date('2026-03-20T17:30:00Z');
    expect(followingTimes(winter, winter, series, { startsAt })).toEqual({ startsAt, endsAt: new Date('2026-03-20T16:00:00Z') });
    expect(followingTimes(summer, winter, series, { startsAt, endsAt: new Date('2026-03-20T19:00:00Z') })).toEqual({
      startsAt: new Date('2026-04-03T16:30:00Z'),
      endsAt: new Date('2026-04-03T18:00:00Z'),
    });
  });

  it('without a start is another length', () => {
    expect(followingTimes(summer, winter, series, { endsAt: new Date('2026-03-20T17:00:00Z') })).toEqual({
      startsAt: summer.startsAt,
      endsAt: new Date('2026-04-03T16:00:00Z'),
    });
    expect(followingTimes(summer, winter, series, { title: 'Иначе' })).toEqual({});
  });

  it('leaves one on the day that it was moved to', () => {
    const moved = { occurrenceOn: '2026-03-27', startsAt: new Date('2026-06-01T14:00:00Z'), endsAt: new Date('2026-06-01T15:00:00Z') };
    expect(followingTimes(moved, winter, series, { startsAt: new Date('2026-03-20T17:30:00Z') }).startsAt).toEqual(new Date('2026-06-01T16:30:00Z'));
    expect(followingTimesProblem(moved, series, { startsAt: new Date('2026-06-01T09:00:00Z') })).toBeNull();
  });

  it('is not another day', () => {
    expect(followingTimesProblem(winter, series, { startsAt: new Date('2026-03-20T09:00:00Z') })).toBeNull();
    expect(followingTimesProblem(winter, series, { title: 'Иначе' })).toBeNull();
    expect(followingTimesProblem(winter, series, { startsAt: new Date('2026-03-20T23:00:00Z') })).toContain('2026-03-20');
  });
});
