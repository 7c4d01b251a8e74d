import type { Client, CombinedError } from 'urql';
import { type Missing, onceEach, unansweredColleges } from '../../../lib/graph/failures.js';
import type { EventQuestion } from '../event-question.js';
import { type EventOnPage, type EventsPage, type EventsVariables, mergedEvents } from './merged-events.js';

const PAGE_SIZE = 12;

export interface LoadedEvents {
  readonly events: readonly EventOnPage[];
  readonly totalCount: number;
  readonly hasMore: boolean;
  readonly unanswered: readonly Missing[];
  /** Why the last page did not come at all. */
  readonly failure: CombinedError | null;
}

export interface PagesWanted {
  readonly question: EventQuestion;
  readonly pages: number;
  /** Ask the network again even for pages that have been read. */
  readonly afresh: boolean;
}

/** Reads the first so many pages, one after the other, each from the cursor at which the one before ended. */
export async function loadPages(client: Client, { question, pages, afresh }: PagesWanted): Promise<LoadedEvents> {
  let loaded: LoadedEvents = { events: [], totalCount: 0, hasMore: true, unanswered: [], failure: null };
  let after: string | null = null;
  for (let page = 0; page < pages && loaded.hasMore; page += 1) {
    const variables: EventsVariables = { filter: question, first: PAGE_SIZE, after };
    const requestPolicy = afresh ? 'network-only' : 'cache-first';
    const { data, error } = await client.query(mergedEvents, variables, { requestPolicy }).toPromise();
    if (!data) return { ...loaded, failure: error ?? null };

    const { nodes, pageInfo, totalCount, coverage }: EventsPage = data.events;
    after = pageInfo.endCursor;
    loaded = {
      events: [...loaded.events, ...nodes.filter((event) => event !== null)],
      totalCount,
      hasMore: pageInfo.hasNextPage && after !== null,
      unanswered: onceEach([...loaded.unanswered, ...unansweredColleges(coverage, error?.graphQLErrors ?? [])]),
      failure: null,
    };
  }
  return loaded;
}
