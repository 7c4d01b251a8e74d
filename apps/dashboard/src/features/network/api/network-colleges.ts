import type { ResultOf } from 'gql.tada';
import { graphql } from '../../../lib/graph/graphql.js';

/** Who is on the network. `timeZone` is asked of each node itself, so the answer shows which are there. */
export const networkColleges = graphql(`
  query NetworkColleges {
    colleges {
      code
      name
      shortName
      city
      region
      status
      availability
      timeZone
    }
  }
`);

export type NetworkCollege = ResultOf<typeof networkColleges>['colleges'][number];
