import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { GraphAnswer } from '#support/graph-client.js';
import { leastOf } from '#support/least-of.js';
import { anId } from './fake-college.js';
import type { Behaviour } from './fake-node.js';
import { COLLEGES, type EventPage, FEED, GOOD_COLLEGE, type GoodAndBad, WHOLE_ANSWER_WITHIN, expectOnlyTheBadToBeMissing, goodAndBad, recovered, titlesOf } from './good-and-bad.js';
import { drip, headersAlone, late, silent } from './misbehaviour.js';

let bad: GoodAndBad['bad'];
let network: GoodAndBad['network'];

beforeAll(async () => {
  ({ bad, network } = await goodAndBad());
});

afterAll(() => network.stop());

afterEach(() => recovered(bad, network));

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

  /** How long the quickest of up to three such answers took, before each of which the node was well. */
  const leastWhile = (behaviour: () => Behaviour, asking: () => Promise<GraphAnswer>): Promise<number> =>
    leastOf(WHOLE_ANSWER_WITHIN, async (time) => {
      if (time > 1) await recovered(bad, network);
      bad.behave(behaviour());
      return (await asking()).milliseconds;
    });

  it.each(ways)('%s: the rest arrives in time', async (_way, behaviour) => {
    const least = await leastWhile(behaviour, async () => {
      const answer = await network.ask(COLLEGES);
      expectOnlyTheBadToBeMissing(answer, 'NODE_TIMEOUT');
      return answer;
    });
    expect(least).toBeLessThan(WHOLE_ANSWER_WITHIN);
  });

  it.each(ways)('%s: the merged list names it', async (_way, behaviour) => {
    const least = await leastWhile(behaviour, async () => {
      const answer = await network.ask(FEED);
      expect(answer.data.events.nodes).toHaveLength(2);
      expect(answer.data.events.coverage).toEqual({
        answered: [{ code: 'bat' }],
        missing: [{ college: { code: 'hgt', name: 'Техникум «hgt»' }, reason: 'NODE_TIMEOUT' }],
      });
      return answer;
    });
    expect(least).toBeLessThan(WHOLE_ANSWER_WITHIN);
  });

  it('is waited for once in a request, however many phases need it', async () => {
    const least = await leastWhile(() => silent, async () => {
      const answer = await network.ask(`{ ${COLLEGES.slice(1, -1)} ${FEED.slice(1, -1)} event(id: "${anId('hgt', 2)}") { title host { name about } } }`);
      expect(answer.data.colleges[0]).toEqual(GOOD_COLLEGE);
      expect(answer.data.event).toBeNull();
      return answer;
    });
    expect(least).toBeLessThan(WHOLE_ANSWER_WITHIN);
  });

  it('that is merely slow is shown as slow', async () => {
    bad.behave(late(bad, 1_200));
    const { data, errors } = await network.ask('{ college(code: "hgt") { about } }');
    expect(errors).toEqual([]);
    expect(data.college).toEqual({ about: 'О колледже hgt' });
    expect((await network.ask('{ college(code: "hgt") { availability } }')).data.college).toEqual({ availability: 'SLOW' });
  });
});
