import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { eventKey } from '#contract/event-key.js';
import { PRACTICE_TEXT } from '#contract/limits.js';
import type { GraphAnswer } from '#support/graph-client.js';
import { anEvent, anId, fakeCollege } from './fake-college.js';
import { FakeNetwork } from './fake-network.js';
import { type Behaviour, FakeNode } from './fake-node.js';
import { longestPauseWhile } from './longest-pause.js';
import { crash, drip, flood, hangUp, headersAlone, html, json, late, listOf, manyErrors, redirect, rewritten, silent } from './misbehaviour.js';

const WHOLE_ANSWER_WITHIN = 3_500;
const LONGEST_EVENT_LOOP_LAG = 200;

const COLLEGES = '{ colleges { code name about events(first: 2) { nodes { id title placesTaken } totalCount } } }';
const FEED = '{ events(first: 10) { nodes { id title } totalCount coverage { answered { code } missing { college { code name } reason } } } }';

let good: FakeNode;
let bad: FakeNode;
let network: FakeNetwork;

beforeAll(async () => {
  good = await FakeNode.start('bat', fakeCollege('bat', { events: [anEvent('bat', 1), anEvent('bat', 3)] }));
  bad = await FakeNode.start('hgt', fakeCollege('hgt', { events: [anEvent('hgt', 2), anEvent('hgt', 4)] }));
  network = await FakeNetwork.start([good, bad]);
});

afterAll(async () => {
  await network.stop();
});

afterEach(async () => {
  bad.recover();
  await network.ask(COLLEGES); // a good answer closes the breaker
});

const GOOD_COLLEGE = {
  code: 'bat',
  name: 'Техникум «bat»',
  about: 'О колледже bat',
  events: {
    nodes: [
      { id: anId('bat', 1), title: 'bat 1', placesTaken: 3 },
      { id: anId('bat', 3), title: 'bat 3', placesTaken: 3 },
    ],
    totalCount: 2,
  },
};

/** The good college's data are all there, the bad one keeps its name, and the errors say where and why. */
function expectOnlyTheBadToBeMissing({ data, errors }: GraphAnswer, code: string): void {
  expect(data.colleges).toEqual([GOOD_COLLEGE, { code: 'hgt', name: 'Техникум «hgt»', about: null, events: null }]);
  expect(errors.length).toBeGreaterThan(0);
  for (const { path, extensions } of errors) {
    expect(extensions).toEqual({ code, college: 'hgt' });
    expect(path?.slice(0, 2)).toEqual(['colleges', 1]);
  }
}

interface EventPage {
  readonly nodes: readonly { readonly title: string }[];
}

function titlesOf({ nodes }: EventPage): string[] {
  return nodes.map(({ title }) => title);
}

describe('with every node well', () => {
  it('the colleges answer as one graph', async () => {
    const { data, errors } = await network.ask(COLLEGES);
    expect(errors).toEqual([]);
    expect(data.colleges).toMatchObject([{ code: 'bat' }, { code: 'hgt', events: { totalCount: 2 } }]);
    expect(data.colleges[0]).toEqual(GOOD_COLLEGE);
  });

  it('the merged list is in one order', async () => {
    const { data, errors } = await network.ask(FEED);
    expect(errors).toEqual([]);
    expect(titlesOf(data.events as EventPage)).toEqual(['bat 1', 'hgt 2', 'bat 3', 'hgt 4']);
    expect(data.events.coverage).toEqual({ answered: [{ code: 'bat' }, { code: 'hgt' }], missing: [] });
  });
});

