import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { visit } from 'graphql';
import { collegeContract } from '#contract/college-contract.js';
import { lastWholeMonth } from '#gateway/network/last-whole-month.js';
import { FakeNetwork } from './fake-network.js';
import { FakeNode } from './fake-node.js';
import { crash, json, rewritten } from './misbehaviour.js';

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

/** What a node answers to the one question that is asked here. */
interface Answer {
  readonly data: { readonly _entities: readonly [{ readonly figures: object }] };
}

function withFigures({ data }: Answer, change: object, ...errors: object[]) {
  const [college] = data._entities;
  return { data: { _entities: [{ ...college, figures: { ...college.figures, ...change } }] }, ...(errors.length > 0 && { errors }) };
}

async function aNode(code: string, contract = collegeContract()): Promise<FakeNode> {
  const schema = buildSubgraphSchema([
    {
      typeDefs: contract,
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

  it.each<[string, (answer: Answer) => unknown, string]>([
    ['does not say for want of time', (answer) => withFigures(answer, { volunteers: null }, { path: ['_entities', 0, 'figures', 'volunteers'], message: 'Too busy.', extensions: { code: 'BUSY' } }), 'BUSY'],
    ['fails to say, of no place', (answer) => withFigures(answer, { volunteers: null }, { message: 'Too busy.', extensions: { code: 'BUSY' } }), 'BUSY'],
    ['writes as what it is not', (answer) => withFigures(answer, { volunteers: 'x' }), 'NODE_BAD_ANSWER'],
  ])('lack a college with a figure that it %s: that is no suppression, and takes no companion', async (_what, change, reason) => {
    const bat = nodes.get('bat');
    bat?.behave(rewritten(bat, (body) => JSON.stringify(change(JSON.parse(body)))));
    const { totals, byCollege, missing } = await ask();
    bat?.recover();
    expect(missing).toEqual([{ college: { code: 'bat' }, reason }]);
    expect(byCollege.map(({ college, volunteers }) => [college.code, volunteers])).toEqual([['hgt', 40], ['kpk', 40]]);
    expect(totals['volunteers']).toBe(80);
  });

  it('lack a college for the reason that took all of its figures, and not for that of one', async () => {
    const one = { message: 'No.', path: ['_entities', 0, 'figures', 'minutes'], extensions: { code: 'FORBIDDEN' } };
    const all = { message: 'Too busy.', path: ['_entities', 0, 'figures'], extensions: { code: 'BUSY' } };
    nodes.get('bat')?.behave(json({ data: { _entities: [{ __typename: 'College', code: 'bat', figures: null }] }, errors: [one, all] }));
    const { missing } = await ask();
    nodes.get('bat')?.recover();
    expect(missing).toEqual([{ college: { code: 'bat' }, reason: 'BUSY' }]);
  });

  it('row 80: hold what a node tells that cannot tell whether that is all, and name it', async () => {
    const older = visit(collegeContract(), { FieldDefinition: ({ name }) => (name.value === 'isPartial' ? null : undefined) });
    const behind = await FakeNetwork.start([await aNode('bat', older), await aNode('hgt')]);
    const { data, errors } = await behind.ask('{ network { figures { volunteers coverage { answered { code } missing { college { code } reason } } } } }');
    await behind.stop();
    expect(data.network.figures).toEqual({ volunteers: 80, coverage: { answered: [{ code: 'hgt' }], missing: [{ college: { code: 'bat' }, reason: 'CONTRACT_SKEW' }] } });
    expect(errors.map(({ path, extensions }) => [path, extensions])).toEqual([[['network', 'figures'], { code: 'CONTRACT_SKEW', college: 'bat' }]]);
  });

  it('row 80: lack a node that does not know one of the numbers, which is no suppression', async () => {
    const older = visit(collegeContract(), { FieldDefinition: ({ name }) => (name.value === 'activeVolunteers' ? null : undefined) });
    const behind = await FakeNetwork.start([await aNode('bat', older), await aNode('hgt'), await aNode('kpk')]);
    const { data } = await behind.ask('{ network { figures { activeVolunteers coverage { missing { college { code } reason } } } } }');
    await behind.stop();
    expect(data.network.figures).toEqual({ activeVolunteers: 40, coverage: { missing: [{ college: { code: 'bat' }, reason: 'CONTRACT_SKEW' }] } });
  });

  it.each<[string, string, { readonly from: string | null; readonly to: string }]>([
    ['by default', '', { from: null, to: lastWholeMonth() }],
    ['from a month on', '(from: "2026-01")', { from: '2026-01', to: lastWholeMonth() }],
    ['to a month', '(to: "2026-05")', { from: null, to: '2026-05' }],
    ['between two', '(from: "2025-09", to: "2026-05")', { from: '2025-09', to: '2026-05' }],
  ])('are over the same months at every college, %s, whatever its clock and zone', async (_what, range, { from, to }) => {
    const before = COLLEGES.map((code) => nodes.get(code)?.operations.length);
    await network.ask(`{ network { figures${range} { volunteers } } }`);
    const asked = COLLEGES.map((code, index) => nodes.get(code)?.operations.slice(before[index]).map(({ variables }) => variables));
    expect(asked).toEqual(COLLEGES.map(() => [expect.objectContaining({ from, to })]));
  });

  it.each([
    ['(from: "2026-05", to: "2026-04")', 'from: 2026-05 is after 2026-04; give the earlier month first.'],
    ['(from: "9999-01")', `from: 9999-01 is after ${lastWholeMonth()}, the last month that is whole; give an earlier one.`],
  ])('are refused where the range begins behind its end, and no node hears of it: %s', async (range, message) => {
    const before = nodes.get('bat')?.operations.length;
    const { errors } = await network.ask(`{ network { figures${range} { volunteers } } }`);
    expect(errors).toEqual([expect.objectContaining({ message, extensions: { code: 'BAD_USER_INPUT' } })]);
    expect(nodes.get('bat')?.operations).toHaveLength(before ?? -1);
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
