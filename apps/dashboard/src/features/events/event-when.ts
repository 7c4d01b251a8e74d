import { formattingLocale } from '../../lib/language.js';

export interface EventTimes {
  readonly startsAt: string;
  readonly endsAt: string;
  /** IANA name. */
  readonly timeZone: string;
}

/** The clock of the place, where it differs from the reader's own. */
export interface PlaceClock {
  /** «UTC+4»: browsers do not know every zone's name in every language. */
  readonly offset: string;
  /** The same time on the reader's clock. */
  readonly yours: string;
}

export interface EventWhen {
  readonly weekday: string;
  readonly day: string;
  readonly month: string;
  /** In whole words, for a heading: «Декабрь 2026». */
  readonly monthAndYear: string;
  /** The times on the event's own clock, with dates where it lasts over midnight. */
  readonly time: string;
  readonly elsewhere: PlaceClock | null;
}

const hours = { hour: '2-digit', minute: '2-digit' } as const;
const daysAndHours = { day: 'numeric', month: 'long', ...hours } as const;

/** Says when an event is, on its own clock; or null where a node gave no time that makes sense. */
export function eventWhen({ startsAt, endsAt, timeZone }: EventTimes, language: string, readersZone: string): EventWhen | null {
  const start = new Date(startsAt);
  const end = new Date(endsAt);
  if (Number.isNaN(start.getTime()) || Number.isNaN(end.getTime()) || end < start) return null;

  const locale = formattingLocale(language);
  const zone = isZone(timeZone) ? timeZone : 'UTC';
  const say = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }).format(start);
  return {
    weekday: say({ weekday: 'short' }),
    day: say({ day: 'numeric' }),
    month: say({ month: 'short' }).replace('.', ''),
    monthAndYear: capitalised(`${say({ month: 'long' })} ${say({ year: 'numeric' })}`),
    time: range(start, end, locale, zone, daysTouched(start, end, zone) > 1),
    elsewhere: sameClock(start, zone, readersZone)
      ? null
      : {
          offset: offset(start, zone),
          // «23:00» alone would send a reader whose date is another one a day late.
          yours: range(start, end, locale, readersZone, daysTouched(start, end, zone, readersZone) > 1),
        },
  };
}

/** From when to when, on the clock of a zone. */
function range(start: Date, end: Date, locale: string, timeZone: string, withDates: boolean): string {
  return new Intl.DateTimeFormat(locale, { timeZone, ...(withDates ? daysAndHours : hours) }).formatRange(start, end);
}

/** The days of the calendar that an event touches, in these zones. */
function daysTouched(start: Date, end: Date, ...zones: string[]): number {
  return new Set(zones.flatMap((zone) => [dayIn(start, zone), dayIn(end, zone)])).size;
}

function dayIn(date: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(date);
}

function offset(date: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(date);
  return (parts.find(({ type }) => type === 'timeZoneName')?.value ?? '').replace('GMT', 'UTC');
}

function sameClock(date: Date, one: string, other: string): boolean {
  return offset(date, one) === offset(date, other);
}

function isZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
