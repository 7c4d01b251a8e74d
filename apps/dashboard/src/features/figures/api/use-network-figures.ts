import { useState } from 'react';
import { type Missing, unansweredColleges } from '../../../lib/graph/failures.js';
import { type LiveQuery, useLiveQuery } from '../../../lib/polling/use-live-query.js';
import { lastTwelveMonths } from '../months.js';
import { type Network, networkFigures } from './network-figures.js';

const WHILE_SOMEBODY_IS_MISSING = 10_000;
const WHILE_ALL_IS_WELL = 300_000;

export interface NetworkFigures extends Omit<LiveQuery<unknown>, 'data' | 'errors'> {
  readonly network: Network | undefined;
  readonly unanswered: readonly Missing[];
  readonly period: ReturnType<typeof lastTwelveMonths>;
}

/**
 * The figures of the last twelve whole months.
 *
 * @param epoch asks again as soon as this changes
 */
export function useNetworkFigures(epoch: string | undefined): NetworkFigures {
  const period = lastTwelveMonths(new Date());
  const [troubled, setTroubled] = useState(false);
  const everyMilliseconds = troubled ? WHILE_SOMEBODY_IS_MISSING : WHILE_ALL_IS_WELL;
  const { data, errors, ...live } = useLiveQuery(networkFigures, period, { everyMilliseconds, epoch });

  const unanswered = unansweredColleges(data?.network.figures.coverage, errors);
  const isTroubled = unanswered.length > 0 || live.failed;
  if (isTroubled !== troubled) setTroubled(isTroubled);
  return { ...live, network: data?.network, unanswered, period };
}