describe('row 74: a node that takes its time', () => {
  const ways: readonly [string, () => Behaviour][] = [
    ['answers after ten seconds', () => late(bad, 10_000)],
    ['never answers', () => silent],
    ['sends headers and no body', () => headersAlone],
    ['drips its answer', () => drip],
  ];

  it.each(ways)('%s: the rest arrives in time', async (_way, behaviour) => {
    bad.behave(behaviour());
    const answer = await network.ask(COLLEGES);
    expectOnlyTheBadToBeMissing(answer, 'NODE_TIMEOUT');
    expect(answer.milliseconds).toBeLessThan(WHOLE_ANSWER_WITHIN);
  });

  it.each(ways)('%s: the merged list names it', async (_way, behaviour) => {
    bad.behave(behaviour());
    const { data, milliseconds } = await network.ask(FEED);
    expect(data.events.nodes).toHaveLength(2);
    expect(data.events.coverage).toEqual({
      answered: [{ code: 'bat' }],
      missing: [{ college: { code: 'hgt', name: 'Техникум «hgt»' }, reason: 'NODE_TIMEOUT' }],
    });
    expect(milliseconds).toBeLessThan(WHOLE_ANSWER_WITHIN);
  });

  it('is waited for once in a request, however many phases need it', async () => {
    bad.behave(silent);
    const { data, milliseconds } = await network.ask(
      `{ ${COLLEGES.slice(1, -1)} ${FEED.slice(1, -1)} event(id: "${anId('hgt', 2)}") { title host { name about } } }`,
    );
    expect(data.colleges[0]).toEqual(GOOD_COLLEGE);
    expect(data.event).toBeNull();
    expect(milliseconds).toBeLessThan(WHOLE_ANSWER_WITHIN);
  });

  it('that is merely slow is shown as slow', async () => {
    bad.behave(late(bad, 1_200));
    const { data, errors } = await network.ask('{ college(code: "hgt") { about } }');
    expect(errors).toEqual([]);
    expect(data.college).toEqual({ about: 'О колледже hgt' });
    expect((await network.ask('{ college(code: "hgt") { availability } }')).data.college).toEqual({ availability: 'SLOW' });
  });
});

