import { composeSupergraph } from '#gateway/supergraph/compose.js';
import { composeNative } from '../native/compose-native.js';
import { QUESTIONS } from '../queries.js';
import { shown } from '../reporting/result-table.js';
import { markdownTable } from '../reporting/markdown-table.js';
import { codeOf } from '../rows.js';
import { allShareable, unmarked } from './identical.js';
import { planned } from './planned.js';
import { timed } from './processor-time.js';

const FEW_NODES = 5;

/** What becomes of each way to put so many nodes into one graph, measured. */
export function waysTable(nodes: readonly number[], say: (progress: string) => void): string {
  const across = QUESTIONS.at(-1);
  if (!across) throw new Error('There is no question that crosses colleges.');
  const rows = [
    ['identical subgraphs, nothing marked', `${FEW_NODES}`, unmarked(FEW_NODES)],
    ['identical subgraphs, all `@shareable`', `${FEW_NODES}`, allShareable(FEW_NODES)],
  ];
  for (const count of nodes) {
    say(`a type per college, ${count} nodes …`);
    const codes = Array.from({ length: count }, (_, number) => codeOf(number));
    const urls = new Map(codes.map((code) => [code, `http://${code}.test/graphql`]));
    const [supergraph, composing] = timed(() => composeNative(urls));
    rows.push(['a type per college behind interfaces', `${count}`, `composes in ${shown(composing)} ms, ${planning(supergraph, across.native(codes))}`]);
  }
  composeSupergraph(); // warms the code up, as the others were
  const [{ supergraph }, composing] = timed(composeSupergraph);
  rows.push(['three logical subgraphs', 'any', `composes in ${shown(composing)} ms, ${planning(supergraph, across.ours)}`]);
  return markdownTable(['way', 'nodes', 'what happens'], rows);
}

/** The planner has limits of its own, and says so. */
function planning(supergraph: string, query: string): string {
  try {
    return `plans in ${shown(planned(supergraph, query).milliseconds)} ms`;
  } catch (error) {
    return `is not planned: ${error instanceof Error ? error.message : String(error)}`;
  }
}
