import { describe, expect, it } from '@jest/globals';
import { minutesOf, timesProblem } from './event-times.js';

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
    ['years', coming, { ...coming, endsAt: new Date('2036-04-18T08:00:00Z') }, 'a year at most'],
  ])('may not become %s', (_what, before, after, problem) => {
    expect(timesProblem(before, after, 0, NOW)).toMatch(problem);
  });

  it('may not become shorter than what somebody is credited with', () => {
    expect(timesProblem(running, times('01T05:00', '01T07:00'), 121, NOW)).toMatch('121 minutes');
    expect(timesProblem(running, times('01T05:00', '01T07:00'), 120, NOW)).toBeNull();
  });
});
