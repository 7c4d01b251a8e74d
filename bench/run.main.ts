import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Contender, type ContenderName, ContenderStarts, TITLES } from './contenders/contenders.js';
import { type Comparison, compare } from './measuring/comparison.js';
import { LoadGenerator } from './measuring/load.js';
import { NodesProcess } from './nodes/nodes-process.js';
import { HELP, type Options, optionsFrom } from './options.js';
import { Processes, ROOT } from './processes.js';
import { QUESTIONS } from './queries.js';
import { type Result, resultsDocument } from './reporting/results-document.js';
import { resultTable } from './reporting/result-table.js';

/** For the greatest network, of which the targets speak. */
const ROUNDS = 5;
/** For smaller ones, whose figures show where it leads. */
const FEWER_ROUNDS = 3;

const RESULTS = join(ROOT, 'bench/RESULTS.md');

async function main(given: readonly string[]): Promise<void> {
  const options = optionsFrom(given);
  if (!options) return void process.stdout.write(HELP);

  const folder = mkdtempSync(join(tmpdir(), 'dobroset-bench-'));
  const processes = new Processes(folder);
  const stopped = new Promise<never>((_, reject) => {
    // `on`, for npm and a terminal may both pass the same Ctrl-C on.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => reject(new Error(`stopped by ${signal}`)));
  });
  try {
    await Promise.race([run(options, processes, folder), stopped]);
  } finally {
    await processes.stop();
    rmSync(folder, { recursive: true });
  }
}

async function run(options: Options, processes: Processes, folder: string): Promise<void> {
  const began = Date.now();
  const generator = await LoadGenerator.start(processes);
  const results: Result[] = [];
  for (const count of options.nodes) {
    const isGreatest = count === Math.max(...options.nodes);
    const rounds = isGreatest ? ROUNDS : FEWER_ROUNDS;
    const load = { generator, clients: options.clients, rounds, seconds: (options.seconds * rounds) / ROUNDS };
    const nodes = await NodesProcess.start(processes, count);
    const names = options.contenders.filter((name) => name !== 'apart' || isGreatest);
    const contenders = await startAll(names, new ContenderStarts(processes, nodes, folder), count);
    for (const question of QUESTIONS.filter(({ number }) => options.queries.includes(number))) {
      const comparison: Comparison = await compare(question, contenders, nodes, load);
      results.push({ nodes: count, question, comparison });
      say(`\n${count} nodes, question ${question.number}: ${question.title}\n\n${resultTable(comparison)}\n`);
    }
    await processes.stop([nodes.process, ...contenders.map((contender) => contender.process)]);
  }
  const seconds = Math.round((Date.now() - began) / 1_000);
  if (options.isWhole) writeFileSync(RESULTS, resultsDocument(results, options, seconds));
  say(options.isWhole ? `Written to bench/RESULTS.md after ${seconds} s.` : `A part was measured, so bench/RESULTS.md stays as it is (${seconds} s).`);
}

async function startAll(names: readonly ContenderName[], starts: ContenderStarts, count: number): Promise<Contender[]> {
  const contenders: Contender[] = [];
  for (const name of names) {
    say(`${count} nodes: starting ${TITLES[name]} …`);
    contenders.push(await starts.start(name));
  }
  return contenders;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
