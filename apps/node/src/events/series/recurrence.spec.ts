import { describe, expect, it } from '@jest/globals';
import { instantAround } from '../../college/local-time.js';
import { daysOf, ruleOf } from './recurrence.js';

describe('a rule', () => {
  it.each([
    ['FREQ=WEEKLY;BYDAY=FR', 'FREQ=WEEKLY;BYDAY=FR'],
    [' rrule:freq=monthly;byday=-1FR ', 'FREQ=MONTHLY;BYDAY=-1FR'],
    ['FREQ=DAILY;INTERVAL=2;COUNT=10', 'FREQ=DAILY;INTERVAL=2;COUNT=10'],
  ])('is taken: %s', (text, kept) => {
    expect(ruleOf(text)).toBe(kept);
  });

  it.each([
    ['nothing', '', 'must not be empty'],
    ['no rule', 'каждую пятницу', 'must be a rule of RFC 5545'],
    ['a rule of hours', 'FREQ=HOURLY', 'must have FREQ as one of'],
    ['a rule of seconds', 'FREQ=SECONDLY;COUNT=5', 'must have FREQ as one of'],
    ['no frequency', 'BYDAY=FR', 'must have FREQ as one of'],
    ['hours within a day', 'FREQ=DAILY;BYHOUR=9,10', 'must be a rule of RFC 5545'],
    ['another calendar', 'RSCALE=CHINESE;FREQ=YEARLY', 'must be a rule of RFC 5545'],
    ['a part twice', 'FREQ=DAILY;FREQ=WEEKLY', 'must have each part once'],
    ['two ends', 'FREQ=DAILY;COUNT=2;UNTIL=20270101T000000Z', 'must not have both'],
    ['row 55: a second line', 'FREQ=DAILY\nEXDATE:20270101T000000Z', 'must be a rule of RFC 5545'],
    ['row 55: a NUL', 'FREQ=DAILY\0', 'NUL'],
    ['an endless one', `FREQ=WEEKLY;BYDAY=${'MO,'.repeat(100)}MO`, 'at most 200'],
  ])('is not taken: %s', (_what, text, problem) => {
    expect(() => ruleOf(text)).toThrow(problem);
  });
});

describe('the days of a rule', () => {
  const days = (rule: string, from = '2026-03-20', through = '2026-05-01', firstAtTime: string | null = null) =>
    daysOf({ rule, firstOn: '2026-03-20', startsAtTime: '16:00:00', firstAtTime, timeZone: 'Europe/Berlin' }, from, through);

  it('are days of the calendar, whatever the clocks do', () => {
    const found = days('FREQ=WEEKLY', '2026-03-20', '2026-04-03');
    expect(found).toEqual(['2026-03-20', '2026-03-27', '2026-04-03']);
    const starts = found.map((day) => instantAround(`${day}T16:00:00`, 'Europe/Berlin').toISOString());
    expect(starts).toEqual(['2026-03-20T15:00:00.000Z', '2026-03-27T15:00:00.000Z', '2026-04-03T14:00:00.000Z']);
  });

  it('count from the first, wherever one looks', () => {
    expect(days('FREQ=WEEKLY;COUNT=3', '2026-03-27', '2027-01-01')).toEqual(['2026-03-27', '2026-04-03']);
    expect(days('FREQ=WEEKLY;INTERVAL=2', '2026-03-21', '2026-04-20')).toEqual(['2026-04-03', '2026-04-17']);
    expect(days('FREQ=WEEKLY;UNTIL=20260410T140000Z', '2026-04-01', '2026-12-31')).toEqual(['2026-04-03', '2026-04-10']);
    expect(days('FREQ=MONTHLY;BYDAY=-1FR')).toEqual(['2026-03-27', '2026-04-24']);
  });

  it('end with the hour that the rule began with', () => {
    const rule = 'FREQ=WEEKLY;UNTIL=20260410T120000Z';
    expect(days(rule)).toEqual(['2026-03-20', '2026-03-27', '2026-04-03']);
    expect(days(rule, '2026-04-01', '2026-05-01', '14:00:00')).toEqual(['2026-04-03', '2026-04-10']);
  });

  it('may be none, and finding that out takes no time', () => {
    const before = Date.now();
    expect(days('FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', '2026-03-20', '2036-01-01')).toEqual([]);
    expect(Date.now() - before).toBeLessThan(5_000);
  });

  it.each(['FREQ=DAILY;INTERVAL=0', 'FREQ=WEEKLY;BYDAY=XX', 'FREQ=DAILY;UNTIL=X'])('are not those of a rule that says nothing: %s', (rule) => {
    expect(() => days(rule)).toThrow('input.recurrence: must be a rule of RFC 5545');
  });
});
