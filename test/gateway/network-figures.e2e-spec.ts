import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { collegeContract } from '#contract/college-contract.js';
import { FakeNetwork } from './fake-network.js';
import { FakeNode } from './fake-node.js';
import { crash } from './misbehaviour.js';

const MEASURES = ['volunteers', 'activeVolunteers', 'events', 'registrations', 'minutes'] as const;
const COLLEGES = ['bat', 'hgt', 'kpk'];

type Figures = Readonly<Record<string, number | null>>;

/** What each college publishes at the moment, and which of them withhold a month of it. */
const published = new Map<string, Figures>();
const partial = new Set<string>();
let nodes: Map<string, FakeNode>;
let network: FakeNetwork;

function figures(overrides: Figures = {}): Figures {
  return { volunteers: 40, activeVolunteers: 20, events: 5, registrations: 100, minutes: 6_000, attendanceRate: 0.9, crossCollegeRegistrations: 25, crossCollegeOutOf: 100, ...overrides };
}

async function aNode(code: string): Promise<FakeNode> {
  const schema = buildSubgraphSchema([
    {
      typeDefs: collegeContract(),
      resolvers: {
        College: {
          __resolveReference: () => ({ code }),
          figures: () => ({ college: { code }, ...published.get(code), isPartial: partial.has(code) }),
        },
      },
    },
  ]);
  return FakeNode.start(code, schema);
}

beforeAll(async () => {
  nodes = new Map(await Promise.all(COLLEGES.map(async (code) => [code, await aNode(code)] as const)));
  network = await FakeNetwork.start([...nodes.values()]);
});

afterAll(() => network.stop());

beforeEach(() => {
  partial.clear();
  for (const code of COLLEGES) published.set(code, figures());
});

interface Told {
  readonly totals: Figures;
  readonly byCollege: readonly (Figures & { readonly college: { readonly code: string } })[];
  readonly missing: readonly { readonly college: { readonly code: string }; readonly reason: string }[];
}

async function ask(): Promise<Told> {
  const { data } = await network.ask(`{ network { figures {
    ${MEASURES.join(' ')} crossCollegeShare
    byCollege { college { code } ${MEASURES.join(' ')} attendanceRate }
    coverage { answered { code } missing { college { code } reason } }
  } } }`);
  const { byCollege, coverage, ...totals } = data.network.figures;
  return { totals, byCollege, missing: coverage.missing };
}

describe('the figures of the network', () => {
  it('are the sums of what each college publishes', async () => {
    const { totals, byCollege, missing } = await ask();
    expect(totals).toEqual({ volunteers: 120, activeVolunteers: 60, events: 15, registrations: 300, minutes: 18_000, crossCollegeShare: 0.25 });
    expect(byCollege.map(({ college }) => college.code)).toEqual(COLLEGES);
    expect(missing).toEqual([]);
  });

  it.each(MEASURES)('row 32: one suppressed figure, %s, takes a companion with it, and both are named', async (measure) => {
    published.set('bat', figures({ [measure]: null }));
    published.set('kpk', figures({ [measure]: 3 }));
    const { totals, byCollege, missing } = await ask();
    expect(byCollege.map((college) => college[measure])).toEqual([null, figures()[measure], null]);
    expect(totals[measure]).toBe(figures()[measure]);
    expect(missing).toEqual(['bat', 'kpk'].map((code) => ({ college: { code }, reason: 'SUPPRESSED' })));
  });

  it('row 32: a college that withholds a month of several is named, and what it tells of the others counts', async () => {
    published.set('hgt', figures({ registrations: 40 }));
    partial.add('hgt');
    const { totals, missing } = await ask();
    expect(totals['registrations']).toBe(240);
    expect(missing).toEqual([{ college: { code: 'hgt' }, reason: 'SUPPRESSED' }]);
  });

  it('row 33: a total less what is shown of the colleges is always nothing, whatever is suppressed', async () => {
    const choices = [null, 10, 400];
    for (const [first, second, third] of choices.flatMap((a) => choices.flatMap((b) => choices.map((c) => [a, b, c])))) {
      [first, second, third].forEach((minutes, index) => published.set(COLLEGES[index] ?? '', figures({ minutes: minutes ?? null })));
      const { totals, byCollege } = await ask();
      const shown = byCollege.map(({ minutes }) => minutes ?? null).filter((minutes) => minutes !== null);
      expect(totals['minutes']).toBe(shown.length === 0 ? null : shown.reduce((sum, minutes) => sum + minutes, 0));
      const hidden = byCollege.length - shown.length;
      expect(hidden).not.toBe(1);
    }
  });

  it('row 33: the share of other colleges tells nothing of one that hides it', async () => {
    published.set('bat', figures({ crossCollegeRegistrations: null }));
    published.set('hgt', figures({ crossCollegeRegistrations: 30 }));
    published.set('kpk', figures({ crossCollegeRegistrations: 60 }));
    // Over kpk alone: with hgt in it, whoever knows hgt's and kpk's could work out nothing, but with bat's registrations they could.
    expect((await ask()).totals['crossCollegeShare']).toBe(0.6);
  });

  it.each(MEASURES)('of which an Int does not hold the sum, %s, are told as the greatest one', async (measure) => {
    published.set('bat', figures({ [measure]: 2_147_483_647 }));
    const { totals, missing } = await ask();
    expect(totals[measure]).toBe(2_147_483_647);
    expect(missing).toEqual([]);
  });

  it.each([...MEASURES, 'crossCollegeRegistrations', 'crossCollegeOutOf'])('lack a college that counts less than nothing: %s', async (measure) => {
    published.set('bat', figures({ [measure]: -1_000 }));
    const { byCollege, missing } = await ask();
    expect(byCollege.map(({ college }) => college.code)).toEqual(['hgt', 'kpk']);
    expect(missing).toEqual([{ college: { code: 'bat' }, reason: 'NODE_BAD_ANSWER' }]);
  });

  it('have no share of whose registrations at others are more than all', async () => {
    published.set('bat', figures({ crossCollegeRegistrations: 2_000_000_000, crossCollegeOutOf: 1 }));
    const { totals, missing } = await ask();
    expect(totals['crossCollegeShare']).toBe(0.25);
    expect(missing).toEqual([]);
  });

  it.each<[string, Figures]>([
    ['more attendance than there can be', { attendanceRate: 1.5 }],
    ['less attendance than none', { attendanceRate: -7 }],
  ])('lack a college that has %s', async (_what, impossible) => {
    published.set('bat', figures(impossible));
    expect((await ask()).missing).toEqual([{ college: { code: 'bat' }, reason: 'NODE_BAD_ANSWER' }]);
  });

  it('row 73: a college that is down is named, and the totals do not pretend to have it', async () => {
    nodes.get('hgt')?.behave(crash);
    const { totals, byCollege, missing } = await ask();
    nodes.get('hgt')?.recover();
    expect(totals['volunteers']).toBe(80);
    expect(byCollege.map(({ college }) => college.code)).toEqual(['bat', 'kpk']);
    expect(missing).toEqual([{ college: { code: 'hgt' }, reason: 'NODE_BAD_ANSWER' }]);
  });
});
