import type { ResultOf, VariablesOf } from 'gql.tada';
import { graphql } from '../../../lib/graph/graphql.js';

/** One page of every college's events, in one order. */
export const mergedEvents = graphql(`
  query MergedEvents($filter: EventFilter!, $first: Int!, $after: String) {
    events(filter: $filter, first: $first, after: $after) {
      nodes {
        id
        title
        summary
        kind
        format
        status
        startsAt
        endsAt
        timeZone
        venue
        capacity
        placesTaken
        speakers {
          name
          position
          organisation
        }
        host {
          code
          shortName
          city
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
      coverage {
        missing {
          college {
            code
          }
          reason
        }
      }
    }
  }
`);

export type EventsPage = ResultOf<typeof mergedEvents>['events'];
export type EventOnPage = NonNullable<EventsPage['nodes'][number]>;
export type EventsVariables = VariablesOf<typeof mergedEvents>;
