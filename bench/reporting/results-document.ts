import { cpus, loadavg, totalmem } from 'node:os';
import type { Comparison } from '../measuring/comparison.js';
import type { Options } from '../options.js';
import type { Question } from '../queries.js';
import { HOW_IT_IS_MEASURED } from './how-it-is-measured.js';
import { resultTable } from './result-table.js';
import { targets } from './targets.js';

/** One question at one number of nodes. */
export interface Result {
  readonly nodes: number;
  readonly question: Question;
  readonly comparison: Comparison;
}

const GIBIBYTE = 2 ** 30;

/** bench/RESULTS.md. */
export function resultsDocument(results: readonly Result[], options: Options, seconds: number): string {
  const sections = results.map(
    ({ nodes, question, comparison }) => `### ${nodes} nodes, question ${question.number}: ${question.title}\n\n${resultTable(comparison)}\n`,
  );
  return `# What the gateway costs

\`npm run bench\` writes this file. It was last written on ${new Date().toISOString().slice(0, 10)}: ${machine()}; ${options.clients} clients,
${options.seconds} s for each contender and question in the greatest network, three fifths of that in smaller ones, ${seconds} s in all. The load of the
machine was ${loadavg()[0]?.toFixed(1)} when it ended: of this run about 2, the rest of others.

## Targets

${targets(results)}

## How it is measured

${HOW_IT_IS_MEASURED}

## Figures

${sections.join('\n')}`;
}

function machine(): string {
  const [cpu] = cpus();
  return `${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / GIBIBYTE)} GiB, Node.js ${process.version}`;
}
