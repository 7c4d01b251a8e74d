import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventKey } from '#contract/event-key.js';
import { PRACTICE_TEXT } from '#contract/limits.js';
import type { GraphAnswer } from '#support/graph-client.js';
import { leastOf } from '#support/least-of.js';
import { anId } from './fake-college.js';
import { GARBAGE } from './garbage.js';
import { COLLEGES, GOOD_COLLEGE, type GoodAndBad, goodAndBad, recovered } from './good-and-bad.js';
import { longestPauseWhile } from './longest-pause.js';
import { flood, json, listOf } from './misbehaviour.js';

const LONGEST_EVENT_LOOP_LAG = 200;

let bad: GoodAndBad['bad'];
let network: GoodAndBad['network'];

beforeAll(async () => {
  ({ bad, network } = await goodAndBad());
});

afterAll(() => network.stop());

afterEach(() => recovered(bad, network));

describe('row 75: a node that answers garbage', () => {
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

  it.each(GARBAGE)('%s: others are served meanwhile, for the event loop does not stand still', async (_what, behaviour) => {
    const least = await leastOf(LONGEST_EVENT_LOOP_LAG, async (time) => {
      if (time > 1) await recovered(bad, network);
      bad.behave(behaviour());
      return longestPauseWhile(network.gateway, () => network.ask(COLLEGES));
    });
    expect(least).toBeLessThan(LONGEST_EVENT_LOOP_LAG);
  });

  const bodies: readonly [string, readonly string[]][] = [
    ['ordinary', ['## Как мы это делаем\n\nСтуденты **первого курса** идут в школу; см. [памятку](https://example.org/p).\n\n* собрать команду\n\n| кто | что |\n|---|---|\n| мастер | станок |\n\n']],
    ['written to take long', ['*a**', '_a', '- a\n  - b\n', `|${'a|'.repeat(1_000)}\n|${'-|'.repeat(1_000)}\n${'a\n'.repeat(8_000)}`]],
  ];

  it.each(bodies)('a hundred bodies of 20,000 characters, %s: are shown, and others are served meanwhile', async (_what, pieces) => {
    const itemsOf = (time: number) => Array.from({ length: 100 }, (_, index) => {
      const piece = pieces[index % pieces.length] ?? '';
      const another = '\n'.repeat(time - 1); // for what a body became is kept
      const body = `${another}${piece.repeat(Math.ceil(PRACTICE_TEXT.body / piece.length))}`.slice(0, PRACTICE_TEXT.body);
      return { key: eventKey(new Date(Date.UTC(2026, 0, 1)), anId('hgt', 200 - index)), practice: { __typename: 'Practice', id: anId('hgt', 200 - index), body } };
    });
    const least = await leastOf(LONGEST_EVENT_LOOP_LAG, async (time) => {
      const items = itemsOf(time);
      bad.behave((response, request) => json({ data: request.body.includes('practiceFeed') ? { practiceFeed: { items, hasNextPage: false } } : { __typename: 'Query' } })(response, request));
      const page: { answer?: GraphAnswer } = {};
      const pause = await longestPauseWhile(network.gateway, async () => {
        page.answer = await network.ask('{ practices(first: 100, filter: { colleges: ["hgt"] }) { nodes { id bodyHtml } } }');
      });
      expect(page.answer?.errors).toEqual([]);
      expect(page.answer?.data.practices.nodes.map(({ bodyHtml }: { bodyHtml: string | null }) => bodyHtml?.length ?? 0).filter((length: number) => length > 1_000)).toHaveLength(100);
      return pause;
    });
    expect(least).toBeLessThan(LONGEST_EVENT_LOOP_LAG);
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
