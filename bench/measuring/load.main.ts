import { performance } from 'node:perf_hooks';
import { Client } from 'undici';
import { tellReady } from '../process-channel.js';
import type { LoadOrder, LoadResult } from './load.js';

/** Asks as often as it gets answers, in a process of its own, whenever the run tells it to. */
process.on('message', (order: LoadOrder) => void load(order).then((result) => process.send?.(result)));
// Orders are all that it lives for.
process.channel?.ref();
tellReady({});

async function load({ url, queries, clients, milliseconds, requests = 0, patience = 0, bytes }: LoadOrder): Promise<LoadResult> {
  const { origin, pathname } = new URL(url);
  const bodies = queries.map((query) => JSON.stringify({ query }));
  const latencies: number[] = [];
  let failures = 0;
  const started = performance.now();

  function goesOn(elapsed: number): boolean {
    return elapsed < milliseconds || (latencies.length < requests && elapsed < milliseconds + patience);
  }

  /** One client: it asks again as soon as it has the answer, over a connection that it keeps. */
  async function ask(client: Client, index: number): Promise<void> {
    const body = bodies[index % bodies.length];
    while (goesOn(performance.now() - started)) {
      const sent = performance.now();
      const answer = await client.request({ path: pathname, method: 'POST', headers: { 'content-type': 'application/json' }, body });
      const { byteLength } = await answer.body.arrayBuffer();
      latencies.push(performance.now() - sent);
      if (answer.statusCode !== 200 || byteLength !== bytes) failures += 1;
    }
  }

  const connections = Array.from({ length: clients }, () => new Client(origin));
  await Promise.all(connections.map(ask));
  const took = performance.now() - started;
  await Promise.all(connections.map((client) => client.close()));
  return { latencies, failures, milliseconds: took };
}
