import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { contractOf } from '#gateway/college/contract.js';
import { Nodes } from '#gateway/college/nodes.js';
import { Operations } from '#gateway/college/operation.js';
import { Splittables } from '#gateway/college/split.js';
import { networkGraph } from '#gateway/server/network-graph.js';
import { ordinaryGraph } from '#gateway/server/ordinary-graph.js';
import { collegeContract } from '#contract/college-contract.js';
import { rootFieldRules } from '#contract/root-field-rules.js';
import { supergraphFile } from '#gateway/supergraph/committed.js';
import { aCaller } from './test-caller.js';

const MOST_MEBIBYTES = 64;
const VERY_MANY = 120;

/** A long document, another one for another number: no client can send much more in one body. */
function aDocument(number: number, characters = 64 * 1024): string {
  const fields = Array.from({ length: Math.ceil(characters / 20) }, (_, index) => `f${index}_${number}: title`);
  return `{ event(id: "bat:1") { ${fields.join(' ')} } }`;
}

/** Whether what was first remembered is still the same after so much else. */
function remembersTheFirst(remember: (text: string) => unknown): boolean {
  const first = remember(aDocument(0));
  expect(remember(aDocument(0))).toBe(first);
  for (let number = 1; number <= VERY_MANY; number += 1) remember(aDocument(number));
  return remember(aDocument(0)) === first;
}

describe('what a gateway remembers of documents is bounded by their size, not by their number alone', () => {
  it('where it cuts them by owner', () => {
    const cache = new Splittables();
    expect(remembersTheFirst((text) => cache.of(text))).toBe(false);
  });

  it('where it sends them and reads the answers', () => {
    const contract = contractOf(parse('type Query { event(id: ID!): Event } type Event { title: String }'), {});
    const cache = new Operations(contract);
    expect(remembersTheFirst((text) => cache.prepare(text, new Set()))).toBe(false);
  });

  it('where it parses and validates them, and where it plans them, in both graphs', async () => {
    const nodes = new Nodes(contractOf(collegeContract(), rootFieldRules), aCaller);
    const graphs = [ordinaryGraph(supergraphFile.pathname), networkGraph({ current: { version: 1, colleges: [] } } as never, nodes, {} as never)];
    for (const { server, gateway } of graphs) {
      expect(gateway).toMatchObject({ experimental_approximateQueryPlanStoreMiB: expect.any(Number) });
      expect(Number(gateway && 'experimental_approximateQueryPlanStoreMiB' in gateway && gateway.experimental_approximateQueryPlanStoreMiB)).toBeLessThanOrEqual(MOST_MEBIBYTES);
      const store = server?.documentStore;
      if (!store) throw new Error('The documents have no store of their own.');
      for (let number = 0; number <= VERY_MANY; number += 1) await store.set(String(number), parse(aDocument(number)));
      expect(await store.get('0')).toBeUndefined();
      expect(await store.get(String(VERY_MANY))).toBeDefined();
    }
    await nodes.close();
  }, 60_000);
});
