import { type LiveQuery, useLiveQuery } from '../../../lib/polling/use-live-query.js';
import { type CollegeOnNetwork, withNodeStates } from '../node-state.js';
import { networkColleges } from './network-colleges.js';

const EVERY_TEN_SECONDS = 10_000;

export interface NetworkColleges extends Omit<LiveQuery<unknown>, 'data' | 'errors'> {
  /** In the order of the roster; undefined until the first answer. */
  readonly colleges: readonly CollegeOnNetwork[] | undefined;
}

/** The colleges, and whether each one's node answers, asked anew every ten seconds. */
export function useNetworkColleges(): NetworkColleges {
  const { data, errors, ...live } = useLiveQuery(networkColleges, {}, { everyMilliseconds: EVERY_TEN_SECONDS });
  return { ...live, colleges: data && withNodeStates(data.colleges, errors) };
}
