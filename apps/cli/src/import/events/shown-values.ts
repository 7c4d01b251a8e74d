import { dayAt, timeAt } from '#node/college/local-time.js';
import type { Times } from '#node/events/event-times.js';
import type { ImportWords } from '../words/words.js';
import { shownDay } from '../words/shown-day.js';
import { short } from '../words/shown.js';
import type { EventField, EventValues } from './event-values.js';
import { eventAudiences, eventFormats, eventKinds, eventStatuses } from './event-words.js';

/** What an event has in a field, as a cell of the file would say it. */
export function shownValue(values: EventValues, field: EventField, { language }: ImportWords, timeZone: string): string {
  switch (field) {
    case 'kind':
      return short(eventKinds.wordFor(values.kind, language));
    case 'format':
      return short(eventFormats.wordFor(values.format, language));
    case 'audience':
      return short(eventAudiences.wordFor(values.audience, language));
    case 'status':
      return short(eventStatuses.wordFor(values.status, language));
    case 'times':
      return short(shownTimes(values.times, timeZone));
    case 'tags':
    case 'coHosts':
      return short(values[field].join(', ') || '-');
    case 'capacity':
      return short(String(values.capacity ?? '-'));
    default:
      return short(values[field] ?? '-');
  }
}

/** From when to when, by the clocks there. */
export function shownTimes({ startsAt, endsAt }: Times, timeZone: string): string {
  return `${shownInstant(startsAt, timeZone)} – ${shownInstant(endsAt, timeZone)}`;
}

function shownInstant(instant: Date, timeZone: string): string {
  return `${shownDay(dayAt(instant, timeZone))} ${timeAt(instant, timeZone).slice(0, 5)}`;
}
