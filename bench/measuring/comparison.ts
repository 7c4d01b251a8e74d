import { type Contender, type ContenderName, plannedBy, queriesFor } from '../contenders/contenders.js';
import type { NodesProcess } from '../nodes/nodes-process.js';
import type { Question } from '../queries.js';
import { type Answer, ask, checkSame } from './answers.js';
import { cpuMilliseconds } from './cpu-time.js';
import { firstPlan, typicalTime } from './first-plan.js';
import type { LoadGenerator, LoadOrder } from './load.js';

const WARM_UP = { milliseconds: 500, requests: 200, patience: 3_000 };
/** A contender that answers so much later than it was asked to has told what it can in one round. */
const LONGEST_ROUND_MILLISECONDS = 5_000;

/** One contender under load for a while. */
export interface Round {
  /** A second. */
  readonly throughput: number;
  /** Milliseconds, one for each request. */
  readonly latencies: readonly number[];
  /** Milliseconds of its processor time for each request. */
  readonly cpu: number;
  /** Answers that were not the right one. */
  readonly failures: number;
  /** How long it took. */
  readonly milliseconds: number;
}

/** What was seen of one contender under one question. */
export interface Measured {
  readonly rounds: readonly Round[];
  /** Milliseconds alone, without load. */
  readonly alone: number;
  /** Milliseconds; null for who does not plan, or so fast that it does not show. */
  readonly firstPlan: number | null;
  readonly bytes: number;
}

type Lasting = Pick<LoadOrder, 'milliseconds' | 'requests' | 'patience'>;

export type Comparison = ReadonlyMap<ContenderName, Measured>;

export interface Load {
  readonly generator: LoadGenerator;
  readonly clients: number;
  /** Of all its rounds together. */
  readonly seconds: number;
  readonly rounds: number;
}

/**
 * Puts one question to all contenders in turn, several rounds of it, so that what slows the machine down for a while slows
 * all of them.
 * @throws Error when two of them do not say the same
 */
export async function compare(question: Question, contenders: readonly Contender[], nodes: NodesProcess, load: Load): Promise<Comparison> {
  const answers = new Map<Contender, Answer>();
  for (const contender of contenders) answers.set(contender, await ask(contender.url, queriesFor(contender, question, nodes, load.clients)[0]));
  checkSame(question, answers);

  const rounds = new Map<ContenderName, Round[]>(contenders.map(({ name }) => [name, []]));
  const slow = new Set<Contender>();
  for (let number = 0; number <= load.rounds; number += 1) {
    for (const contender of contenders) {
      if (slow.has(contender)) continue;
      const lasting = number === 0 ? WARM_UP : { milliseconds: (load.seconds * 1_000) / load.rounds };
      const bytes = answers.get(contender)?.bytes ?? 0;
      const round = await underLoad(contender, queriesFor(contender, question, nodes, load.clients), bytes, load, lasting);
      if (round.milliseconds > LONGEST_ROUND_MILLISECONDS) slow.add(contender);
      if (number > 0 || slow.has(contender)) rounds.get(contender.name)?.push(round);
    }
  }

  const measured = new Map<ContenderName, Measured>();
  for (const contender of contenders) {
    const [query] = queriesFor(contender, question, nodes, load.clients);
    measured.set(contender.name, {
      rounds: rounds.get(contender.name) ?? [],
      alone: await typicalTime(contender.url, query),
      firstPlan: contender.plans ? await firstPlan(contender, plannedBy(contender, question, nodes)) : null,
      bytes: answers.get(contender)?.bytes ?? 0,
    });
  }
  return measured;
}

async function underLoad({ url, process }: Contender, queries: readonly string[], bytes: number, load: Load, lasting: Lasting): Promise<Round> {
  const before = cpuMilliseconds(process.pid);
  const { latencies, failures, milliseconds: took } = await load.generator.run({ url, queries, bytes, ...lasting, clients: load.clients });
  const cpu = (cpuMilliseconds(process.pid) - before) / latencies.length;
  return { latencies, failures, cpu, milliseconds: took, throughput: latencies.length / (took / 1_000) };
}
