/** A step of a plan, as EXPLAIN (FORMAT JSON) shows it. */
interface PlanStep {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly PlanStep[];
}

/** What EXPLAIN (ANALYZE, FORMAT JSON) answers. */
export interface ExplainRow {
  readonly 'QUERY PLAN': readonly { readonly Plan: PlanStep }[];
}

/** How a statement came to its answer. */
export interface PlanReading {
  /** Tables that were read from their first row to their last, past every index. */
  readonly scanned: readonly string[];
  /** Rows that were looked at, whether or not they were part of the answer. */
  readonly rows: number;
}

/** Reads a plan for what grows with a table. */
export function readPlan(row: ExplainRow | undefined): PlanReading {
  const steps = row?.['QUERY PLAN'].flatMap(({ Plan }) => allSteps(Plan)) ?? [];
  const scans = steps.filter((step) => step['Relation Name'] !== undefined);
  return {
    scanned: scans.filter((step) => step['Node Type'] === 'Seq Scan').map((step) => step['Relation Name'] ?? ''),
    rows: scans.map(rowsOf).reduce((sum, rows) => sum + rows, 0),
  };
}

function allSteps(step: PlanStep): PlanStep[] {
  return [step, ...(step.Plans ?? []).flatMap(allSteps)];
}

function rowsOf(step: PlanStep): number {
  const each = step['Actual Rows'] + (step['Rows Removed by Filter'] ?? 0) + (step['Rows Removed by Index Recheck'] ?? 0);
  return Math.round(each * step['Actual Loops']);
}
