import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { contractOf } from '#gateway/college/contract.js';
import { Operations } from '#gateway/college/operation.js';
import { Splittables } from '#gateway/college/split.js';
import { anEvent, anId, fakeCollege } from './fake-college.js';
import { FakeNetwork } from './fake-network.js';
import { FakeNode } from './fake-node.js';

const MEBIBYTE = 2 ** 20;
const DISTINCT_QUERIES = 1_500;
const FIELDS_OF_EACH = 60;

/** A document of about so many characters, another one for another number. */
function aDocument(number: number, characters = 64 * 1024): string {
  const fields = Array.from({ length: Math.ceil(characters / 20) }, (_, index) => `f${index}_${number}: title`);
  return `{ event(id: "bat:1") { ${fields.join(' ')} } }`;
}

describe('what is remembered of documents', () => {
  const contract = contractOf(parse('type Query { event(id: ID!): Event } type Event { title: String }'), {});

  it.each([
    ['to cut them by owner', () => new Splittables()],
    ['to send them and to read their answers', () => new Operations(contract)],
  ])('%s is bounded by their size', (_what, make) => {
    const cache = make();
    const take = (text: string) => (cache instanceof Splittables ? cache.of(text) : cache.prepare(text, new Set()));
    const first = take(aDocument(0));
    expect(take(aDocument(0))).toBe(first);
    for (let number = 1; number <= 100; number += 1) take(aDocument(number));
    expect(take(aDocument(0))).not.toBe(first);
  });
});

describe('a gateway that is sent very many different queries', () => {
  let network: FakeNetwork;

  beforeAll(async () => {
    network = await FakeNetwork.start([await FakeNode.start('bat', fakeCollege('bat', { events: [anEvent('bat', 1)] }))]);
  });

  afterAll(() => network.stop());

  it('remembers a bounded part of them', async () => {
    const asking = async (from: number, to: number): Promise<number> => {
      for (let number = from; number < to; number += 1) {
        const fields = Array.from({ length: FIELDS_OF_EACH }, (_, index) => `a${index}_${number}: title`).join(' ');
        const { errors } = await network.ask(`{ event(id: "${anId('bat', 1)}") { ${fields} } }`);
        expect(errors).toEqual([]);
      }
      return residentMebibytes(network.gateway.pid);
    };
    const before = await asking(0, 100);
    expect((await asking(100, DISTINCT_QUERIES)) - before).toBeLessThan(300);
  }, 90_000);
});

async function residentMebibytes(pid: number): Promise<number> {
  const [, kibibytes] = /VmRSS:\s+(\d+) kB/.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? [];
  return (Number(kibibytes) * 1024) / MEBIBYTE;
}
