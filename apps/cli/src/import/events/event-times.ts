import { z } from 'zod';
import { instantOf } from '#node/college/local-time.js';
import type { DayAndTime } from '../day-and-time.js';
import type { ReadingContext } from '../import-kind.js';

export interface EventTimes {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** How an event's start and end are read, as clocks at the college show them. */
export function eventTimes({ cells, college, words, has }: ReadingContext): z.ZodType<EventTimes> {
  const parts = z.object({
    startsAt: cells.when,
    startTime: cells.time.nullish(),
    endsAt: has('endTime') ? cells.when.nullish() : cells.when,
    endTime: cells.time.nullish(),
  });
  return parts.transform((row, context): EventTimes => {
    const startDay = row.startsAt.day;
    const startsAt = instant('startsAt', startDay, timeOf(row.startsAt, row.startTime));
    const endsAt = instant(row.endsAt ? 'endsAt' : 'endTime', row.endsAt?.day ?? startDay, timeOf(row.endsAt, row.endTime));
    if (startsAt && endsAt && endsAt > startsAt) return { startsAt, endsAt };
    if (startsAt && endsAt) refuse(row.endsAt ? 'endsAt' : 'endTime', words.events.endsTooEarly);
    return z.NEVER;

    function instant(column: string, day: string | null, time: string | null): Date | null {
      if (day === null) return refuse(column, words.events.noDay);
      if (time === null) return refuse(column, words.events.noTime);
      return instantOf(`${day}T${time}`, college.timeZone) ?? refuse(column, words.events.clocksSkipped(college.timeZone));
    }

    function refuse(column: string, message: string): null {
      context.addIssue({ code: 'custom', path: [column], message });
      return null;
    }
  });
}

/** Excel writes a bare day as midnight where the column has a format with a time: then the column of the time has it. */
function timeOf(when: DayAndTime | null | undefined, time: string | null | undefined): string | null {
  return time ?? when?.time ?? null;
}
