import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anEvent, fakeCollege } from './fake-college.js';
import { FakeNetwork } from './fake-network.js';
import { FakeNode } from './fake-node.js';

const QUERY = '{ colleges { code events { nodes { title } } } }';
const WELL = [
  { code: 'bat', events: { nodes: [{ title: 'bat 1' }] } },
  { code: 'hgt', events: { nodes: [{ title: 'hgt 1' }] } },
];

/** As many as open a breaker, and as many as a pool has connections. */
const VERY_OFTEN = 40;

let bat: FakeNode;
let hgt: FakeNode;
let network: FakeNetwork;

beforeAll(async () => {
  bat = await FakeNode.start('bat', fakeCollege('bat', { events: [anEvent('bat', 1)] }));
  hgt = await FakeNode.start('hgt', fakeCollege('hgt', { events: [anEvent('hgt', 1)] }));
  network = await FakeNetwork.start([bat, hgt], { RATE_LIMIT: '18000' });
});

afterAll(() => network.stop());

describe('a token that a hostile member signed, with an assertion that no header can hold', () => {
  it.each<[string, (assertion: string) => string]>([
    ['a line break', (assertion) => `${assertion.slice(0, -9)}\n${assertion.slice(-9)}`],
    ['a tab', (assertion) => `${assertion}\t`],
    ['a character of another alphabet', (assertion) => `${assertion}я`],
    ['another header', (assertion) => `${assertion.slice(0, -9)}\r\nx-forwarded-for: 127.0.0.1${assertion.slice(-9)}`],
  ])('is refused for %s however often it is shown, and costs nobody their colleges', async (_what, bend) => {
    const token = await network.bentToken('hgt', ({ assertion }) => ({ assertion: bend(String(assertion)) }));
    const before = bat.operations.length;
    for (let time = 0; time < VERY_OFTEN; time += 1) expect((await network.ask(QUERY, undefined, token)).status).toBe(401);
    expect(bat.operations).toHaveLength(before);

    const { data, errors } = await network.ask(QUERY, undefined, await network.curatorToken('bat'));
    expect({ colleges: data.colleges, errors }).toEqual({ colleges: WELL, errors: [] });
  });
});
