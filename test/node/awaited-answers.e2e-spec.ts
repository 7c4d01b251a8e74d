import { type Server, createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import type { MessageContent } from '#node/messages/message-kinds.js';
import { until } from '#support/until.js';
import { ANSWER, TOLD } from './host-words.js';
import { type Home, aHome } from './taking-part.js';

/** A host that is out of reach is so for three seconds. */
const ABSENCE_IS_OVER_MS = 3_500;

describe('a host’s answer is waited for a moment', () => {
  /** It has no receipt for anybody. */
  let gateway: Server;
  /** What it answers; null where it does not even say that a college is away. */
  let says: object | null = null;
  let home: Home;
  /** Its curator approves. */
  let deciding: Home;

  beforeAll(async () => {
    gateway = createServer((_, response) => response.writeHead(503).end(JSON.stringify(says)));
    const relay = await addressOf(gateway);
    [home, deciding] = await Promise.all([aHome({ relay }), aHome({ relay, participationApproval: 'CURATOR' })]);
  });
  afterAll(async () => {
    await Promise.all([home, deciding].map(({ node }) => node.stop()));
    gateway.close();
  });

  /** The thread of the volunteer's one wish, once it is in the books. */
  const threadOf = async ({ id }: { readonly id: string }, of = home): Promise<string> => {
    const row = async () => (await of.rowsOf('SELECT id FROM participation WHERE volunteer_id = $1', [id]))[0];
    await until('it is in the books', async () => (await row()) !== undefined);
    return `chhtt:${String((await row())?.['id'])}`;
  };

  /** How often the database was asked meanwhile whether the host has answered, which is every 50 ms: thirty times at most. */
  const looks = async (work: () => Promise<void>): Promise<number> => {
    const statements = await home.node.statementsOf(work);
    return statements.filter((sql) => /FROM "participation".*"check_in" IS NULL/s.test(sql)).length;
  };

  it('in time is what the caller sees: a place, a full event, an event that is over', async () => {
    const answers: [object, object][] = [
      [{}, { status: 'CONFIRMED' }],
      [{ status: 'WAITLISTED' }, { status: 'WAITLISTED' }],
      [{ status: 'DECLINED', reason: 'EVENT_FULL' }, { __typename: 'EventFullError', capacity: 20 }],
      [{ status: 'DECLINED', reason: 'EVENT_CLOSED', event: { ...TOLD, status: 'COMPLETED' } }, { __typename: 'EventClosedError', status: 'COMPLETED' }],
      [{ status: 'DECLINED', reason: 'NOT_FOR_YOU', event: null, capacity: null }, { __typename: 'EventClosedError', status: 'CANCELLED' }],
      [{ status: 'DECLINED', reason: 'Только для шестнадцати лет' }, { status: 'DECLINED', reason: 'Только для шестнадцати лет' }],
    ];
    for (const [answer, expected] of answers) {
      const seen = await inTime(async () => {
        const { self, volunteer } = await home.ready();
        const taking = home.takePart(self, `bat:${uuid()}`);
        await home.node.receive({ from: 'bat', thread: await threadOf(volunteer), kind: 'SEAT_ANSWERED', content: { ...ANSWER, ...answer } });
        return taking;
      });
      expect(seen).toMatchObject(expected);
    }
  });

  it('an event that there is not, or that has begun or will not be, is refused at once where the college decides itself', async () => {
    const told = { ...TOLD, startsAt: new Date(Date.now() + 3_600_000).toISOString(), endsAt: new Date(Date.now() + 7_200_000).toISOString() };
    const answers: [MessageContent<'EVENT_TOLD'>['event'], object][] = [
      [null, { __typename: 'EventClosedError', status: 'CANCELLED' }],
      [{ ...told, startsAt: new Date(Date.now() - 1_000).toISOString() }, { __typename: 'EventClosedError', status: 'PUBLISHED' }],
      [{ ...told, status: 'CANCELLED' }, { __typename: 'EventClosedError', status: 'CANCELLED' }],
    ];
    for (const [event, expected] of answers) {
      const eventIds: string[] = [];
      const seen = await inTime(async () => {
        const { self, volunteer } = await deciding.ready();
        const eventId = `bat:${uuid()}`;
        eventIds.push(eventId);
        const taking = deciding.takePart(self, eventId);
        await threadOf(volunteer, deciding);
        await deciding.node.receive({ from: 'bat', thread: eventId, kind: 'EVENT_TOLD', content: { event, capacity: null } });
        return taking;
      });
      expect(seen).toMatchObject(expected);
      const part = await deciding.rowsOf('SELECT DISTINCT status, reason FROM participation WHERE event_id = ANY($1)', [eventIds]);
      expect(part).toEqual([{ status: 'DECLINED', reason: event === null ? 'NOT_FOR_YOU' : 'EVENT_CLOSED' }]);
    }
  });

  it('row 63: 50 at once to a host that is silent are answered in time, with the same participation', async () => {
    const { self, volunteer } = await home.ready();
    const eventId = `bat:${uuid()}`;
    const timed = async (event: string) => {
      const startedAt = performance.now();
      const { id, status } = await home.takePart(self, event);
      return { id, status, milliseconds: performance.now() - startedAt };
    };
    const alone = await timed(`bat:${uuid()}`);
    const answers: Awaited<ReturnType<typeof timed>>[] = [];
    const statements = await home.node.statementsOf(async () => {
      answers.push(...(await Promise.all(Array.from({ length: 50 }, () => timed(eventId)))));
    });
    expect(new Set(answers.map(({ id, status }) => `${id} ${status}`))).toEqual(new Set([`${answers[0]!.id} AWAITING_HOST`]));
    // They are one piece of work, or a few where some come later: nobody waits for fifty transactions and then for the host.
    expect(statements.filter((sql) => /FROM "volunteer".*FOR NO KEY UPDATE/s.test(sql)).length).toBeLessThanOrEqual(10);
    expect(Math.max(...answers.map(({ milliseconds }) => milliseconds))).toBeLessThan(alone.milliseconds + 3_000);
    expect(await home.sent(answers[0]!.id)).toHaveLength(1);
    expect(await home.rowsOf('SELECT count(*)::int AS keys FROM take_part_key WHERE participation_id::text = $1', [answers[0]!.id.slice('chhtt:'.length)])).toEqual([{ keys: 50 }]);

    expect(await looks(async () => expect(await home.takePart(self, eventId)).toMatchObject({ status: 'AWAITING_HOST' }))).toBeLessThan(15); // the last look of those who waited may be among them
    expect(await home.statusOf(volunteer)).toEqual(['AWAITING_HOST', 'AWAITING_HOST']);
  });

  it('row 63: 50 at once to a host that answers after a moment all see the place', async () => {
    const content = { status: 'CONFIRMED', format: 'ONSITE', reason: null, event: null, capacity: null } as const;
    const { seen, thread } = await inTime(async () => {
      const { self, volunteer } = await home.ready();
      const eventId = `bat:${uuid()}`;
      const taking = Promise.all(Array.from({ length: 50 }, () => home.takePart(self, eventId)));
      const asked = await threadOf(volunteer);
      await home.node.receive({ from: 'bat', thread: asked, kind: 'SEAT_ANSWERED', content });
      const all = await taking;
      return { seen: all, thread: asked, status: all.find(isWaiting)?.status ?? 'CONFIRMED' };
    });
    expect(new Set(seen.map(({ id, status }) => `${id} ${status}`))).toEqual(new Set([`${thread} CONFIRMED`]));
  });

  it('a host that is out of reach is not waited for, neither by who waits already nor by who comes next', async () => {
    const { self } = await home.ready();
    const looksFor = (host: string) => looks(async () => expect(await home.takePart(self, `${host}:${uuid()}`)).toMatchObject({ status: 'AWAITING_HOST' }));
    says = { errors: [{ message: 'The node of hgt cannot be reached.', extensions: { code: 'NODE_UNAVAILABLE' } }] };
    let first = await looksFor('hgt');
    for (let again = 1; again <= 2 && first >= 15; again += 1) {
      await home.rowsOf(`UPDATE outbox_message SET refused_at = now(), content = NULL WHERE receiver = 'hgt'`); // with it nobody finds out once more that it is out of reach
      await pause(ABSENCE_IS_OVER_MS);
      first = await looksFor('hgt');
    }
    expect(first).toBeLessThan(15);

    let next = await looksFor('hgt');
    // It is out of reach for three seconds, which a machine with much to do may need until the next one asks.
    for (let again = 1; again <= 5 && next > 0; again += 1) next = await looksFor('hgt');
    expect(next).toBe(0);

    says = null;
    expect(await looksFor('kpk')).toBeGreaterThan(0);
  });
});

const isWaiting = ({ status }: { readonly status?: string }): boolean => status?.startsWith('AWAITING') === true;

/** What came of it where nobody waits any more: nobody waits longer than 1.5 s, which a machine with much to do may need before the host is asked at all. */
async function inTime<Seen extends { readonly status?: string }>(round: () => Promise<Seen>): Promise<Seen> {
  let seen = await round();
  for (let again = 1; again <= 5 && isWaiting(seen); again += 1) seen = await round();
  return seen;
}

async function addressOf(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The gateway does not listen.');
  return `http://127.0.0.1:${address.port}`;
}
