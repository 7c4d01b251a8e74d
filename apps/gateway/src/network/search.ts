import { GraphQLError, type GraphQLResolveInfo } from 'graphql';
import { ErrorCode } from '#contract/error-codes.js';
import { parseGlobalId } from '#contract/ids.js';
import { SEARCH_RANK } from '#contract/limits.js';
import { pageSize, problemOfFirst } from '#contract/page.js';
import { isActive } from '#roster/members.js';
import { type Coverage, CoverageTally } from './coverage.js';
import { missingErrors } from './merged-list.js';
import type { NetworkContext } from './network-context.js';

export interface SearchArguments {
  readonly text: string;
  readonly first?: number | null;
}

/** Which type of the graph each kind of a college's things is; what is of another kind comes from a node that is ahead of us. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['EVENT', 'Event'],
  ['PRACTICE', 'Practice'],
  ['OFFER', 'Offer'],
]);

const SEARCH = 'query Search($text: String!, $first: Int) { searchFeed(text: $text, first: $first) { kind id rank } }';

/** Something that a college found. */
interface Found {
  readonly kind: string;
  readonly id: string;
  readonly rank: number;
}

export interface SearchResult {
  readonly nodes: readonly { readonly __typename: string; readonly id: string }[];
  readonly coverage: Coverage;
}

/**
 * What every college found, what fits best first: ranks compare, for they come of each text alone. Among equals the newest
 * comes first, so that no college stands before another for its code's sake.
 * @throws GraphQLError BAD_USER_INPUT naming the argument that cannot be used
 */
export async function search({ text, first }: SearchArguments, { graph, partial }: NetworkContext, info: GraphQLResolveInfo): Promise<SearchResult> {
  const problem = problemOfFirst(first);
  if (problem !== null) throw new GraphQLError(`first: ${problem}`, { extensions: { code: ErrorCode.BAD_USER_INPUT } });
  const size = pageSize(first);
  const tally = new CoverageTally();
  const colleges = graph.roster.colleges.filter(isActive).map(({ code }) => code);
  const found = await Promise.all(
    colleges.map(async (college) => {
      const { data, errors } = await graph.nodes.read(college, SEARCH, { text, first: size });
      // The answer was shaped by the contract's types on its way in.
      const feed = (data as { searchFeed?: readonly Found[] | null } | null)?.searchFeed;
      if (!feed) tally.fail(college, errors[0]?.extensions.code, errors[0]?.message);
      else if (!feed.every(canBe)) tally.fail(college, ErrorCode.NODE_BAD_ANSWER);
      else {
        tally.answer(college);
        return feed.filter(({ kind }) => TYPES.has(kind)).slice(0, size);
      }
      return [];
    }),
  );

  tally.throwWhatAllRefused();
  const coverage = tally.result();
  partial.push(...missingErrors(coverage, info));
  const nodes = [...new Map(found.flat().map((one) => [one.id, one])).values()]
    .sort(byRank)
    .slice(0, size)
    .flatMap(({ kind, id }) => {
      const __typename = TYPES.get(kind);
      return __typename === undefined ? [] : [{ __typename, id }];
    });
  graph.mixedLists.set(String(info.path.key), nodes);
  return { nodes, coverage };
}

/** Whether anything can be found so well: a node may say any number, and a great one would stand before all others for ever. */
function canBe({ rank }: Found): boolean {
  return rank >= 0 && rank <= SEARCH_RANK.most;
}

function byRank(one: Found, other: Found): number {
  if (one.rank !== other.rank) return other.rank - one.rank;
  return newness(one) < newness(other) ? 1 : -1;
}

/** The uuids of ids grow with time; the code behind decides between those that are the same. */
function newness({ id }: Found): string {
  const parsed = parseGlobalId(id);
  return parsed ? `${parsed.uuid} ${parsed.college}` : id;
}
