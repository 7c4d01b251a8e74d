import { z } from 'zod';
import { instantOf } from '#node/college/local-time.js';
import { type ShapeTrouble, type Times, shapeTrouble } from '#node/events/event-times.js';
import type { DayAndTime } from '../day-and-time.js';
import type { ReadingContext } from '../import-kind.js';

/** What a bare day becomes in a column whose format has a time. */
const MIDNIGHT = '00:00';

/** How an event's start and end are read, as clocks at the college show them. */
export function eventTimes({ cells, college, now, words, has }: ReadingContext): z.ZodType<Times> {
  const parts = z.object({
    startsAt: cells.when,
    startTime: cells.time.nullish(),
    endsAt: has('endTime') ? cells.when.nullish() : cells.when,
    endTime: cells.time.nullish(),
  });
  return parts.transform((row, context): Times => {
    const endColumn = row.endsAt ? 'endsAt' : 'endTime';
    const startDay = row.startsAt.day;
    const startsAt = instant('startsAt', startDay, startTime());
    const endsAt = instant(endColumn, row.endsAt?.day ?? startDay, endTime());
    if (!startsAt || !endsAt) return z.NEVER;
    const trouble = shapeTrouble({ startsAt, endsAt }, now);
    if (trouble === null) return { startsAt, endsAt };
    refuse(columnOf(trouble, endColumn), words.events.times(trouble));
    return z.NEVER;

    function startTime(): Asked {
      const { time } = row.startsAt;
      if (row.startTime) return oneTime(row.startsAt, row.startTime, 'startTime');
      return time === MIDNIGHT ? { missing: words.events.midnight } : (time ?? { missing: words.events.noTime });
    }

    function endTime(): Asked {
      if (row.endTime) return oneTime(row.endsAt, row.endTime, 'endTime');
      // An event may well last until midnight; but where the start's cell is a bare day, the end's is one, too.
      const isBareDay = row.endsAt?.time === MIDNIGHT && row.endsAt.day !== null && row.startsAt.time === MIDNIGHT;
      return isBareDay ? { missing: words.events.midnight } : (row.endsAt?.time ?? { missing: words.events.noTime });
    }

    /** The time of both columns; the midnight of a bare day says none. */
    function oneTime(when: DayAndTime | null | undefined, time: string, column: string): Asked {
      const other = when?.time ?? MIDNIGHT;
      if (other !== MIDNIGHT && other !== time) refuse(column, words.events.twoTimes(other, time));
      return time;
    }

    function instant(column: string, day: string | null, time: Asked): Date | null {
      if (day === null) return refuse(column, words.events.noDay);
      if (typeof time !== 'string') return refuse(column, time.missing);
      return instantOf(`${day}T${time}`, college.timeZone) ?? refuse(column, words.events.clocksSkipped(college.timeZone));
    }

    function refuse(column: string, message: string): null {
      context.addIssue({ code: 'custom', path: [column], message });
      return null;
    }
  });
}

/** HH:MM, or what is said where there is none. */
type Asked = string | { readonly missing: string };

function columnOf(trouble: ShapeTrouble, endColumn: string): string {
  return trouble === 'TOO_FAR_AHEAD' ? 'startsAt' : endColumn;
}
