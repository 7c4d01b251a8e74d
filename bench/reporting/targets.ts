import { TITLES } from '../contenders/contenders.js';
import { markdownTable } from './markdown-table.js';
import type { Result } from './results-document.js';
import type { Comparison } from '../measuring/comparison.js';
import { cpuRatio, shown, throughputRatio } from './result-table.js';

const AGAINST_FLOOR: Readonly<Record<number, number>> = { 1: 0.5, 2: 0.9, 3: 0.5 };
const AGAINST_STOCK = 5;
/** How much longer a plan may take on the largest network than on the smallest: what a shared machine makes of the same. */
const SAME_PLAN = 1.5;

/** What was aimed at, on the largest network measured, and whether it was reached. */
export function targets(results: readonly Result[]): string {
  const counts = results.map(({ nodes }) => nodes);
  const most = Math.max(...counts);
  const fewest = Math.min(...counts);
  const rows = results
    .filter(({ nodes }) => nodes === most)
    .flatMap(({ question: { number }, comparison }) => [
      row(`question ${number}, throughput × floor`, AGAINST_FLOOR[number] ?? NaN, throughputRatio(comparison, 'ours', 'floor'), cpuRatio(comparison, 'ours', 'floor')),
      row(`question ${number}, throughput × @apollo/gateway`, AGAINST_STOCK, throughputRatio(comparison, 'ours', 'stock'), cpuRatio(comparison, 'ours', 'stock')),
      ...apart(number, comparison),
    ]);
  const plans = [...new Set(results.map(({ question }) => question.number))].map((number) => {
    const growth = planOf(results, most, number) / planOf(results, fewest, number);
    return [`question ${number}, first plan × that of ${fewest} nodes`, `at most ${SAME_PLAN}`, shown(growth), growth <= SAME_PLAN ? 'met' : '**missed**', ''];
  });
  return markdownTable([`at ${most} nodes`, 'target', 'measured', '', 'by CPU'], [...rows, ...plans]);
}

/** The same where nobody can share a call with anybody. */
function apart(number: number, comparison: Comparison): string[][] {
  return (['floor', 'stock'] as const).map((against) =>
    row(
      `– nobody asking alike, × ${against === 'floor' ? 'floor' : TITLES[against]}`,
      against === 'floor' ? (AGAINST_FLOOR[number] ?? NaN) : AGAINST_STOCK,
      throughputRatio(comparison, 'apart', against),
      cpuRatio(comparison, 'apart', against),
    ),
  );
}

function row(what: string, target: number, measured: number, byCpu: number): string[] {
  return [what, `at least ${target}`, shown(measured), measured >= target ? 'met' : '**missed**', shown(byCpu)];
}

/** Our first plan's time for a question. */
function planOf(results: readonly Result[], count: number, number: number): number {
  return results.find(({ nodes, question }) => nodes === count && question.number === number)?.comparison.get('ours')?.firstPlan ?? NaN;
}
