import type { ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { leastOf } from '#support/least-of.js';
import { until } from '#support/until.js';
import { anEvent, fakeCollege } from './fake-college.js';
import { FakeNetwork } from './fake-network.js';
import { FakeNode, type ReceivedRequest } from './fake-node.js';
import { json, silent } from './misbehaviour.js';

/** What a node is asked for at once, and how many wait for that. */
const AT_ONCE = 3;
const WAITING = 24;

const OWN_CALENDAR = `/calendar/own/hgt/${'a'.repeat(43)}.ics`;

/** Milliseconds: three seconds, and some more. */
const WITHIN_THE_GRAPHS_TIME = 3_500;

const ABOUT = '{ college(code: "hgt") { about } }';

jest.setTimeout(60_000);

let slow: FakeNode;
let network: FakeNetwork;
/** Files that the node was asked for and has not given. */
const held: ServerResponse[] = [];

beforeAll(async () => {
  slow = await FakeNode.start('hgt', fakeCollege('hgt', { events: [anEvent('hgt', 1)] }));
  network = await FakeNetwork.start([slow], { RATE_LIMIT: '18000' });
});
afterAll(() => network.stop());

afterEach(() => {
  slow.recover();
  slow.requests.length = 0;
  held.length = 0;
});

const isFile = ({ body }: ReceivedRequest) => body.includes('"form"') || body.includes('"secret"');
const filesAsked = () => slow.requests.filter(isFile).length;

/** Answers the graph at once, and keeps whoever asks for a file waiting. */
function holdFiles(): void {
  slow.behave(async (response, request) => {
    if (isFile(request)) return void held.push(response);
    const { status, body } = await slow.honestAnswer(request);
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
}

const giveFile = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': '4' }).end('%PDF');

/** One person of the college's, who asks for their record book so many times at once. */
async function asksFor(books: number, person: number, signal: AbortSignal): Promise<Promise<Response>[]> {
  const authorization = `Bearer ${await network.curatorToken('hgt', person)}`;
  return Array.from({ length: books }, () => fetch(`${network.gateway.origin}/record-book.pdf`, { headers: { authorization }, signal }));
}

describe('row 74: files that take long', () => {
  it('leave the graph its connections; a class waits for its turn, and who comes beyond that is told when to come back', async () => {
    await network.ask(ABOUT); // the first to ask pays for the plan
    holdFiles();
    const leaving = new AbortController();
    const answers: { readonly status: number; readonly retryAfter: string | null; readonly code: string }[] = [];
    const asked = (await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((person) => asksFor(12, person, leaving.signal)))).flat();
    const read = asked.map(async (response) => {
      const answer = await response.catch(() => null);
      if (!answer) return; // left
      const code = answer.status === 200 ? '' : (await answer.json()).errors[0].extensions.code;
      answers.push({ status: answer.status, retryAfter: answer.headers.get('retry-after'), code });
    });
    await until('all but those who wait are refused', () => Promise.resolve(answers.length >= asked.length - AT_ONCE - WAITING));

    const { data, errors } = await network.ask(ABOUT); // an answer at all: no connection is free before the test gives the files
    expect({ data, errors }).toEqual({ data: { college: { about: 'О колледже hgt' } }, errors: [] });

    expect(filesAsked()).toBe(AT_ONCE);
    expect(answers).toHaveLength(asked.length - AT_ONCE - WAITING);
    for (const { status, retryAfter, code } of answers) {
      expect([429, 503]).toContain(status);
      expect(code).toBe(status === 429 ? 'RATE_LIMITED' : 'BUSY');
      expect(Number(retryAfter)).toBeGreaterThan(0);
    }
    expect(answers.filter(({ status }) => status === 503).length).toBeGreaterThan(0);

    for (const response of held.slice()) giveFile(response);
    const given = () => answers.filter(({ status }) => status === 200);
    await until('these are given, and the next have their turn', () => filesAsked() >= 2 * AT_ONCE && given().length >= AT_ONCE);
    expect(filesAsked()).toBe(2 * AT_ONCE);
    expect(given()).toHaveLength(AT_ONCE);
    leaving.abort();
    await Promise.all(read);
    await until('those who left gave their turns back', async () => {
      const before = filesAsked();
      void fetch(`${network.gateway.origin}/record-book.pdf`, { headers: { authorization: `Bearer ${await network.curatorToken('hgt', 9)}` } }).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 500));
      return filesAsked() > before;
    });
  });

  it('one’s own calendar that does not come is told so within the graph’s time, and when to look again', async () => {
    slow.behave(silent);
    const milliseconds = await leastOf(WITHIN_THE_GRAPHS_TIME, async () => {
      const started = performance.now();
      const response = await fetch(`${network.gateway.origin}${OWN_CALENDAR}`);
      const took = performance.now() - started;
      expect([response.status, response.headers.get('retry-after')]).toEqual([504, '300']);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NODE_TIMEOUT' } }] });
      return took;
    });
    expect(milliseconds).toBeLessThan(WITHIN_THE_GRAPHS_TIME);
  });

  it('one’s own calendar whose refusal does not come is told so alike', async () => {
    slow.behave((response) => {
      response.writeHead(404, { 'content-type': 'application/json', 'content-length': '50' }).flushHeaders();
    });
    const response = await fetch(`${network.gateway.origin}${OWN_CALENDAR}`);

    expect([response.status, response.headers.get('retry-after')]).toEqual([504, '300']);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NODE_TIMEOUT' } }] });
  });

  it.each([
    ['one’s own calendar', OWN_CALENDAR, '300'],
    ['a record book', '/record-book.pdf', '30'],
  ])('%s that breaks off before its first byte is told of as one that is not given at all', async (_what, path, retryAfter) => {
    slow.behave((response) => {
      response.writeHead(200, { 'content-length': '50' }).flushHeaders();
      response.destroy();
    });
    const response = await fetch(`${network.gateway.origin}${path}`, { headers: { authorization: `Bearer ${await network.curatorToken('hgt', 9)}` } });

    expect([response.status, response.headers.get('retry-after'), response.headers.get('content-disposition')]).toEqual([503, retryAfter, null]);
    expect(response.headers.get('content-type')).toContain('json');
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NODE_UNAVAILABLE' } }] });
  });

  it('one’s own calendar that is announced and does not come is told of in time', async () => {
    slow.behave((response) => {
      response.writeHead(200, { 'content-length': '50' }).flushHeaders();
    });
    const response = await fetch(`${network.gateway.origin}${OWN_CALENDAR}`);

    expect([response.status, response.headers.get('retry-after')]).toEqual([504, '300']);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NODE_TIMEOUT' } }] });
  });

  it('a calendar that is empty is given as it is, and one that breaks off later is not taken for whole', async () => {
    slow.behave((response) => {
      response.writeHead(200, { 'content-length': '0' }).end();
    });
    const empty = await fetch(`${network.gateway.origin}${OWN_CALENDAR}`);
    expect([empty.status, await empty.text()]).toEqual([200, '']);

    slow.behave((response) => {
      response.writeHead(200, { 'content-length': '50' }).write('BEGIN:');
      held.push(response);
    });
    const broken = await fetch(`${network.gateway.origin}${OWN_CALENDAR}`);
    expect(broken.status).toBe(200);
    held[0]?.destroy();
    await expect(broken.text()).rejects.toThrow();
  });

  it('an answer that is thrown away while the one before it is waited for ends nothing', async () => {
    let asked = 0;
    slow.behave((response, request) => {
      if (!isFile(request)) return json({ data: {} })(response, request);
      asked += 1;
      if (asked > 1) response.writeHead(502, { 'content-type': 'text/plain', 'content-length': '3' }).end('bad');
    });
    const { hostname, port } = new URL(network.gateway.origin);
    const client = connect(Number(port), hostname);
    client.on('error', () => undefined);
    client.write(`GET ${OWN_CALENDAR} HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`.repeat(2));
    await until('both were asked for', () => Promise.resolve(asked === 2));
    await new Promise((resolve) => setTimeout(resolve, 500));
    client.destroy();

    slow.recover();
    expect(await network.ask(ABOUT)).toMatchObject({ data: { college: { about: 'О колледже hgt' } } });
  });
});
