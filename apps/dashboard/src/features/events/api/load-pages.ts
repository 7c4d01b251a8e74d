import type { Client, CombinedError } from 'urql';
import { type Missing, onceEach, unansweredColleges } from '../../../lib/graph/failures.js';
import type { EventQuestion } from '../event-question.js';
import { type EventOnPage, type EventsPage, type EventsVariables, mergedEvents } from './merged-events.js';

const PAGE_SIZE = 12;

export interface LoadedEvents {
  readonly events: readonly EventOnPage[];
  /** How many pages they are. */
  readonly pages: number;
  /** Where the next page begins. */
  readonly after: string | null;
  readonly totalCount: number;
  readonly hasMore: boolean;
  readonly unanswered: readonly Missing[];
  /** Why the last page did not come at all. */
  readonly failure: CombinedError | null;
}

const NOTHING: LoadedEvents = { events: [], pages: 0, after: null, totalCount: 0, hasMore: true, unanswered: [], failure: null };

export interface PagesWanted {
  readonly question: EventQuestion;
  readonly pages: number;
  /** What of it was read before. */
  readonly before: LoadedEvents | null;
  /** Whether somebody still waits for them. */
  readonly isWanted: () => boolean;
}

/** Reads the first so many pages, one after the other, each from the cursor at which the one before ended. */
export async function loadPages(client: Client, { question, pages, before, isWanted }: PagesWanted): Promise<LoadedEvents> {
  let loaded: LoadedEvents = { ...(before ?? NOTHING), failure: null };
  while (loaded.pages < pages && loaded.hasMore && isWanted()) {
    const variables: EventsVariables = { filter: question, first: PAGE_SIZE, after: loaded.after };
    const { data, error } = await client.query(mergedEvents, variables).toPromise();
    if (!data) return { ...loaded, failure: error ?? null };

    const { nodes, pageInfo, totalCount, coverage }: EventsPage = data.events;
    loaded = {
      events: withLatest(loaded.events, nodes),
      pages: loaded.pages + 1,
      after: pageInfo.endCursor,
      totalCount,
      hasMore: pageInfo.hasNextPage && pageInfo.endCursor !== null,
      unanswered: onceEach([...loaded.unanswered, ...unansweredColleges(coverage, error?.graphQLErrors ?? [])]),
      failure: null,
    };
  }
  return loaded;
}

/** An event that was moved while somebody paged on comes once more, where it is now. */
function withLatest(before: readonly EventOnPage[], nodes: EventsPage['nodes']): EventOnPage[] {
  const events = new Map(before.map((event) => [event.id, event]));
  for (const event of nodes) {
    if (!event) continue;
    events.delete(event.id);
    events.set(event.id, event);
  }
  return [...events.values()];
}
