import { describe, expect, it } from '@jest/globals';
import { CollegeEntity } from '#node/college/college.entity.js';
import { cellsIn } from '../cells.js';
import { english } from '../words/words.en.js';
import { eventTimes } from './event-times.js';

function times(row: Record<string, string>, timeZone = 'Europe/Samara'): unknown {
  const college = Object.assign(new CollegeEntity(), { code: 'chhtt', timeZone });
  const schema = eventTimes({ cells: cellsIn(english.cells), college, today: '2026-11-25', words: english, has: (column) => column in row });
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
    [{ startsAt: '2027-04-18T10:00', endsAt: '2027-04-18T12:30:00' }],
  ])('may be written %j', (row) => {
    expect(times(row)).toEqual(['2027-04-18T06:00:00.000Z', '2027-04-18T08:30:00.000Z']);
  });

  it.each<[Record<string, string>, string]>([
    [{ startsAt: '18.04.2027', endsAt: '12:30' }, `startsAt: ${english.events.noTime}`],
    [{ startsAt: '10:00', endsAt: '12:30' }, `startsAt: ${english.events.noDay}`],
    [{ startsAt: '18.04.2027 10:00', endsAt: '18.04.2027' }, `endsAt: ${english.events.noTime}`],
    [{ startsAt: '18.04.2027 10:00', endsAt: '10:00' }, `endsAt: ${english.events.endsTooEarly}`],
    [{ startsAt: '18.04.2027', startTime: '10:00', endTime: '9:00' }, `endTime: ${english.events.endsTooEarly}`],
    [{ startsAt: '31.02.2027 10:00', endsAt: '12:30' }, `startsAt: ${english.cells.when('NO_SUCH_DAY', '31.02.2027 10:00')}`],
    [{ startsAt: '18.04.2027 10:00' }, `endsAt: ${english.cells.required}`],
  ])('cannot be %j', (row, problem) => {
    expect(times(row)).toContain(problem);
  });

  it('is told by the college’s clocks, which may show a time twice or never', () => {
    expect(times({ startsAt: '25.10.2026 2:30', endsAt: '4:00' }, 'Europe/Berlin')).toEqual(['2026-10-25T00:30:00.000Z', '2026-10-25T03:00:00.000Z']);
    expect(times({ startsAt: '29.03.2026 2:30', endsAt: '4:00' }, 'Europe/Berlin')).toEqual([`startsAt: ${english.events.clocksSkipped('Europe/Berlin')}`]);
  });
});
