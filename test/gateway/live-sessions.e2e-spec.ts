import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '#support/until.js';
import { anEvent, fakeCollege } from './fake-college.js';
import { FakeNetwork } from './fake-network.js';
import { FakeNode } from './fake-node.js';

const QUERY = '{ events(first: 1) { nodes { title } } }';
const REFUSED = 401;

let bat: FakeNode;
let network: FakeNetwork;
let ended: Set<string>;
/** Of which the node has said whether they go on. */
let told: Set<string>;
let thinksFor: number;
let sessions = 0;

beforeAll(async () => {
  bat = await FakeNode.start('bat', fakeCollege('bat', { events: [anEvent('bat', 1)] }));
  network = await FakeNetwork.start([bat]);
});
afterAll(() => network.stop());

/** A college's node that knows its sessions. */
beforeEach(() => {
  [ended, told] = [new Set(), new Set()];
  thinksFor = 0;
  bat.behave(async (response, request) => {
    if (request.body.includes('sessionIsLive')) await pause(thinksFor);
    const sid = /"sid":"(?<sid>[^"]+)"/.exec(request.body)?.groups?.['sid'];
    const answer = sid === undefined ? (await bat.honestAnswer(request)).body : JSON.stringify({ data: { sessionIsLive: !ended.has(sid) } });
    response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
    if (sid !== undefined) told.add(sid);
  });
});

const newSession = () => `session-${(sessions += 1)}`;
const questionsAbout = (sid: string) => bat.operations.filter(({ variables }) => variables?.['sid'] === sid).length;

async function statusFor(sid?: string): Promise<number> {
  return (await network.ask(QUERY, undefined, await network.curatorToken('bat', 0, sid))).status;
}

describe('row 27: whether a session goes on', () => {
  it('is asked of its college once, however many requests there are', async () => {
    const sid = newSession();
    const statuses = await Promise.all(Array.from({ length: 20 }, () => statusFor(sid)));
    expect(new Set([...statuses, await statusFor(sid)])).toEqual(new Set([200]));
    expect(questionsAbout(sid)).toBe(1);
  });

  it('is asked of nobody for a token that no session issued', async () => {
    const before = bat.operations.length;
    expect(await statusFor()).toBe(200);
    expect(bat.operations.slice(before).some(({ query }) => query.includes('sessionIsLive'))).toBe(false);
  });

  it('is settled for good once it does not', async () => {
    const sid = newSession();
    ended.add(sid);
    await until('the end is known', async () => (await statusFor(sid)) === REFUSED);
    ended.delete(sid);
    expect(await statusFor(sid)).toBe(REFUSED);
    expect(questionsAbout(sid)).toBe(1);
  });

  it('is asked again after fifteen seconds', async () => {
    const sid = newSession();
    expect(await statusFor(sid)).toBe(200); // also where nobody waits for the answer any more
    await until('it is told that it goes on', () => told.has(sid));
    ended.add(sid);
    await until('the end is noticed', async () => (await statusFor(sid)) === REFUSED);
    expect(questionsAbout(sid)).toBe(2);
  });

  it('holds a request up for a third of a second at most, and counts once it is known', async () => {
    const sid = newSession();
    ended.add(sid);
    thinksFor = 800;
    expect(await statusFor(sid)).toBe(200); // whoever waits for the answer is refused
    await until('the answer counts', async () => (await statusFor(sid)) === REFUSED);
    expect(questionsAbout(sid)).toBe(1);
  });

  it('is not held against anybody by a node that does not know the question', async () => {
    bat.recover();
    expect(await statusFor(newSession())).toBe(200);
  });
});
