import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCurator } from '#support/factories/actor.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { anOffer } from '#support/factories/offer.factory.js';
import { aPractice, anAdoption } from '#support/factories/practice.factory.js';
import type { GraphAnswer } from '#support/graph-client.js';
import { type TestNetwork, startNetwork } from '#support/network.js';

const SEARCH = `query ($text: String!, $first: Int) { search(text: $text, first: $first) {
  nodes {
    __typename
    ... on Event { id title host { name } coHosts { code } }
    ... on Practice { id title college { code } adoptions { college { code } } }
    ... on Offer { id title college { code } }
  }
  coverage { answered { code } missing { college { code } reason } }
} }`;

const mentioned = anEvent({ title: 'Сбор отряда', description: 'Разберём, что такое наставничество', coHostCodes: ['bat'] });
const titled = anEvent({ title: 'Наставничество' });
const practice = aPractice({ title: 'Наставничество по средам', summary: 'Как мы это делаем', body: 'Раз в неделю', tags: [] });
const offer = anOffer({ title: 'Опыт наставничества', details: 'Расскажем и покажем, как это устроено у нас' });
const agreed = anOffer({ title: 'Наставничество, уже обещано', status: 'AGREED' });
const withdrawn = aPractice({ title: 'Наставничество, как не надо', withdrawnAt: new Date() });
const hidden = anEvent({ title: 'Наставничество, черновик', status: 'DRAFT' });
/** The same text at three colleges; the second is the newest. */
const same = ['chhtt', 'hgt', 'bat'].map(() => anEvent({ title: 'Эстафета поколений' }));
const far = anEvent({ title: 'Экспедиция' });

let network: TestNetwork;

beforeAll(async () => {
  network = await startNetwork('chhtt', 'bat', 'hgt');
  await network.node('chhtt').has(mentioned, hidden, ...same.slice(0, 1));
  await network.node('bat').has(titled, practice, anAdoption(practice, 'hgt'), withdrawn, ...same.slice(2));
  await network.node('hgt').has(offer, agreed, far, ...same.slice(1, 2));
});
afterAll(() => network.stop());

const titles = ({ data }: GraphAnswer) => data.search.nodes.map(({ title }: { title: string }) => title);

describe('the search of the network', () => {
  it('gives what fits best first, whichever college has it', async () => {
    const answer = await network.ask(SEARCH, { text: 'наставничества' });
    expect(answer.errors).toEqual([]);
    expect(titles(answer)).toEqual(['Наставничество', 'Наставничество по средам', 'Сбор отряда']);
    expect(answer.data.search.coverage).toEqual({ answered: [{ code: 'bat' }, { code: 'chhtt' }, { code: 'hgt' }], missing: [] });
    expect(answer.data.search.nodes[1]).toMatchObject({ __typename: 'Practice', college: { code: 'bat' }, adoptions: [{ college: { code: 'hgt' } }] });
    expect(answer.data.search.nodes[2]).toMatchObject({ __typename: 'Event', host: { name: expect.any(String) }, coHosts: [{ code: 'bat' }] });
  });

  it('answers alike while its plan is new and once it is known', async () => {
    const query = `query ($yes: Boolean!) {
      search(text: "наставничество") { nodes { __typename ... on Event { title @include(if: $yes) host { name } } ...P } coverage { answered { name } } }
      changes(college: "chhtt") { hasMore changes { kind event { id title coHosts { name } } } }
    } fragment P on Practice { title adoptions { college { name } } }`;
    const [first, second] = [await network.ask(query, { yes: true }), await network.ask(query, { yes: true })];
    expect(first.errors).toEqual([]);
    expect(first.data.search.nodes).toHaveLength(3);
    expect(second.data).toEqual(first.data);
    expect((await network.ask(query, { yes: false })).data.search.nodes.map(Object.keys)).toEqual([['__typename', 'host'], ['__typename', 'title', 'adoptions'], ['__typename', 'host']]);
  });

  it('finds offers that are open, for whoever signed in', async () => {
    const answer = await network.as(aCurator('bat')).ask(SEARCH, { text: 'наставничество' });
    expect(titles(answer)).toContain('Опыт наставничества');
    expect(titles(answer)).not.toContain('Наставничество, уже обещано');
    expect(titles(answer)).toContain('Наставничество, как не надо');
    expect(titles(answer)).not.toContain('Наставничество, черновик');
  });

  it('puts the newest of equals first, and gives as many as are asked for', async () => {
    const { data } = await network.ask(SEARCH, { text: 'эстафета' });
    expect(data.search.nodes.map(({ id }: { id: string }) => id)).toEqual([`bat:${same[2]?.id}`, `hgt:${same[1]?.id}`, `chhtt:${same[0]?.id}`]);
    expect(titles(await network.ask(SEARCH, { text: 'эстафета', first: 2 }))).toHaveLength(2);
    expect(titles(await network.ask(SEARCH, { text: 'эстафета', first: 0 }))).toEqual([]);
  });

  it.each([
    ['NUL', { text: 'эстафета\0' }],
    ['ten thousand characters', { text: 'э'.repeat(10_000) }],
    ['less than nothing', { text: 'эстафета', first: -1 }],
  ])('refuses %s as the client’s mistake', async (_what, variables) => {
    const { errors } = await network.ask(SEARCH, variables);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  });

  it.each([':*', '&|!', "'", '«»'])('finds nothing in «%s»', async (text) => {
    const answer = await network.ask(SEARCH, { text });
    expect([answer.errors, titles(answer)]).toEqual([[], []]);
  });
});