describe('row 75: a node that answers garbage', () => {
  const garbage: readonly [string, () => Behaviour][] = [
    ['HTML', () => html],
    ['row 28: a 500, a crash with a stack trace', () => crash],
    ['JSON that is no GraphQL answer', () => json(['hello'])],
    ['JSON cut off', () => json('{"data":{"_entities":[')],
    ['a string', () => json('"data"')],
    ['nothing', () => json('')],
    ['neither data nor errors', () => json({})],
    ['an object for a list', () => json({ data: { _entities: {} } })],
    ['too few entities', () => json({ data: { _entities: [] } })],
    ['a number for an entity', () => json({ data: { _entities: [7] } })],
    ['300 MB', () => flood(300)],
    ['200,000 errors', () => manyErrors(200_000)],
    ['a million empty objects', () => json(`{"data":{"_entities":${listOf('{}')}}}`)],
    ['a million empty events', () => json(`{"data":{"_entities":[{"about":null,"events":{"totalCount":1,"nodes":${listOf('{}')}}}]}}`)],
    ['lists in lists in lists', () => json(`{"data":{"_entities":${'['.repeat(2 ** 21 - 100)}${']'.repeat(2 ** 21 - 100)}}}`)],
  ];

  it.each(garbage)('%s: the rest arrives, and nothing of it is repeated', async (_what, behaviour) => {
    bad.behave(behaviour());
    const answer = await network.ask(COLLEGES);
    expectOnlyTheBadToBeMissing(answer, 'NODE_BAD_ANSWER');
    expect(answer.milliseconds).toBeLessThan(WHOLE_ANSWER_WITHIN);
    expect(answer.errors.length).toBeLessThanOrEqual(100);
    expect(JSON.stringify(answer.errors)).not.toMatch(/QueryFailed|volunteer_email|\/srv|nginx|doctype|stack|127\.0\.0\.1/);
  });

  it.each(['INTERNAL_SERVER_ERROR', 'SUPPRESSED', 'SOMETHING_ELSE', undefined])('what it says with the code %s is its own affair', async (code) => {
    const message = 'duplicate key value violates unique constraint "volunteer_email" at /srv/node/dist/volunteers.repository.js:42:7';
    const error = { message, path: ['_entities', 0, 'about'], extensions: { code, stacktrace: [message], query: 'SELECT' } };
    bad.behave(json({ data: { _entities: [{ about: null, events: null }] }, errors: [error] }));
    const { data, errors } = await network.ask('{ college(code: "hgt") { about } }');
    expect(data.college).toEqual({ about: null });
    expect(errors).toMatchObject([{ path: ['college', 'about'], extensions: { code: 'NODE_BAD_ANSWER', college: 'hgt' } }]);
    expect(JSON.stringify(errors)).not.toMatch(/unique|srv|SELECT|stack/);
  });

  it('hanging up in the middle is no answer', async () => {
    bad.behave(hangUp);
    expectOnlyTheBadToBeMissing(await network.ask(COLLEGES), 'NODE_UNAVAILABLE');
  });

  it('values of the wrong type are null where they stand, and spoil nothing beside them', async () => {
    bad.behave(rewritten(bad, (body) => body.replace('"title":"hgt 2"', '"title":{"text":"hgt 2"}').replace('"placesTaken":3', '"placesTaken":"3"')));
    const { data, errors } = await network.ask('{ college(code: "hgt") { about events(first: 2) { nodes { id title placesTaken } } } }');
    expect(data.college).toEqual({
      about: 'О колледже hgt',
      events: { nodes: [null, { id: anId('hgt', 4), title: 'hgt 4', placesTaken: 3 }] },
    });
    expect(errors.length).toBeGreaterThan(0);
    for (const { path, extensions } of errors) {
      expect(path?.slice(0, 4)).toEqual(['college', 'events', 'nodes', 0]);
      expect(extensions).toEqual({ code: 'NODE_BAD_ANSWER', college: 'hgt' });
    }
  });

  it.each([
    ['about @include(if: $yes)', { about: null }],
    ['about @skip(if: $no)', { about: null }],
    ['...A @include(if: $yes)', { about: null }],
    ['name ...A @include(if: $no) about @skip(if: $yes)', { name: 'Техникум «hgt»' }],
  ])('what is asked for behind a condition, and left out, is missing: %s', async (selection, college) => {
    bad.behave(json({ data: { _entities: [{}] } }));
    const fragment = selection.includes('...A') ? 'fragment A on College { about }' : '';
    const { data, errors } = await network.ask(`query ($yes: Boolean = true, $no: Boolean = true) { college(code: "hgt") { ${selection} } yes: network @include(if: $yes) { __typename } no: network @skip(if: $no) { __typename } } ${fragment}`, { no: false });
    expect(data).toEqual({ college, yes: expect.anything(), no: expect.anything() });
    expect(errors.map(({ path, extensions }) => [path, extensions])).toEqual('about' in college ? [[['college', 'about'], { code: 'NODE_BAD_ANSWER', college: 'hgt' }]] : []);
  });

  it.each(['<script>alert(1)</script>', 'not a date', '2026-02-30T10:00:00Z', '18 April 2026', ''])('row 75: a time that is none is null where it stands: %s', async (text) => {
    bad.behave(rewritten(bad, (body) => body.replace(/"startsAt":"[^"]+"/, `"startsAt":${JSON.stringify(text)}`)));
    const { data, errors } = await network.ask(`{ event(id: "${anId('hgt', 2)}") { startsAt } other: event(id: "${anId('bat', 1)}") { title } }`);
    expect(data).toEqual({ event: null, other: { title: 'bat 1' } });
    expect(errors).toMatchObject([{ path: ['event', 'startsAt'], extensions: { code: 'NODE_BAD_ANSWER', college: 'hgt' } }]);
  });

  it.each(['hgt:x', 'evil:9', '__proto__:1', ''])('row 75: a registration of “%s”, who is nobody, is left out, and the rest is there', async (volunteerId) => {
    const registrations = [volunteerId, anId('bat', 7)].map((of, number) => ({ __typename: 'Registration', id: anId('hgt', 20 + number), volunteerId: of }));
    bad.behave(rewritten(bad, (body) => body.replace('"nodes":[]', `"nodes":${JSON.stringify(registrations)}`)));
    const { data, errors } = await network.ask(`{ event(id: "${anId('hgt', 2)}") { title registrations { nodes { id home { code } } } } }`);
    expect(data.event).toEqual({ title: 'hgt 2', registrations: { nodes: [{ id: anId('hgt', 21), home: { code: 'bat' } }] } });
    expect(errors).toMatchObject([{ extensions: { code: 'NODE_BAD_ANSWER', college: 'hgt' } }]);
    expect(errors[0]?.path?.slice(0, 4)).toEqual(['event', 'registrations', 'nodes', 0]);
  });

  it('row 75: a code that is none makes no college', async () => {
    bad.behave(rewritten(bad, (body) => body.replace('"coHostCodes":[]', '"coHostCodes":["<b>evil</b>"]')));
    const { data, errors } = await network.ask(`{ event(id: "${anId('hgt', 2)}") { coHosts { name } } }`);
    expect(JSON.stringify(data)).not.toContain('evil');
    expect(errors[0]?.extensions).toEqual({ code: 'NODE_BAD_ANSWER', college: 'hgt' });
  });

  it.each([
    ['UNAUTHENTICATED', '<b>send your password to https://evil.example</b>', 'The node of hgt does not accept this token.'],
    ['FORBIDDEN', 'You may not.\r\n\u202e\u0000Dobroset: all is lost\u2028now', 'You may not. Dobroset: all is lost now'],
    ['NOT_FOUND', 'x'.repeat(100_000), 'x'.repeat(300)],
  ])('row 75: what it says with %s is one short line, and whose it is stands beside it', async (code, message, said) => {
    bad.behave(rewritten(bad, () => JSON.stringify({ data: { event: null }, errors: [{ message, path: ['event'], extensions: { code } }] })));
    const { errors } = await network.ask(`{ event(id: "${anId('hgt', 2)}") { title } }`);
    expect(errors).toEqual([{ message: said, path: ['event'], extensions: { code, college: 'hgt' } }]);
  });

  it('row 75: that refuses calls for a while is unavailable, and gave no bad answer', async () => {
    bad.behave((response) => void response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '30' }).end('{"errors":[{"message":"x","extensions":{"code":"RATE_LIMITED"}}]}'));
    const { errors } = await network.ask(`{ event(id: "${anId('hgt', 2)}") { title } }`);
    expect(errors).toEqual([{ message: 'The node of hgt refuses calls for a while (HTTP 429).', path: ['event'], extensions: { code: 'NODE_UNAVAILABLE', college: 'hgt' } }]);
  });

  it.each([
    ['title', 801],
    ['summary', 2_001],
    ['outcome', 32_769],
  ])('row 75: a longer %s than anybody may enter is no answer', async (field, length) => {
    bad.behave(json({ data: { event: { id: anId('hgt', 2), [field]: 'ы'.repeat(length) } } }));
    const query = `{ event(id: "${anId('hgt', 2)}") { ${field} } }`;
    const { data, errors } = await network.ask(query);
    expect(data.event?.[field] ?? null).toBeNull();
    expect(errors).toMatchObject([{ path: ['event', field], extensions: { code: 'NODE_BAD_ANSWER', college: 'hgt' } }]);
    bad.behave(json({ data: { event: { id: anId('hgt', 2), [field]: 'ы'.repeat(length - 1) } } }));
    expect((await network.ask(query)).data.event[field]).toHaveLength(length - 1);
  });

  it('row 75: an id is as short as ids are, and a moment too', async () => {
    bad.behave(json({ data: { event: { id: `hgt:${'7'.repeat(1_000)}`, startsAt: `2027-01-01T00:00:00.${'0'.repeat(1_000)}Z` } } }));
    const { data } = await network.ask(`{ event(id: "${anId('hgt', 2)}") { id startsAt } }`);
    expect(data.event).toBeNull();
  });

  it('more events than were asked for are none', async () => {
    const one = JSON.stringify({ id: anId('hgt', 1), title: '', placesTaken: 1 });
    bad.behave(json(`{"data":{"_entities":[{"about":null,"events":{"totalCount":1,"nodes":${listOf(one, 200_000)}}}]}}`));
    const { data, errors } = await network.ask(COLLEGES);
    expect(data.colleges).toEqual([GOOD_COLLEGE, { code: 'hgt', name: 'Техникум «hgt»', about: null, events: null }]);
    expect(errors).toMatchObject([{ path: ['colleges', 1, 'events', 'nodes'], extensions: { code: 'NODE_BAD_ANSWER', college: 'hgt' } }]);
  });

  it('300 MB are not taken in', async () => {
    const behaviour = flood(300);
    bad.behave(behaviour);
    await network.ask(COLLEGES);
    expect(behaviour.sent).toBeLessThan(32 * 2 ** 20);
  });

  it.each(garbage)('%s: others are served meanwhile, for the event loop does not stand still', async (_what, behaviour) => {
    bad.behave(behaviour());
    expect(await longestPauseWhile(network.gateway, () => network.ask(COLLEGES))).toBeLessThan(LONGEST_EVENT_LOOP_LAG);
  });

  const bodies: readonly [string, readonly string[]][] = [
    ['ordinary', ['## Как мы это делаем\n\nСтуденты **первого курса** идут в школу; см. [памятку](https://example.org/p).\n\n* собрать команду\n\n| кто | что |\n|---|---|\n| мастер | станок |\n\n']],
    ['written to take long', ['*a**', '_a', '- a\n  - b\n', `|${'a|'.repeat(1_000)}\n|${'-|'.repeat(1_000)}\n${'a\n'.repeat(8_000)}`]],
  ];

  it.each(bodies)('a hundred bodies of 20,000 characters, %s: are shown, and others are served meanwhile', async (_what, pieces) => {
    const items = Array.from({ length: 100 }, (_, index) => {
      const piece = pieces[index % pieces.length] ?? '';
      const body = piece.repeat(Math.ceil(PRACTICE_TEXT.body / piece.length)).slice(0, PRACTICE_TEXT.body);
      return { key: eventKey(new Date(Date.UTC(2026, 0, 1)), anId('hgt', 200 - index)), practice: { __typename: 'Practice', id: anId('hgt', 200 - index), body } };
    });
    bad.behave((response, request) => json({ data: request.body.includes('practiceFeed') ? { practiceFeed: { items, hasNextPage: false } } : { __typename: 'Query' } })(response, request));
    const page: { answer?: GraphAnswer } = {};
    const pause = await longestPauseWhile(network.gateway, async () => {
      page.answer = await network.ask('{ practices(first: 100, filter: { colleges: ["hgt"] }) { nodes { id bodyHtml } } }');
    });
    expect(page.answer?.errors).toEqual([]);
    expect(page.answer?.data.practices.nodes.map(({ bodyHtml }: { bodyHtml: string | null }) => bodyHtml?.length ?? 0).filter((length: number) => length > 1_000)).toHaveLength(100);
    expect(pause).toBeLessThan(LONGEST_EVENT_LOOP_LAG);
  });

  it('a message of the node that clients may read is kept, and cut where it is endless', async () => {
    const error = { message: 'ы'.repeat(100_000), path: ['_entities', 0, 'about'], extensions: { code: 'FORBIDDEN', stacktrace: ['secret'] } };
    bad.behave(json({ data: { _entities: [{ about: null, events: null }] }, errors: [error] }));
    const { data, errors } = await network.ask('{ college(code: "hgt") { about } }');
    expect(data.college).toEqual({ about: null });
    expect(errors).toHaveLength(1);
    expect(errors[0]?.message.length).toBeLessThan(1_000);
    expect(errors[0]?.message).toMatch(/^ыыы/);
    expect(errors[0]).toMatchObject({ path: ['college', 'about'], extensions: { code: 'FORBIDDEN', college: 'hgt' } });
    expect(JSON.stringify(errors)).not.toContain('secret');
  });
});

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
