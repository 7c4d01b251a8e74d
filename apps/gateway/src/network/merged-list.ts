import { GraphQLError, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';
import { ErrorCode } from '#contract/error-codes.js';
import { encodeCursor, eventKey, parseEventCursor } from '#contract/event-key.js';
import { globalId } from '#contract/ids.js';
import { pageSize, problemOfFirst } from '#contract/page.js';
import { isActive, problemOfCodes, problemOfPastCodes } from '#roster/members.js';
import type { Roster } from '#roster/roster.js';
import { type Coverage, CoverageTally } from './coverage.js';
import { CollegeFeed, type FeedItem, documentFor, idOf } from './college-feed.js';
import { sumOf } from './counts.js';
import type { ListKind } from './list-kind.js';
import { mergeFeed } from './merge-feed.js';
import type { NetworkContext } from './network-context.js';
import type { PageLookahead, PlanLookahead } from './page-lookahead.js';

/** What of a filter names colleges. */
type CollegesArgument = 'colleges' | 'adoptedBy';

/** What a client asks of a merged list. */
export interface ListArguments {
  readonly filter?: Readonly<Record<string, unknown>> & Partial<Record<CollegesArgument, readonly string[] | null>> | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

export interface MergedList {
  readonly nodes: readonly { readonly __typename: string; readonly id: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly totalCount: number;
  readonly coverage: Coverage;
}

/**
 * One page of what every college has of a kind, in one order.
 * @throws GraphQLError BAD_USER_INPUT naming the argument that cannot be used
 */
export async function mergedList(
  kind: ListKind,
  { filter, first, after }: ListArguments,
  { graph, partial }: NetworkContext,
  info: GraphQLResolveInfo,
): Promise<MergedList> {
  refuse('colleges', filter?.colleges && problemOfCodes(graph.roster, filter.colleges));
  refuse('adoptedBy', filter?.adoptedBy && problemOfPastCodes(graph.roster, filter.adoptedBy));
  const colleges = askedColleges(graph.roster, filter?.colleges);
  const list = String(info.path.key);
  const lookahead = lookaheadFor(kind, graph.lookahead, info);
  const question = {
    document: documentFor(kind, lookahead, selects(info, 'totalCount')),
    variables: { ...pick(graph.clientVariables, lookahead?.variableNames ?? []), feedFilter: filter ? withoutNulls(filter) : null },
  };
  const tally = new CoverageTally();
  const feeds = colleges.map((college) => new CollegeFeed(college, kind, graph.nodes, question, tally, encodeCursor));

  const page = await mergeFeed(feeds.map(({ ask }) => ask), sizeOf(first), keyOf(after), kind.order);

  tally.throwWhatAllRefused();
  const coverage = tally.result();
  partial.push(...missingErrors(coverage, info));
  if (lookahead) graph.brought.add(list, lookahead.operation, page.items);
  return {
    nodes: page.items.map((item) => ({ __typename: kind.type, id: idOf(item) })),
    pageInfo: { hasNextPage: page.hasNextPage, endCursor: endCursor(page.items, after) },
    totalCount: sumOf(feeds.map((feed) => feed.totalCount)),
    coverage,
  };
}

/** A part that is null does not narrow, and a node of an older contract may not know it. */
function withoutNulls(filter: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null));
}

/** What the plan will ask of a list at the root of the query; one that hangs on something else takes the ordinary two phases. */
function lookaheadFor({ type }: ListKind, plan: PlanLookahead, { path }: GraphQLResolveInfo): PageLookahead | null {
  const found = path.prev ? undefined : plan.get(String(path.key));
  return found?.type === type ? found : null;
}

function askedColleges(roster: Roster, named: readonly string[] | null | undefined): string[] {
  const active = roster.colleges.filter(isActive).map(({ code }) => code);
  return named ? active.filter((code) => named.includes(code)) : active;
}

function refuse(argument: CollegesArgument, problem: string | null | undefined): void {
  if (problem) throw new GraphQLError(`filter.${argument}: ${problem}`, { extensions: { code: ErrorCode.BAD_USER_INPUT } });
}

function sizeOf(first: number | null | undefined): number {
  const problem = problemOfFirst(first);
  if (problem !== null) throw new GraphQLError(`first: ${problem}`, { extensions: { code: ErrorCode.BAD_USER_INPUT } });
  return pageSize(first);
}

function keyOf(after: string | null | undefined): string | null {
  if (after === null || after === undefined) return null;
  const place = parseEventCursor(after);
  if (place) return eventKey(place.startsAt, globalId(place.id.college, place.id.uuid));
  throw new GraphQLError('after: this is not a cursor of this list; use an endCursor that it gave.', {
    extensions: { code: ErrorCode.BAD_USER_INPUT },
  });
}

/** A page of nothing ends where it began. */
function endCursor(items: readonly FeedItem[], after: string | null | undefined): string | null {
  const last = items.at(-1);
  return last ? encodeCursor(last.key) : (after ?? null);
}

/** One error a missing college, at the list that lacks it. */
export function missingErrors({ missing }: Coverage, { path }: GraphQLResolveInfo): GraphQLError[] {
  return missing
    .filter(({ reason }) => reason !== ErrorCode.SUPPRESSED)
    .map(
      ({ college, reason }) =>
        new GraphQLError(`${college.code} ${whyMissing(reason)}.`, {
          path: pathOf(path),
          extensions: { code: reason, college: college.code },
        }),
    );
}

function whyMissing(reason: string): string {
  if (reason === ErrorCode.CONTRACT_SKEW) return 'serves another version of the contract, so some of what it has may be missing';
  return 'did not answer, so this list lacks what it has';
}

function pathOf(path: GraphQLResolveInfo['path']): (string | number)[] {
  return path.prev ? [...pathOf(path.prev), path.key] : [path.key];
}

/** Whether the client asked for this field of the list: a count costs every node a query. */
function selects({ fieldNodes, fragments }: GraphQLResolveInfo, name: string): boolean {
  const within = (set: SelectionSetNode | undefined): boolean =>
    (set?.selections ?? []).some((selection) => {
      if (selection.kind === Kind.FIELD) return selection.name.value === name;
      if (selection.kind === Kind.INLINE_FRAGMENT) return within(selection.selectionSet);
      return within(fragments[selection.name.value]?.selectionSet);
    });
  return fieldNodes.some(({ selectionSet }) => within(selectionSet));
}

function pick(variables: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => name in variables).map((name) => [name, variables[name]]));
}
