import { describe, expect, it } from '@jest/globals';
import { CollegeEntity } from '#node/college/college.entity.js';
import { cellsIn } from '../cells.js';
import { english } from '../words/words.en.js';
import { eventTimes } from './event-times.js';

function times(row: Record<string, string>, timeZone = 'Europe/Samara'): unknown {
  const college = Object.assign(new CollegeEntity(), { code: 'chhtt', timeZone });
  const schema = eventTimes({ cells: cellsIn(english.cells), college, now: new Date('2026-11-25T12:00:00Z'), today: '2026-11-25', words: english, has: (column) => column in row });
  const parsed = schema.safeParse(row);
  if (!parsed.success) return parsed.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`);
  return [parsed.data.startsAt.toISOString(), parsed.data.endsAt.toISOString()];
}

describe('when an event is', () => {
  it.each<[Record<string, string>]>([
    [{ startsAt: '18.04.2027 10:00', endsAt: '18.04.2027 12:30' }],
    [{ startsAt: '18.04.2027 10:00', endsAt: '12:30' }],
    [{ startsAt: '18.04.2027', startTime: '10:00', endTime: '12:30' }],
    [{ startsAt: '18.04.2027 0:00', startTime: '10:00', endsAt: '18.04.2027 0:00', endTime: '12:30' }],
    [{ startsAt: '18.04.2027 10:00', startTime: '10.00', endsAt: '18.04.2027', endTime: '12.30' }],
    [{ startsAt: '2027-04-18T10:00', endsAt: '2027-04-18T12:30:00' }],
  ])('may be written %j', (row) => {
    expect(times(row)).toEqual(['2027-04-18T06:00:00.000Z', '2027-04-18T08:30:00.000Z']);
  });

  it.each<[Record<string, string>, string]>([
    [{ startsAt: '18.04.2027', endsAt: '12:30' }, `startsAt: ${english.events.noTime}`],
    [{ startsAt: '10:00', endsAt: '12:30' }, `startsAt: ${english.events.noDay}`],
    [{ startsAt: '18.04.2027 10:00', endsAt: '18.04.2027' }, `endsAt: ${english.events.noTime}`],
    [{ startsAt: '18.04.2027 10:00', endsAt: '10:00' }, `endsAt: ${english.events.times('ENDS_TOO_EARLY')}`],
    [{ startsAt: '18.04.2027', startTime: '10:00', endTime: '9:00' }, `endTime: ${english.events.times('ENDS_TOO_EARLY')}`],
    [{ startsAt: '31.02.2027 10:00', endsAt: '12:30' }, `startsAt: ${english.cells.when('NO_SUCH_DAY', '31.02.2027 10:00')}`],
    [{ startsAt: '18.04.2027 10:00' }, `endsAt: ${english.cells.required}`],
    [{ startsAt: '18.04.2027 10:00', endsAt: '18.04.2028 17:00' }, `endsAt: ${english.events.times('TOO_LONG')}`],
    [{ startsAt: '18.04.2072 10:00', endsAt: '18.04.2072 17:00' }, `startsAt: ${english.events.times('TOO_FAR_AHEAD')}`],
    [{ startsAt: '18.04.2027 10:00', endsAt: '19.04' }, `endsAt: ${english.cells.when('NO_YEAR', '19.04')}`],
    [{ startsAt: '18.04.2027 13:30', startTime: '14:00', endTime: '15:00' }, `startTime: ${english.events.twoTimes('13:30', '14:00')}`],
    [{ startsAt: '18.04.2027 13:30', endsAt: '18.04.2027 15:00', endTime: '16:00' }, `endTime: ${english.events.twoTimes('15:00', '16:00')}`],
    [{ startsAt: '18.04.2027 0:00:00', endsAt: '19.04.2027 0:00:00' }, `startsAt: ${english.events.midnight}`],
    [{ startsAt: '18.04.2027 0:00:00', startTime: '10:00', endsAt: '19.04.2027 0:00:00' }, `endsAt: ${english.events.midnight}`],
  ])('cannot be %j', (row, problem) => {
    expect(times(row)).toContain(problem);
  });

  it('is a year long and five years ahead at most, as in the node, and may be long ago', () => {
    expect(times({ startsAt: '18.04.2027 10:00', endsAt: '18.04.2028 10:00' })).toEqual(['2027-04-18T06:00:00.000Z', '2028-04-18T06:00:00.000Z']);
    expect(times({ startsAt: '25.11.2031 10:00', endsAt: '12:00' })).toEqual(['2031-11-25T06:00:00.000Z', '2031-11-25T08:00:00.000Z']);
    expect(times({ startsAt: '18.04.2009 10:00', endsAt: '12:00' })).toEqual(['2009-04-18T05:00:00.000Z', '2009-04-18T07:00:00.000Z']);
  });

  it('begins at midnight where a column of its own says so, and may last until midnight', () => {
    const midnight = ['2027-04-17T20:00:00.000Z', '2027-04-18T20:00:00.000Z'];
    expect(times({ startsAt: '18.04.2027', startTime: '00:00', endsAt: '19.04.2027', endTime: '0:00' })).toEqual(midnight);
    expect(times({ startsAt: '17.04.2027 20:00', endsAt: '18.04.2027 0:00' })).toEqual(['2027-04-17T16:00:00.000Z', '2027-04-17T20:00:00.000Z']);
  });

  it('is told by the college’s clocks, which may show a time twice or never', () => {
    expect(times({ startsAt: '25.10.2026 2:30', endsAt: '4:00' }, 'Europe/Berlin')).toEqual(['2026-10-25T00:30:00.000Z', '2026-10-25T03:00:00.000Z']);
    expect(times({ startsAt: '29.03.2026 2:30', endsAt: '4:00' }, 'Europe/Berlin')).toEqual([`startsAt: ${english.events.clocksSkipped('Europe/Berlin')}`]);
  });
});
