import type { BootedNode } from '../node/booted-node.js';
import type { AskedList } from '../node/large-college-lists.js';

const WARM_UP = 10;

/** Milliseconds of one list at one size. */
export interface Latency {
  readonly median: number;
  readonly p95: number;
}

/** Asks every node for the list by turns, one request at a time, so that what slows the machine down slows all of them. */
export async function measure(list: AskedList, nodes: readonly BootedNode[], requests: number): Promise<Latency[]> {
  const times = nodes.map((): number[] => []);
  const askers = await Promise.all(nodes.map((node) => askerOf(node, list)));
  for (let turn = -WARM_UP; turn < requests; turn += 1) {
    for (const [index, ask] of askers.entries()) {
      const took = await ask();
      if (turn >= 0) times[index]?.push(took);
    }
  }
  return times.map((each) => ({ median: quantile(each, 0.5), p95: quantile(each, 0.95) }));
}

async function askerOf(node: BootedNode, { name, query, as }: AskedList): Promise<() => Promise<number>> {
  const token = as && (await node.tokenOf(as));
  return async () => {
    const began = performance.now();
    const response = await node.post({ query }, token);
    const body = await response.text();
    const took = performance.now() - began;
    if (!response.ok || body.includes('"errors"')) throw new Error(`${name}: the node answered ${response.status} ${body.slice(0, 500)}`);
    return took;
  };
}

function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
