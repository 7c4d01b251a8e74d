import { encodeCursor } from '#contract/event-key.js';
import { MAX_PAGE } from '#contract/limits.js';
import type { CalendarEntry } from '#calendar/calendar-text.js';
import type { NodeCalls } from '../college/graph-context.js';

const DAY = 86_400_000;

/** Days before and after today that a calendar shows. */
const WINDOW = { before: 90, after: 400 } as const;

/** More of one college's no calendar program shows with pleasure. */
const MOST_EVENTS = 2_000;

const EVENTS = `query Calendar($from: DateTime!, $to: DateTime!, $first: Int!, $after: String) {
  eventFeed(filter: { from: $from, to: $to }, first: $first, after: $after) {
    items { key event { id title summary venue startsAt endsAt status sequence changedAt } }
    hasNextPage
  }
}`;

interface FeedPage {
  readonly items: readonly { readonly key: string; readonly event: EventFields | null }[];
  readonly hasNextPage: boolean;
}

interface EventFields {
  readonly id: string;
  readonly title: string;
  readonly summary: string | null;
  readonly venue: string | null;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly status: string;
  readonly sequence: number | null;
  readonly changedAt: string | null;
}

/**
 * What a college shows everybody of the months around today, by start.
 * @param nodes as a visitor asks them, anew for each page: a year's take longer than one question may
 * @returns null where the node did not answer all of it
 */
export async function publicEvents(nodes: () => NodeCalls, college: string, today: Date): Promise<CalendarEntry[] | null> {
  const window = { from: daysFrom(today, -WINDOW.before), to: daysFrom(today, WINDOW.after) };
  const entries: CalendarEntry[] = [];
  for (let after: string | null = null; ; ) {
    const { data, errors } = await nodes().read(college, EVENTS, { ...window, first: MAX_PAGE, after });
    // The answer was shaped by the contract's types on its way in.
    const page = (data as { eventFeed?: FeedPage | null } | null)?.eventFeed;
    if (!page || errors.some(({ path }) => !OF_LATER_CONTRACTS.has(String(path.at(-1))))) return null;
    entries.push(...page.items.flatMap(({ event }) => (event ? [entryOf(event)] : [])));
    const last = page.items.at(-1)?.key;
    if (!page.hasNextPage || last === undefined || entries.length >= MOST_EVENTS) return entries.slice(0, MOST_EVENTS);
    after = encodeCursor(last);
  }
}

/** A node of an older contract shows its events without them. */
const OF_LATER_CONTRACTS: ReadonlySet<string> = new Set(['sequence', 'changedAt']);

function entryOf({ id, title, summary, venue, startsAt, endsAt, status, sequence, changedAt }: EventFields): CalendarEntry {
  return {
    id,
    title,
    description: summary,
    place: venue,
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
    status: status === 'CANCELLED' ? 'CANCELLED' : 'CONFIRMED',
    sequence: sequence ?? 0,
    changedAt: new Date(changedAt ?? startsAt),
  };
}

function daysFrom(today: Date, days: number): string {
  return `${new Date(today.getTime() + days * DAY).toISOString().slice(0, 10)}T00:00:00Z`;
}
