import type { ResultOf } from 'gql.tada';
import { graphql } from '../../../lib/graph/graphql.js';

/** The network's totals over whole months, and each college's own. */
export const networkFigures = graphql(`
  query NetworkFigures($from: Month!, $to: Month!) {
    network {
      colleges
      figures(from: $from, to: $to) {
        volunteers
        activeVolunteers
        events
        registrations
        minutes
        crossCollegeShare
        byCollege {
          college {
            code
          }
          volunteers
          activeVolunteers
          events
          registrations
          minutes
          attendanceRate
        }
        coverage {
          answered {
            code
          }
          missing {
            college {
              code
            }
            reason
          }
        }
      }
    }
  }
`);

export type Network = ResultOf<typeof networkFigures>['network'];
export type Figures = Network['figures'];
export type FiguresOfCollege = Figures['byCollege'][number];
