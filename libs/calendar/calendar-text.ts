import { type ICalEventData, ICalCalendar, ICalEventStatus } from 'ical-generator';

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

const PRODUCT = { company: 'Dobroset', product: 'Dobroset', language: 'RU' };

/** How soon a calendar program should look again. */
const LOOK_AGAIN_SECONDS = 3_600;

const STATUSES: Readonly<Record<CalendarStatus, ICalEventStatus>> = {
  CONFIRMED: ICalEventStatus.CONFIRMED,
  TENTATIVE: ICalEventStatus.TENTATIVE,
  CANCELLED: ICalEventStatus.CANCELLED,
};

const FIRST_EVENT = 'BEGIN:VEVENT';
const END = 'END:VCALENDAR';

/**
 * A calendar as a file (iCalendar, RFC 5545, with RFC 7986's name). Its events are in UTC, each by itself, so that a program
 * needs no time zones of ours. The text changes only when something in it does.
 * @param events what `eventsText` gave, of however many
 */
export function calendarText(about: CalendarAbout, events: readonly string[]): string {
  const calendar = new ICalCalendar({ ...about, prodId: PRODUCT, ttl: LOOK_AGAIN_SECONDS });
  const text = calendar.toString();
  return `${text.slice(0, -END.length)}${events.join('')}${END}\r\n`;
}

/** The events alone, as they stand within a calendar. */
export function eventsText(entries: readonly CalendarEntry[]): string {
  if (entries.length === 0) return '';
  const text = new ICalCalendar({ prodId: PRODUCT, events: entries.map(eventOf) }).toString();
  return text.slice(text.indexOf(FIRST_EVENT), -END.length);
}

function eventOf({ id, title, description, place, startsAt, endsAt, status, sequence, changedAt, url }: CalendarEntry): ICalEventData {
  return {
    id: `${id}@dobroset`,
    summary: title,
    description,
    location: place,
    start: startsAt,
    end: endsAt,
    status: STATUSES[status],
    sequence,
    // Without a METHOD it says when the event was last revised (RFC 5545 §3.8.7.2).
    stamp: changedAt,
    lastModified: changedAt,
    url: url ?? null,
  };
}
