import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { anId, fakeCollege } from './fake-college.js';
import { FakeNode } from './fake-node.js';
import { COLLEGES, type EventPage, FEED, GOOD_COLLEGE, type GoodAndBad, expectOnlyTheBadToBeMissing, goodAndBad, recovered, titlesOf } from './good-and-bad.js';
import { crash, json, redirect, rewritten } from './misbehaviour.js';

let good: GoodAndBad['good'];
let bad: GoodAndBad['bad'];
let network: GoodAndBad['network'];

beforeAll(async () => {
  ({ good, bad, network } = await goodAndBad());
});

afterAll(() => network.stop());

afterEach(() => recovered(bad, network));

describe('a node that oversteps', () => {
  it("row 7: ids that are not its own are dropped, and their owner's data stay as they are", async () => {
    bad.behave(rewritten(bad, (body) => body.replaceAll(anId('hgt', 2), anId('bat', 1)).replaceAll('hgt 2', 'bat, taken over')));
    const { data, errors } = await network.ask(COLLEGES);
    expect(data.colleges[0]).toEqual(GOOD_COLLEGE);
    expect(data.colleges[1].events.nodes).toEqual([null, { id: anId('hgt', 4), title: 'hgt 4', placesTaken: 3 }]);
    expect(errors).toHaveLength(1);
    expect(errors[0]?.extensions).toEqual({ code: 'NODE_BAD_ANSWER', college: 'hgt' });
    expect(errors[0]?.path?.slice(0, 5)).toEqual(['colleges', 1, 'events', 'nodes', 0]);
  });

  it('row 7: a feed with foreign keys counts as no answer', async () => {
    bad.behave(rewritten(bad, (body) => body.replaceAll(anId('hgt', 2), anId('bat', 2))));
    const { data } = await network.ask(FEED);
    expect(titlesOf(data.events as EventPage)).toEqual(['bat 1', 'bat 3']);
    expect(data.events.coverage.missing).toMatchObject([{ college: { code: 'hgt' }, reason: 'NODE_BAD_ANSWER' }]);
  });

  it.each([
    ['an id that is none', '2027-01-01T04:00:00.000Z|hgt:zzz'],
    ['any text behind an id', `2027-01-01T04:00:00.000Z|${anId('hgt', 4)} and so on`],
    ['a day that there is not', `2027-02-30T04:00:00.000Z|${anId('hgt', 4)}`],
    ['no time', `99999999999999999999999Z|${anId('hgt', 4)}`],
  ])('row 7: nor is a feed whose keys have %s an answer, and the page that it leaves can be paged on', async (_what, key) => {
    bad.behave(rewritten(bad, (body) => body.replaceAll(`2027-01-01T04:00:00.000Z|${anId('hgt', 4)}`, key)));
    const PAGE = 'query Page($after: String) { events(first: 10, after: $after) { nodes { id } pageInfo { endCursor } coverage { missing { college { code } reason } } } }';
    const { data } = await network.ask(PAGE);
    expect(data.events.nodes).toEqual([{ id: anId('bat', 1) }, { id: anId('bat', 3) }]);
    expect(data.events.coverage.missing).toEqual([{ college: { code: 'hgt' }, reason: 'NODE_BAD_ANSWER' }]);
    expect((await network.ask(PAGE, { after: data.events.pageInfo.endCursor })).status).toBe(200);
  });

  it('row 7: what it found is nothing where another college has it', async () => {
    bad.behave(json({ data: { searchFeed: [{ kind: 'EVENT', id: anId('hgt', 2), rank: 1 }, { kind: 'EVENT', id: anId('bat', 1), rank: 2 }] } }));
    const { data } = await network.ask('{ search(text: "bat") { nodes { ... on Event { id } } } }');
    expect(data.search.nodes).toEqual([{ id: anId('hgt', 2) }]);
  });

  it.each([1e300, 3.1, -0.1])('and that ranks what it found higher or lower than anything can be counts as no answer: %d', async (rank) => {
    bad.behave(json({ data: { searchFeed: [{ kind: 'EVENT', id: anId('hgt', 2), rank: 2 }, { kind: 'EVENT', id: anId('hgt', 4), rank }] } }));
    const { data } = await network.ask('{ search(text: "hgt") { nodes { __typename } coverage { missing { college { code } reason } } } }');
    expect(data.search.nodes).toEqual([]);
    expect(data.search.coverage.missing).toContainEqual({ college: { code: 'hgt' }, reason: 'NODE_BAD_ANSWER' });
  });

  it('and that counts more than an Int holds takes no answer away', async () => {
    bad.behave(rewritten(bad, (body) => body.replaceAll('"totalCount":2', '"totalCount":2147483647')));
    const { data, errors } = await network.ask(`{ ${FEED.slice(1, -1)} colleges { code } }`);
    expect(errors).toEqual([]);
    expect(data.events.totalCount).toBe(2_147_483_647);
    expect(data.colleges).toHaveLength(2);
  });

  it('and that counts less than nothing counts as no answer', async () => {
    bad.behave(rewritten(bad, (body) => body.replaceAll('"totalCount":2', '"totalCount":-7')));
    const { data } = await network.ask(FEED);
    expect(data.events.totalCount).toBe(2);
    expect(titlesOf(data.events as EventPage)).toEqual(['bat 1', 'bat 3']);
    expect(data.events.coverage.missing).toMatchObject([{ college: { code: 'hgt' }, reason: 'NODE_BAD_ANSWER' }]);
  });

  it('and that says a contract version which no Int holds has the one of the roster', async () => {
    bad.behave(async (response, request) => {
      const { status, body } = await bad.honestAnswer(request);
      response.writeHead(status, { 'content-type': 'application/json', 'dobroset-contract': '99999999999' }).end(body);
    });
    await network.ask(COLLEGES);
    const { data, errors } = await network.ask('{ college(code: "hgt") { contractVersion } }');
    expect(errors).toEqual([]);
    expect(data.college.contractVersion).toBe(1);
  });

  it('row 8: what it answers beyond the question counts for nothing', async () => {
    const extra = '"name":"Чужое имя","status":"LEFT","__typename":"Event","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},';
    bad.behave(rewritten(bad, (body) => body.replaceAll('"about":', `${extra}"about":`)));
    const { data, errors } = await network.ask('{ colleges { __typename code name status about } }');
    expect(errors).toEqual([]);
    expect(data.colleges).toEqual([
      { __typename: 'College', code: 'bat', name: 'Техникум «bat»', status: 'MEMBER', about: 'О колледже bat' },
      { __typename: 'College', code: 'hgt', name: 'Техникум «hgt»', status: 'MEMBER', about: 'О колледже hgt' },
    ]);
    bad.recover();
    expect((await network.ask(COLLEGES)).errors).toEqual([]);
  });

  it.each([
    ['beside what it answers', true, []],
    ['in the place of an answer', false, [{ path: ['event'], extensions: { code: 'NODE_BAD_ANSWER', college: 'hgt' } }]],
  ])("row 8: what it says of another college's field counts for nothing, %s", async (_how, answers, expected) => {
    const errors = [{ message: 'You may not.', path: ['other'], extensions: { code: 'FORBIDDEN' } }];
    bad.behave(rewritten(bad, (body) => JSON.stringify({ ...(answers && (JSON.parse(body) as object)), errors })));
    const answer = await network.ask(`{ event(id: "${anId('hgt', 2)}") { title } other: event(id: "${anId('bat', 1)}") { title } }`);
    expect(answer.data).toEqual({ event: answers ? { title: 'hgt 2' } : null, other: { title: 'bat 1' } });
    expect(answer.errors).toMatchObject(expected);
    expect(answer.errors).toHaveLength(expected.length);
  });

  it('row 10: what belongs to one college is asked there alone', async () => {
    await network.ask(COLLEGES);
    const before = { good: good.operations.length, bad: bad.operations.length };
    const { data } = await network.ask(`{ event(id: "${anId('bat', 1)}") { title host { code } } }`);
    expect(data.event).toEqual({ title: 'bat 1', host: { code: 'bat' } });
    expect(good.operations.length).toBeGreaterThan(before.good);
    expect(bad.operations.length).toBe(before.bad);
  });

  it.each(['nonsense', 'bat', 'kpk:0192f3c4-0000-7000-8000-000000000001', '../bat:1', anId('bat', 99)])(
    'row 10: the id %j is nobody’s: null and NOT_FOUND',
    async (id) => {
      const { data, errors } = await network.ask('query Event($id: ID!) { event(id: $id) { title } }', { id });
      expect(data).toEqual({ event: null });
      expect(errors).toMatchObject([{ path: ['event'], extensions: { code: 'NOT_FOUND' } }]);
    },
  );

  it.each([301, 302, 303, 307, 308])('row 18: a %i is not followed', async (status) => {
    const inner = await FakeNode.start('inner', fakeCollege('hgt', { events: [] }));
    bad.behave(redirect(inner.endpoint, status));
    expectOnlyTheBadToBeMissing(await network.ask(COLLEGES), 'NODE_BAD_ANSWER');
    expect(inner.requests).toHaveLength(0);
    await inner.stop();
  });

  it('a null without a reason is NOT_FOUND', async () => {
    bad.behave(json({ data: { _entities: [null] } }));
    expectOnlyTheBadToBeMissing(await network.ask(COLLEGES), 'NOT_FOUND');
  });

  it.each(['the long way', 'the short way'])('and so is one on a merged list, %s', async () => {
    bad.behave(rewritten(bad, (body) => JSON.stringify(JSON.parse(body, (key, value) => (key === 'event' && value?.title === 'hgt 2' ? null : value)))));
    const { data, errors } = await network.ask('{ events(first: 3) { nodes { id title summary } } }');
    expect(data.events.nodes.map((event: { readonly id: string } | null) => event?.id)).toEqual([anId('bat', 1), undefined, anId('bat', 3)]);
    expect(errors.map(({ path, extensions }) => [path, extensions])).toEqual(['title', 'summary'].map((field) => [['events', 'nodes', 1, field], { code: 'NOT_FOUND', college: 'hgt' }]));
  });

  it('one that breaks a merged page off ends it there, and what it has left comes with the next', async () => {
    const PAGE = '{ events(first: 10) { nodes { title } totalCount pageInfo { hasNextPage endCursor } coverage { missing { college { code } reason } } } }';
    const one = rewritten(bad, (body) => JSON.stringify(JSON.parse(body, (key, value) => (key === 'items' ? value.slice(0, 1) : key === 'hasNextPage' || value))));
    bad.behave((response, request) => (request.body.includes('"feedAfter":null') ? one : crash)(response, request));
    const { data } = await network.ask(PAGE);
    expect(data.events).toEqual({
      nodes: [{ title: 'bat 1' }, { title: 'hgt 2' }],
      totalCount: 4, // it told its own before it broke off
      pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
      coverage: { missing: [{ college: { code: 'hgt' }, reason: 'NODE_BAD_ANSWER' }] },
    });
    await recovered(bad, network);
    const next = await network.ask(PAGE.replace('first: 10', `first: 10, after: "${data.events.pageInfo.endCursor}"`));
    expect(titlesOf(next.data.events as EventPage)).toEqual(['bat 3', 'hgt 4']);
  });

  it('what it says of one thing is said of all where it gives nothing', async () => {
    bad.behave(json({ data: null, errors: [{ message: 'Too busy.', path: ['one'], extensions: { code: 'BUSY' } }] }));
    const { data, errors } = await network.ask(`{ one: event(id: "${anId('hgt', 2)}") { title } other: event(id: "${anId('hgt', 4)}") { title } }`);
    expect(data).toEqual({ one: null, other: null });
    expect(errors.map(({ path, extensions }) => [path, extensions?.code])).toEqual([[['one'], 'BUSY'], [['other'], 'BUSY']]);
  });

  it.each(['the long way', 'the short way'])('and what several needs of one link lack is said of the link once, %s', async () => {
    const found = json({ data: { searchFeed: [{ kind: 'OFFER', id: anId('hgt', 8), rank: 2 }] } });
    bad.behave((response, request) => (request.body.includes('searchFeed') ? found : crash)(response, request));
    const { data, errors } = await network.ask('{ search(text: "hgt") { nodes { ... on Offer { matches { totalCount } } } } }');
    expect(data.search.nodes).toEqual([{ matches: null }]);
    const there = errors.filter(({ path }) => path?.[1] === 'nodes');
    expect(there.map(({ path, extensions }) => [path, extensions])).toEqual([[['search', 'nodes', 0, 'matches'], { code: 'NODE_BAD_ANSWER', college: 'hgt' }]]);
  });

  it('what it lacks of what a search found is said where that stands', async () => {
    const found = [{ kind: 'PRACTICE', id: anId('hgt', 7), rank: 2.9 }, { kind: 'EVENT', id: anId('hgt', 2), rank: 2.8 }, { kind: 'OFFER', id: anId('hgt', 8), rank: 2.7 }, { kind: 'EVENT', id: anId('hgt', 99), rank: 2.6 }];
    bad.behave((response, request) => (request.body.includes('searchFeed') ? json({ data: { searchFeed: found } })(response, request) : bad.answer(response, request)));
    const { data, errors } = await network.ask('{ found: search(text: "hgt") { hits: nodes { __typename ... on Event { summary kind title } } } }');
    expect(data.found.hits).toEqual([{ __typename: 'Practice' }, expect.objectContaining({ title: 'hgt 2' }), { __typename: 'Offer' }, null]);
    const there = errors.filter(({ path }) => path?.[1] === 'hits');
    expect(there.map(({ path, extensions }) => [path, extensions])).toEqual(['summary', 'kind', 'title'].map((field) => [['found', 'hits', 3, field], { code: 'NOT_FOUND', college: 'hgt' }]));
  });
});

