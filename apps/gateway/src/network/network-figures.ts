import { GraphQLError, type GraphQLResolveInfo } from 'graphql';
import { ErrorCode } from '#contract/error-codes.js';
import { isActive } from '#roster/members.js';
import type { NodeError } from '../college/graph-context.js';
import { type CollegeRef, type Coverage, CoverageTally, collegeRef } from './coverage.js';
import { type NetworkTotals, type PublishedFigures, canBe, isCounted, safeFigures } from './figure-totals.js';
import { lastWholeMonth } from './last-whole-month.js';
import { missingErrors } from './merged-list.js';
import type { NetworkContext } from './network-context.js';
import { whatTook } from './what-took.js';

const FIGURES = `query Figures($representations: [_Any!]!, $from: Month, $to: Month) {
  _entities(representations: $representations) {
    ... on College {
      figures(from: $from, to: $to) {
        volunteers activeVolunteers events registrations minutes attendanceRate
        crossCollegeRegistrations crossCollegeOutOf isPartial
      }
    }
  }
}`;

/** Steps to where an answer has them: `_entities`, 0, `figures`. */
const FIGURES_DEPTH = 3;

export interface MonthRange {
  readonly from?: string | null;
  readonly to?: string | null;
}

export interface NetworkFigures extends NetworkTotals {
  readonly byCollege: readonly (PublishedFigures & { readonly college: CollegeRef })[];
  readonly coverage: Coverage;
}

/**
 * The figures of every college and their sums, over whole months; by default the last twelve, and up to `to` alone the twelve
 * that end with it, as each node has it.
 * @throws GraphQLError BAD_USER_INPUT where the range begins behind its end
 */
export async function networkFigures(
  { from, to }: MonthRange,
  { graph, partial }: NetworkContext,
  info: GraphQLResolveInfo,
): Promise<NetworkFigures> {
  // Decided here and once: by their own clocks and zones, colleges would count different months around the first of each.
  const last = to ?? lastWholeMonth();
  if (from && from > last) throw rangeRefusal(from, last, !to);
  const tally = new CoverageTally();
  const published = new Map<string, PublishedFigures>();
  await Promise.all(
    graph.roster.colleges.filter(isActive).map(async ({ code }) => {
      const variables = { representations: [{ __typename: 'College', code }], from: from ?? null, to: last };
      const { data, errors } = await graph.nodes.read(code, FIGURES, variables);
      // The answer was shaped by the contract's types on its way in.
      const [college] = (data as { _entities?: readonly ({ figures?: PublishedFigures | null } | null)[] } | null)?._entities ?? [];
      const failure = college?.figures ? errors.find((error) => !isUnknownBeside(error)) : whatTook(errors, isOfOneFigure);
      if (!college?.figures || failure) return tally.fail(code, failure?.extensions.code, failure?.message);
      if (!canBe(college.figures)) return tally.fail(code, ErrorCode.NODE_BAD_ANSWER);
      published.set(code, college.figures);
      // What it says counts, but nobody knows whether that is all of it.
      return errors.length > 0 ? tally.fail(code, ErrorCode.CONTRACT_SKEW) : tally.answer(code);
    }),
  );
  tally.throwWhatAllRefused();
  const { byCollege, totals, withheld } = safeFigures(published);
  for (const college of withheld) tally.fail(college, ErrorCode.SUPPRESSED);
  const coverage = tally.result();
  partial.push(...missingErrors(coverage, info));
  return { ...totals, byCollege: inCodeOrder(byCollege), coverage };
}

function rangeRefusal(from: string, last: string, isDefault: boolean): GraphQLError {
  const advice = isDefault ? ', the last month that is whole; give an earlier one.' : '; give the earlier month first.';
  return new GraphQLError(`from: ${from} is after ${last}${advice}`, { extensions: { code: ErrorCode.BAD_USER_INPUT } });
}

function isOfOneFigure({ path }: Pick<NodeError, 'path'>): boolean {
  return path.length > FIGURES_DEPTH;
}

/** Null that stands for no suppression: a node of an older contract does not know the field, and its counts are good without it. */
function isUnknownBeside({ path, extensions }: NodeError): boolean {
  return extensions.code === ErrorCode.CONTRACT_SKEW && !isCounted(String(path.at(-1))) && isOfOneFigure({ path });
}

function inCodeOrder(byCollege: ReadonlyMap<string, PublishedFigures>): NetworkFigures['byCollege'] {
  return [...byCollege]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([code, figures]) => ({ ...figures, college: collegeRef(code) }));
}
