import { addressLine, contentLine, textLine } from './content-line.js';

/** How sure an entry is (RFC 5545 §3.8.1.11). */
export type CalendarStatus = 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED';

/** One event, as a calendar shows it. */
export interface CalendarEntry {
  /** Global id of the event: the same in every calendar that has it. */
  readonly id: string;
  readonly title: string;
  readonly description: string | null;
  readonly place: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly status: CalendarStatus;
  /** Grows with each change of what is above (RFC 5545 §3.8.7.4). */
  readonly sequence: number;
  /** When it changed last. */
  readonly changedAt: Date;
  /** Where to meet online. */
  readonly url?: string | null;
}

/** What a calendar says of itself. */
export interface CalendarAbout {
  readonly name: string;
  readonly description: string;
}

/** How soon a calendar program should look again. */
const LOOK_AGAIN = 'PT1H';

/** Years of five digits are in no calendar. */
const LATEST = Date.UTC(9999, 11, 31);
const EARLIEST = Date.parse('0001-01-01T00:00:00Z'); // Date.UTC takes the year 1 for 1901

/**
 * A calendar as a file (iCalendar, RFC 5545, with RFC 7986's name). Its events are in UTC, each by itself, so that a program
 * needs no time zones of ours. The text changes only when something in it does.
 * @param events each as `eventText` gave it
 */
export function calendarText({ name, description }: CalendarAbout, events: readonly string[]): string {
  const head = [
    contentLine('BEGIN', 'VCALENDAR'),
    contentLine('VERSION', '2.0'),
    contentLine('PRODID', '-//Dobroset//Dobroset//RU'),
    textLine('NAME', name),
    textLine('X-WR-CALNAME', name),
    textLine('X-WR-CALDESC', description),
    contentLine('REFRESH-INTERVAL;VALUE=DURATION', LOOK_AGAIN),
    contentLine('X-PUBLISHED-TTL', LOOK_AGAIN),
  ];
  return [...head, ...events, contentLine('END', 'VCALENDAR')].join('');
}

/** One event, as it stands within a calendar. */
export function eventText({ id, title, description, place, startsAt, endsAt, status, sequence, changedAt, url }: CalendarEntry): string {
  return [
    contentLine('BEGIN', 'VEVENT'),
    textLine('UID', `${id}@dobroset`),
    contentLine('SEQUENCE', String(sequence)),
    // Without a METHOD it says when the event was last revised (RFC 5545 §3.8.7.2).
    contentLine('DTSTAMP', moment(changedAt)),
    contentLine('DTSTART', moment(startsAt)),
    contentLine('DTEND', moment(endsAt)),
    textLine('SUMMARY', title),
    ...(place ? [textLine('LOCATION', place)] : []),
    ...(description ? [textLine('DESCRIPTION', description)] : []),
    ...(url ? [addressLine('URL', url)] : []),
    contentLine('STATUS', status),
    contentLine('LAST-MODIFIED', moment(changedAt)),
    contentLine('END', 'VEVENT'),
  ].join('');
}

function moment(date: Date): string {
  const time = Math.max(EARLIEST, Math.min(date.getTime(), LATEST));
  return new Date(time).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
}