describe('whoever asks', () => {
  it('is asked about at their own college, with the assertion in the token they brought', async () => {
    const token = await network.curatorToken('hgt');
    const before = good.operations.length;
    const { data, errors } = await network.ask('{ viewer { displayName college { code name } } }', undefined, token);
    expect(errors).toEqual([]);
    expect(data.viewer).toEqual({ displayName: 'Кто-то из hgt', college: { code: 'hgt', name: 'Техникум «hgt»' } });
    expect(good.operations).toHaveLength(before);
    expect(bad.requests.at(-1)?.headers.authorization).toBe(`Bearer ${String(decodeJwt(token)['assertion'])}`);
  });

  it('is nobody as a visitor, and no node is asked', async () => {
    const before = [...good.operations, ...bad.operations].length;
    expect(await network.ask('{ viewer { displayName } }')).toMatchObject({ data: { viewer: null }, errors: [] });
    expect([...good.operations, ...bad.operations]).toHaveLength(before);
  });

  it('is told when a node does not take their token', async () => {
    bad.behave((response) => {
      response.writeHead(401, { 'content-type': 'application/json' }).end('{"errors":[{"message":"No.","extensions":{"code":"UNAUTHENTICATED"}}]}');
    });
    expectOnlyTheBadToBeMissing(await network.ask(COLLEGES, undefined, await network.curatorToken('bat')), 'UNAUTHENTICATED');
  });
});

