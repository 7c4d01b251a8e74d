import { performance } from 'node:perf_hooks';
import type { Contender } from '../contenders/contenders.js';
import { unseen } from '../queries.js';
import { ask } from './answers.js';
import { median } from './statistics.js';

const TEXTS = 125;
const REPEATS = 3;
/** Of the texts those that come first find the planner's own code not compiled yet: they do not count. */
const WARMING = 1 / 5;
/** A plan that takes seconds is not waited for as often. */
const PATIENCE_MILLISECONDS = 2_500;

/** Numbers for texts, so that none comes twice in a run. */
let texts = 0;

/**
 * What a query costs the first time, in milliseconds: asked for pages of nothing in a text that nobody has seen, less what
 * the same text takes from then on. Parsing, validation and planning are in it, and whatever else happens once. Null where that is
 * less than what one request differs from another by.
 */
export async function firstPlan({ url }: Contender, query: string): Promise<number | null> {
  const extra: number[] = [];
  const began = performance.now();
  while (extra.length < TEXTS && performance.now() - began < PATIENCE_MILLISECONDS) {
    const asked = unseen(query, (texts += 1));
    const first = await timeOf(url, asked);
    extra.push(first - (await typicalTime(url, asked)));
  }
  const typical = median(extra.slice(Math.floor(extra.length * WARMING)));
  return typical > 0 ? typical : null;
}

/** Milliseconds that the query takes when nothing else is asked and it has been asked before. */
export async function typicalTime(url: string, query: string): Promise<number> {
  const times: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat += 1) times.push(await timeOf(url, query));
  return median(times);
}

async function timeOf(url: string, query: string): Promise<number> {
  const started = performance.now();
  await ask(url, query);
  return performance.now() - started;
}