describe('the changes of a college, through the gateway', () => {
  const CHANGES = `query ($college: ID!, $after: String) { changes(college: $college, after: $after) {
    cursor hasMore reset changes { id kind deleted event { title coHosts { code } } practice { title college { name } } offer { title } }
  } }`;

  it('come from the college that is named', async () => {
    const { data, errors } = await network.ask(CHANGES, { college: 'bat' });
    expect(errors).toEqual([]);
    const told = data.changes.changes;
    expect(told.map(({ kind, deleted }: { kind: string; deleted: boolean }) => [kind, deleted]).sort()).toEqual([['EVENT', false], ['EVENT', false], ['PRACTICE', false]]);
    expect(JSON.stringify(told)).not.toContain(withdrawn.id);

    await network.node('bat').rowsOf('UPDATE practice SET withdrawn_at = now() WHERE id = $1', [practice.id]);
    const next = await network.ask(CHANGES, { college: 'bat', after: data.changes.cursor });
    expect(next.data.changes).toMatchObject({ reset: false, hasMore: false, changes: [{ id: `bat:${practice.id}`, kind: 'PRACTICE', deleted: true, practice: null }] });
    await network.node('bat').rowsOf('DELETE FROM adoption');
    expect((await network.ask(CHANGES, { college: 'bat', after: next.data.changes.cursor })).data.changes.changes).toEqual([]);
  });

  it('show offers to whoever signed in, and make no secret of themselves where there is none', async () => {
    const kinds = ({ data }: GraphAnswer) => data.changes.changes.map(({ kind }: { kind: string }) => kind).sort();
    expect(kinds(await network.ask(CHANGES, { college: 'hgt' }))).toEqual(['EVENT', 'EVENT']);
    expect(kinds(await network.as(aCurator('bat')).ask(CHANGES, { college: 'hgt' }))).toEqual(['EVENT', 'EVENT', 'OFFER', 'OFFER']);
  });

  it('of several colleges are asked for at once, with links to others', async () => {
    const { data, errors } = await network.ask('{ one: changes(college: "chhtt") { changes { event { coHosts { code } } } } two: changes(college: "hgt", first: 1) { hasMore } }');
    expect(errors).toEqual([]);
    expect(data.one.changes).toContainEqual({ event: { coHosts: [{ code: 'bat' }] } });
    expect(data.two).toEqual({ hasMore: true });
  });

  it.each([
    ['a college that there is not', { college: 'namt' }, 'NOT_FOUND'],
    ['what is no code', { college: "'; --" }, 'NOT_FOUND'],
    ['what is no cursor', { college: 'bat', after: 'abc' }, 'BAD_USER_INPUT'],
  ])('refuse %s', async (_what, variables, code) => {
    const { errors } = await network.ask(CHANGES, variables);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual([code]);
  });
});

describe('a college that does not answer', () => {
  it('is named, and keeps nobody else from being found', async () => {
    await network.node('hgt').kill();
    const { data, errors } = await network.ask(SEARCH, { text: 'эстафета' });
    expect(data.search.nodes).toHaveLength(2);
    expect(data.search.coverage.missing).toEqual([{ college: { code: 'hgt' }, reason: 'NODE_UNAVAILABLE' }]);
    expect(errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([[['search'], 'NODE_UNAVAILABLE']]);
    const changes = await network.ask('{ changes(college: "hgt") { cursor } }');
    expect([changes.data.changes, changes.errors.map(({ extensions }) => extensions.code)]).toEqual([null, ['NODE_UNAVAILABLE']]);
  });
});
