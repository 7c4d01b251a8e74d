import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { leastOf } from '#support/least-of.js';
import { anEvent, fakeCollege } from './fake-college.js';
import { FakeNetwork } from './fake-network.js';
import { type Behaviour, FakeNode } from './fake-node.js';
import { longestPauseWhile } from './longest-pause.js';
import { crash, json } from './misbehaviour.js';

const LONGEST_EVENT_LOOP_LAG = 200;

jest.setTimeout(60_000);

/** As many public events as a calendar holds but for a few, each with as much text as may be entered. */
const many = Array.from({ length: 1_900 }, (_, number) => anEvent('bat', number, { title: `Открытая встреча ${number}`, summary: 'я '.repeat(250), sequence: 0, changedAt: '2026-11-01T00:00:00Z' }));

let honest: FakeNode;
let bad: FakeNode;
let network: FakeNetwork;

beforeAll(async () => {
  honest = await FakeNode.start('bat', fakeCollege('bat', { events: many }));
  bad = await FakeNode.start('hgt', fakeCollege('hgt', { events: [] }));
  network = await FakeNetwork.start([honest, bad]);
});
afterAll(() => network.stop());

// What a college answered before would stand in for what it answers now.
beforeEach(anew);

async function anew(): Promise<void> {
  await network.gateway.restart();
  bad.recover();
  bad.requests.length = 0;
  honest.requests.length = 0;
}

/** The least that the gateway's longest pause was, of up to three times; it knows no calendar before each. */
const leastPause = (measure: () => Promise<number>): Promise<number> =>
  leastOf(LONGEST_EVENT_LOOP_LAG, async (time) => {
    if (time > 1) await anew();
    return measure();
  });

async function calendar(name: string) {
  const response = await fetch(`${network.gateway.origin}/calendar/${name}.ics`);
  return { status: response.status, retryAfter: response.headers.get('retry-after'), text: (await response.text()).replaceAll('\r\n ', '') };
}

/** A page of a hundred events that are never the last, each with a summary of so many characters. */
function endless(characters: number): Behaviour {
  const summary = 'я'.repeat(characters);
  let pages = 0;
  return (response, request) => {
    const items = Array.from({ length: 100 }, (_, index) => {
      const event = anEvent('hgt', pages * 100 + index, { summary, venue: null, sequence: 0, changedAt: '2026-11-01T00:00:00Z' });
      return { key: `${event.startsAt}|${event.id}`, event };
    });
    pages += 1;
    return json(isFeed(request.body) ? { data: { eventFeed: { items, hasNextPage: true } } } : { data: { __typename: 'Query' } })(response, request);
  };
}

const isFeed = (body: string) => body.includes('eventFeed');
const pagesAskedOf = (node: FakeNode) => node.requests.filter(({ body }) => isFeed(body)).length;
const descriptionIn = (text: string) => /^X-WR-CALDESC:.*$/m.exec(text)?.[0].trim() ?? '';
const eventsIn = (text: string) => text.split('BEGIN:VEVENT').length - 1;

describe('row 75: a calendar of a college', () => {
  it.each([500, 2_000])('whose node never ends, with summaries of %i characters, is cut, and takes nobody’s time', async (characters) => {
    const least = await leastPause(async () => {
      bad.behave(endless(characters));
      let read = await calendar('bat');
      const lag = await longestPauseWhile(network.gateway, async () => (read = await calendar('hgt')));

      expect(read.status).toBe(200);
      expect(descriptionIn(read.text)).toMatch(/Больше событий\\, чем здесь помещается\\, и более поздних нет: .*HGT/);
      expect(eventsIn(read.text)).toBeGreaterThan(1_000);
      expect(eventsIn(read.text)).toBeLessThanOrEqual(2_000);
      expect(Buffer.byteLength(read.text)).toBeLessThan(2 ** 22);
      expect(read.text.includes('я'.repeat(501))).toBe(false);
      expect(pagesAskedOf(bad)).toBeLessThanOrEqual(25);
      return lag;
    });
    expect(least).toBeLessThan(LONGEST_EVENT_LOOP_LAG);
  });

  it('whose node gives more than anybody may enter takes nobody’s time either, whether it is in time or not', async () => {
    const least = await leastPause(async () => {
      bad.behave(endless(18_000));
      let read = await calendar('bat');
      const lag = await longestPauseWhile(network.gateway, async () => (read = await calendar('hgt')));

      expect([200, 503]).toContain(read.status);
      expect(Buffer.byteLength(read.text)).toBeLessThan(2 ** 22);
      expect(read.text.includes('яя')).toBe(false);
      expect(pagesAskedOf(bad)).toBeLessThanOrEqual(25);
      return lag;
    });
    expect(least).toBeLessThan(LONGEST_EVENT_LOOP_LAG);
  });

  it('of an honest one with very many events is made without anybody’s waiting, once for all who ask', async () => {
    const least = await leastPause(async () => {
      let read: Awaited<ReturnType<typeof calendar>>[] = [];
      const lag = await longestPauseWhile(network.gateway, async () => (read = await Promise.all([calendar('bat'), calendar('bat'), calendar('network'), calendar('bat')])));

      expect(read.map(({ text }) => eventsIn(text))).toEqual([1_900, 1_900, 1_900, 1_900]);
      expect(descriptionIn(read[0]?.text ?? '')).toMatch(/:События\\, открытые для всех\.$/);
      expect(pagesAskedOf(honest)).toBe(19);
      await calendar('network');
      expect(pagesAskedOf(honest)).toBe(19);
      return lag;
    });
    expect(least).toBeLessThan(LONGEST_EVENT_LOOP_LAG);
  });

  it('that gave no answer is not asked again at once', async () => {
    bad.behave(crash);
    expect(await calendar('hgt')).toMatchObject({ status: 503, retryAfter: '300' });
    expect(pagesAskedOf(bad)).toBe(1);
    expect(await calendar('hgt')).toMatchObject({ status: 503 });
    expect(descriptionIn((await calendar('network')).text)).toContain('Сейчас не отвечают');
    expect(pagesAskedOf(bad)).toBe(1);
  });
});
