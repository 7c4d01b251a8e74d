import { type CalendarEntry, eventText } from '#calendar/calendar-text.js';
import { encodeCursor } from '#contract/event-key.js';
import { parseGlobalId } from '#contract/ids.js';
import { EVENT_TEXT, MAX_PAGE } from '#contract/limits.js';
import type { NodeCalls } from '../college/graph-context.js';
import { now } from '../college/node-client.js';

const DAY = 86_400_000;

/** Days before and after today that a calendar shows. */
const WINDOW = { before: 90, after: 400 } as const;

/** More of one college's no calendar program shows with pleasure. */
const MOST = { events: 2_000, pages: 25, bytes: 3 * 2 ** 20 } as const;

/** Within which all pages must have come. */
const DEADLINE_MILLISECONDS = 15_000;

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

/** What one college shows everybody, as a calendar has it. */
export interface CollegeEvents {
  /** Each by itself, by start. */
  readonly texts: readonly string[];
  /** Whether there is room for all of it. */
  readonly isWhole: boolean;
}

/**
 * What a college shows everybody of the months around today, by start. It is written page by page, so that the event loop has
 * its turn in between.
 * @param nodes as a visitor asks them, anew for each page: a year's take longer than one question may
 * @returns null where the node did not answer all of it
 */
export async function publicEvents(nodes: () => NodeCalls, college: string, today: Date): Promise<CollegeEvents | null> {
  const window = { from: daysFrom(today, -WINDOW.before), to: daysFrom(today, WINDOW.after) };
  const deadline = now() + DEADLINE_MILLISECONDS;
  const texts: string[] = [];
  let bytes = 0;
  let after: string | null = null;
  for (let pages = 0; pages < MOST.pages; pages += 1) {
    const page = await pageAfter(nodes(), college, { ...window, first: MAX_PAGE, after });
    if (!page || now() > deadline) return null;
    for (const { event } of page.items) {
      if (!event || !parseGlobalId(event.id)) return null;
      const text = eventText(entryOf(event));
      bytes += Buffer.byteLength(text);
      if (texts.length === MOST.events || bytes > MOST.bytes) return { texts, isWhole: false };
      texts.push(text);
    }
    const last = page.items.at(-1)?.key;
    if (!page.hasNextPage || last === undefined) return { texts, isWhole: true };
    after = encodeCursor(last);
  }
  return { texts, isWhole: false };
}

async function pageAfter(nodes: NodeCalls, college: string, variables: Readonly<Record<string, unknown>>): Promise<FeedPage | null> {
  const { data, errors } = await nodes.read(college, EVENTS, variables);
  // The answer was shaped by the contract's types on its way in.
  const page = (data as { eventFeed?: FeedPage | null } | null)?.eventFeed;
  return page && errors.every(({ path }) => DISPENSABLE.has(String(path.at(-1)))) ? page : null;
}

/** An event is shown without them: a node of an older contract lacks the first two, and the others may be too long to be passed on. */
const DISPENSABLE: ReadonlySet<string> = new Set(['sequence', 'changedAt', 'summary', 'venue']);

function entryOf({ id, title, summary, venue, startsAt, endsAt, status, sequence, changedAt }: EventFields): CalendarEntry {
  return {
    id,
    title: cut(title, EVENT_TEXT.title),
    description: summary && cut(summary, EVENT_TEXT.summary),
    place: venue && cut(venue, EVENT_TEXT.venue),
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
    status: status === 'CANCELLED' ? 'CANCELLED' : 'CONFIRMED',
    sequence: sequence ?? 0,
    changedAt: new Date(changedAt ?? startsAt),
  };
}

const HALF_CHARACTER = /[\ud800-\udbff]$/;

/** Its beginning, where a node says more than it lets anybody enter. */
function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 1).replace(HALF_CHARACTER, '')}…` : text;
}

function daysFrom(today: Date, days: number): string {
  return `${new Date(today.getTime() + days * DAY).toISOString().slice(0, 10)}T00:00:00Z`;
}
