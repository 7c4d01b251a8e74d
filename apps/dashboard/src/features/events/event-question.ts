import type { EventFilters } from './event-filters.js';
import type { EventFormat, EventKind } from './event-vocabulary.js';

/** The part of the graph's `EventFilter` that the page uses. */
export interface EventQuestion {
  readonly from: string;
  readonly to?: string;
  readonly kinds?: EventKind[];
  readonly formats?: EventFormat[];
  readonly colleges?: string[];
  readonly text?: string;
  readonly withFreePlaces?: true;
}

/**
 * What to ask the graph: events that begin from now on, or in the days named, which are days of whoever looks.
 * Colleges that the network does not know are left out: a link may be older than the network is today.
 */
export function eventQuestion(filters: EventFilters, known: readonly string[], now: Date): EventQuestion {
  const colleges = filters.colleges.filter((code) => known.includes(code));
  return {
    from: (filters.from === null ? now : startOf(filters.from, 0)).toISOString(),
    ...(filters.to !== null && { to: new Date(startOf(filters.to, 1).getTime() - 1).toISOString() }),
    ...(filters.kinds.length > 0 && { kinds: [...filters.kinds] }),
    ...(filters.formats.length > 0 && { formats: [...filters.formats] }),
    ...(colleges.length > 0 && { colleges }),
    ...(filters.text !== '' && { text: filters.text }),
    ...(filters.freePlaces && { withFreePlaces: true as const }),
  };
}

/** The first moment, on this computer's clock, of a day or of one some days later. */
function startOf(day: string, daysLater: number): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + daysLater);
}
