import { describe, expect, it } from '@jest/globals';
import { minutesOf, plannedTimesProblem, timesProblem } from './event-times.js';

const NOW = new Date('2026-04-01T06:00:00Z');
const times = (starts: string, ends: string) => ({ startsAt: new Date(`2026-04-${starts}:00Z`), endsAt: new Date(`2026-04-${ends}:00Z`) });
const coming = times('18T06:00', '18T08:00');
const running = times('01T05:00', '01T08:00');

describe('the times of an event', () => {
  it('are whole minutes long', () => {
    expect(minutesOf(coming)).toBe(120);
    expect(minutesOf({ ...coming, endsAt: new Date(coming.endsAt.getTime() - 1) })).toBe(119);
  });

  it.each([
    ['later the same day', coming, times('18T10:00', '18T12:00')],
    ['longer, while it goes on', running, times('01T05:00', '01T09:00')],
    ['unchanged, though it has begun', running, running],
  ])('may become %s', (_what, before, after) => {
    expect(timesProblem(before, after, 0, NOW)).toBeNull();
  });

  it.each([
    ['an end before the start', coming, times('18T06:00', '18T05:00'), 'ends after it starts'],
    ['no length at all', coming, times('18T06:00', '18T06:00'), 'ends after it starts'],
    ['a start in the past', coming, times('01T05:59', '18T08:00'), 'start in the past'],
    ['another start once it has begun', running, times('18T06:00', '18T08:00'), 'has begun'],
    ['an end in the past', running, times('01T05:00', '01T06:00'), 'end in the past'],
    ['a start in another age', coming, { startsAt: new Date('2031-04-18T06:00:00Z'), endsAt: new Date('2031-04-18T08:00:00Z') }, 'within five years'],
    ['years', coming, { ...coming, endsAt: new Date('2036-04-18T08:00:00Z') }, 'a year at most'],
  ])('may not become %s', (_what, before, after, problem) => {
    expect(timesProblem(before, after, 0, NOW)).toMatch(problem);
  });

  it('may not become shorter than what somebody is credited with', () => {
    expect(timesProblem(running, times('01T05:00', '01T07:00'), 121, NOW)).toMatch('121 minutes');
    expect(timesProblem(running, times('01T05:00', '01T07:00'), 120, NOW)).toBeNull();
  });
});

describe('the times of an event that is planned', () => {
  const from = (startsAt: string, endsAt: string) => plannedTimesProblem({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) }, NOW);

  it('are a year back at most, and five ahead', () => {
    expect(from('2025-04-01T06:00:00Z', '2025-04-01T08:00:00Z')).toBeNull();
    expect(from('2031-04-01T06:00:00Z', '2031-04-01T08:00:00Z')).toBeNull();
  });

  it.each([
    ['the year 0', '0000-01-01T00:00:00Z', '0000-01-01T01:00:00Z', 'a year ago'],
    ['two years ago', '2024-04-01T06:00:00Z', '2024-04-01T08:00:00Z', 'a year ago'],
    ['the year 9999', '9999-01-01T00:00:00Z', '9999-01-01T01:00:00Z', 'within five years'],
    ['an end before the start', '2026-04-18T06:00:00Z', '2026-04-18T05:00:00Z', 'ends after it starts'],
    ['years on end', '2026-04-18T06:00:00Z', '2028-04-18T06:00:00Z', 'a year at most'],
  ])('are not %s', (_what, startsAt, endsAt, problem) => {
    expect(from(startsAt, endsAt)).toMatch(problem);
  });
});