describe('row 9: a node that would take the graph over', () => {
  const TAKEOVER = `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@override", "@inaccessible"])
    type Query { colleges: [College!]! @override(from: "network") viewer: String @inaccessible }
    type College @key(fields: "code") { code: ID! name: String! @override(from: "network") status: String! @inaccessible }`;

  it('changes nothing by its own schema: nobody asks for it, and the graph is composed from the contract', async () => {
    const INTROSPECTION = '{ __schema { types { name fields { name type { name kind } } } } }';
    const before = await network.ask(INTROSPECTION);
    bad.behave(async (response, request) => {
      const { status, body } = await bad.honestAnswer(request);
      const answer = request.body.includes('_service') ? JSON.stringify({ data: { _service: { sdl: TAKEOVER } } }) : body;
      response.writeHead(status, { 'content-type': 'application/json', 'dobroset-contract': '99' }).end(answer);
    });
    bad.requests.length = 0;
    const { data } = await network.ask('{ colleges { code name status } }');
    expect(data.colleges).toContainEqual({ code: 'hgt', name: 'Техникум «hgt»', status: 'MEMBER' });
    expect((await network.ask(INTROSPECTION)).data).toEqual(before.data);
    await network.ask(COLLEGES);
    expect(bad.requests.some(({ body }) => body.includes('_service'))).toBe(false);
  });
});
