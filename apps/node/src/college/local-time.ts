const MINUTE_MS = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The instant at which clocks of a zone show a date and time; the earlier where they show it twice.
 * @param dateTime `YYYY-MM-DDTHH:MM`, with seconds or without, a date that exists
 * @param timeZone IANA name
 * @returns null where the clocks were put forward over that time
 */
export function instantOf(dateTime: string, timeZone: string): Date | null {
  const asUtc = Date.parse(`${dateTime}Z`);
  // What the zone's clocks are ahead half a day to either side: one of the two holds at the time itself, and nearly always they are one.
  const before = offsetAt(asUtc - 720 * MINUTE_MS, timeZone);
  const after = offsetAt(asUtc + 720 * MINUTE_MS, timeZone);
  if (before === after) return new Date(asUtc - before);
  const instants = [before, after].map((offset) => asUtc - offset).filter((instant) => clockAt(instant, timeZone) === asUtc);
  return instants.length === 0 ? null : new Date(Math.min(...instants));
}

/**
 * As `instantOf`; where the clocks were put forward over that time, as much later as they were put forward (RFC 5545, 3.3.5).
 */
export function instantAround(dateTime: string, timeZone: string): Date {
  const asUtc = Date.parse(`${dateTime}Z`);
  return instantOf(dateTime, timeZone) ?? new Date(asUtc - offsetAt(asUtc - 720 * MINUTE_MS, timeZone));
}

/** HH:MM:SS, as clocks of the zone show it at that instant. */
export function timeAt(instant: Date, timeZone: string): string {
  return new Date(clockAt(instant.getTime(), timeZone)).toISOString().slice(11, 19);
}

/** YYYY-MM-DD, as calendars of the zone show it at that instant. */
export function dayAt(instant: Date, timeZone: string): string {
  return new Date(clockAt(instant.getTime(), timeZone)).toISOString().slice(0, 10);
}

/** How far the zone's clocks are ahead of UTC, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  return clockAt(instant, timeZone) - instant;
}

/** What clocks of the zone show at an instant, as if it were UTC; both in milliseconds. */
function clockAt(instant: number, timeZone: string): number {
  const shown = new Map(formatFor(timeZone).formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const of = (type: Intl.DateTimeFormatPartTypes): number => shown.get(type) ?? 0;
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) + (((instant % 1_000) + 1_000) % 1_000);
}

/** Making a format takes a hundred times as long as using it. */
function formatFor(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  return format;
}
