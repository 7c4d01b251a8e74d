import type { GraphQLResolveInfo } from 'graphql';
import { collegeOf } from '#contract/ids.js';
import { isActive } from '#roster/members.js';
import { OFFERS } from './list-kind.js';
import { type ListArguments, type MergedList, mergedList } from './merged-list.js';
import type { NetworkContext } from './network-context.js';

/** What its own node says of an offer. */
interface Offer {
  readonly id: string;
  readonly direction: 'OFFERED' | 'WANTED';
  readonly kind: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** What other colleges have of what one wants, or want of what it has. */
export function matches(
  { id, direction, kind, from, to }: Offer,
  { first, after }: Pick<ListArguments, 'first' | 'after'>,
  context: NetworkContext,
  info: GraphQLResolveInfo,
): Promise<MergedList> {
  const own = collegeOf(id);
  const colleges = context.graph.roster.colleges.filter(isActive).map(({ code }) => code);
  const filter = {
    direction: direction === 'WANTED' ? 'OFFERED' : 'WANTED',
    kinds: [kind],
    statuses: ['OPEN'],
    colleges: colleges.filter((code) => code !== own),
    from,
    to,
  };
  return mergedList(OFFERS, { filter, first, after }, context, info);
}
