import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { v7 as uuid } from 'uuid';
import { type CollegeMessage, sealMessage } from '#identity/message/sealed-message.js';
import { verifyReceipt } from '#identity/message/receipt.js';
import { DeliveryJobs } from '#node/messages/delivery-jobs.js';
import { InboxService } from '#node/messages/inbox.service.js';
import { minutesAhead } from '#support/at-another-time.js';
import { anEvent } from '#support/factories/event.factory.js';
import { until } from '#support/until.js';
import { BootedNode } from './booted-node.js';

let node: BootedNode;

beforeAll(async () => {
  node = await BootedNode.start();
});
afterAll(() => node.stop());

async function post(content: object, isSigned = true): Promise<Response> {
  const body = JSON.stringify(content);
  const signature = isSigned ? await node.signatureOf(body) : {};
  return fetch(`${node.url}/messages`, { method: 'POST', headers: { 'content-type': 'application/json', ...signature }, body });
}

const aMessage = (kind: string): CollegeMessage => ({ id: uuid(), from: 'bat', to: 'chhtt', thread: `bat:${uuid()}`, sequence: 1, kind, content: {} });
const sealed = (message: CollegeMessage) => sealMessage(message, node.keysOf('bat').signing, node.publicKeys.encryption);

describe('a node’s /messages', () => {
  it('answers nobody but a gateway of the roster', async () => {
    const message = await sealed(aMessage('NOT_INVENTED'));
    expect((await post({ message }, false)).status).toBe(401);
    expect((await post({ message })).status).toBe(501); // a kind that no node knows
    expect(await node.rows.query('SELECT * FROM inbox_message')).toEqual([]);
  });

  it('reads no more than a message may be', async () => {
    expect((await post({ message: 'A'.repeat(65_536) })).status).toBe(413);
  });

  it.each([{}, { message: 7 }, { message: 'nothing' }, []])('refuses %j', async (content) => {
    expect((await post(content)).status).toBe(401);
  });

  it('says which number is free where another message has that of a new one', async () => {
    const kept = { ...aMessage('NOT_INVENTED'), sequence: 5 };
    await post({ message: await sealed(kept) });
    const answer = (await (await post({ message: await sealed({ ...kept, id: uuid() }) })).json()) as { receipt: string };
    const { id: messageId } = { ...kept, id: decodeJwt(answer.receipt).jti ?? '' };
    expect(await verifyReceipt(answer.receipt, { sender: 'bat', receiver: 'chhtt', messageId }, node.findKey)).toEqual({ outcome: 'REFUSED', reason: 'Another message has that place in the thread.', nextSequence: 6 });
  });

  it('row 70: takes none that was sealed six minutes ago, or is of six minutes from now', async () => {
    const message = aMessage('SEAT_WITHDRAWN');
    for (const minutes of [-6, 6]) {
      const sealedThen = await minutesAhead(minutes, () => sealed(message));
      expect((await post({ message: sealedThen })).status).toBe(401);
    }
    expect(await node.rows.query('SELECT FROM inbox_message WHERE id = $1', [message.id])).toEqual([]);
    expect((await post({ message: await sealed(message) })).status).toBe(200);
  });

  it('row 70: what comes again has the same receipt, and no second effect', async () => {
    const event = anEvent({ capacity: 1 });
    await node.rows.manager.save(event);
    const content = { eventId: `chhtt:${event.id}`, volunteerId: `bat:${uuid()}`, kind: 'STUDENT', format: null, subjectName: null };
    const message = { ...aMessage('SEAT_REQUESTED'), content };
    for (let time = 1; time <= 3; time += 1) {
      const { receipt } = (await (await post({ message: await sealed(message) })).json()) as { receipt: string };
      expect(await verifyReceipt(receipt, { sender: 'bat', receiver: 'chhtt', messageId: message.id }, node.findKey)).toEqual({ outcome: 'TAKEN', reason: null });
    }
    const { thread } = message;
    expect(await node.rows.query('SELECT status FROM registration WHERE participation_id = $1', [thread])).toEqual([{ status: 'CONFIRMED' }]);
    expect(await node.rows.query('SELECT kind FROM outbox_message WHERE thread = $1', [thread])).toEqual([{ kind: 'SEAT_ANSWERED' }]);
  });

  it('gives a receipt under its own key', async () => {
    const message = { ...aMessage('NOT_INVENTED'), sequence: 2 }; // early: kept, whatever its kind
    const answer = (await (await post({ message: await sealed(message) })).json()) as { receipt: string };
    expect(await verifyReceipt(answer.receipt, { sender: 'bat', receiver: 'chhtt', messageId: message.id }, node.findKey)).toEqual({ outcome: 'TAKEN', reason: null });
  });
});

describe('messages that cannot be delivered', () => {
  it('are tried after pauses that grow, and that still differ once they are at their longest', async () => {
    const messages = Array.from({ length: 12 }, () => ({ id: uuid(), receiver: 'hgt' }));
    for (const { id } of messages) {
      await node.rows.query(`INSERT INTO outbox_message (id, receiver, thread, sequence, kind, content, created_at) VALUES ($1::uuid, 'hgt', 'chhtt:' || $1, 1, 'SEAT_WITHDRAWN', '{}', now())`, [id]);
    }
    const jobs = node.get(DeliveryJobs);
    await jobs.add(messages); // the roster of this test names no relay
    /** The pause of each after as many attempts, in seconds. */
    const pausesAfter = async (attempts: number): Promise<number[]> => {
      const failed: { pause: number }[] = [];
      await until(`each has failed ${attempts} times`, async () => {
        await node.rows.query(`UPDATE pgboss.job SET retry_count = $1 - 2, start_after = now() WHERE data->>'receiver' = 'hgt' AND state = 'retry' AND retry_count < $1 - 2`, [attempts]);
        jobs.wake();
        failed.splice(0, failed.length, ...(await node.rows.query(`SELECT extract(epoch FROM start_after - started_on)::float AS pause FROM pgboss.job WHERE data->>'receiver' = 'hgt' AND state = 'retry' AND retry_count = $1 - 1`, [attempts])));
        return failed.length === messages.length;
      });
      return failed.map(({ pause }) => pause);
    };
    for (const [attempts, least] of [[3, 4], [5, 15], [7, 15], [200, 15]] as const) {
      const pauses = await pausesAfter(attempts);
      expect(Math.min(...pauses)).toBeGreaterThanOrEqual(least);
      expect(Math.max(...pauses) - Math.min(...pauses)).toBeGreaterThan(least / 10);
    }
    expect(await node.rows.query(`SELECT DISTINCT priority FROM pgboss.job WHERE data->>'receiver' = 'hgt'`)).toEqual([{ priority: -1 }]); // behind what was not tried yet
    await node.rows.query(`DELETE FROM outbox_message WHERE receiver = 'hgt'`);
  });
});

describe('what a hostile college can have a node keep', () => {
  const early = (sequence: number) => ({ ...aMessage('SEAT_WITHDRAWN'), sequence });
  const keep = (messages: number, content: string, sender = 'bat') =>
    node.rows.query(
      `INSERT INTO inbox_message (sender, id, thread, sequence, kind, content, received_at)
       SELECT $2, gen_random_uuid(), $2 || ':' || n, 9, 'SEAT_WITHDRAWN', jsonb_build_object('text', ${content}), now() FROM generate_series(1, $1) AS n`,
      [messages, sender],
    );
  const RANDOM = `(SELECT string_agg(md5(random()::text || m), '') FROM generate_series(1, 1500) AS m)`;

  beforeEach(() => node.rows.query('DELETE FROM inbox_message'));

  it('is a thousand messages before their turn, and what is next is taken all the same', async () => {
    await keep(2_000, `''`, 'kpk'); // another college’s
    await keep(999, `''`);
    expect((await post({ message: await sealed(early(2)) })).status).toBe(200);
    const tooMuch = await post({ message: await sealed(early(2)) });
    expect([tooMuch.status, await tooMuch.text()]).toEqual([429, expect.stringContaining('keeps no more messages of this college that come before their turn')]);
    expect((await post({ message: await sealed(early(1)) })).status).toBe(200);
  });

  it('is four megabytes of them', async () => {
    await keep(90, RANDOM); // 48,000 bytes each that nothing packs
    expect((await post({ message: await sealed(early(2)) })).status).toBe(429);
    expect(await node.rows.query(`SELECT count(*)::int AS kept FROM inbox_message WHERE sender = 'bat'`)).toEqual([{ kept: 90 }]);
  });

  it('is none that is a thousand ahead', async () => {
    expect((await post({ message: await sealed(early(1_000)) })).status).toBe(200);
    expect((await post({ message: await sealed(early(1_001)) })).status).toBe(429);
  });

  it('is nothing of what a refused one says, and of those the latest thousand', async () => {
    const refused = { ...early(1), kind: 'ATTENDANCE_RECORDED', content: { status: 'NO_SHOW', minutes: null, entry: null, revokes: null } };
    const receipt = (await (await post({ message: await sealed(refused) })).json()) as { receipt: string };
    expect(await verifyReceipt(receipt.receipt, { sender: 'bat', receiver: 'chhtt', messageId: refused.id }, node.findKey)).toMatchObject({ outcome: 'REFUSED' });
    expect(await node.rows.query('SELECT content FROM inbox_message WHERE id = $1', [refused.id])).toEqual([{ content: null }]);

    await node.rows.query(
      `INSERT INTO inbox_message (sender, id, thread, sequence, kind, received_at, refused_at, problem)
       SELECT CASE WHEN n <= 3 THEN 'kpk' ELSE 'bat' END, gen_random_uuid(), 'bat:' || n, 1, 'X', now(), now() + n * interval '1 second', 'no' FROM generate_series(1, 1203) AS n`,
    );
    await node.get(InboxService).tidy();
    expect(await node.rows.query('SELECT sender, count(*)::int AS kept FROM inbox_message GROUP BY sender ORDER BY sender')).toEqual([{ sender: 'bat', kept: 1_000 }, { sender: 'kpk', kept: 3 }]);
    expect(await node.rows.query('SELECT id FROM inbox_message WHERE id = $1', [refused.id])).toEqual([]);
    const again = (await (await post({ message: await sealed(refused) })).json()) as { receipt: string };
    expect(await verifyReceipt(again.receipt, { sender: 'bat', receiver: 'chhtt', messageId: refused.id }, node.findKey)).toMatchObject({ outcome: 'REFUSED' });
  });

  it('is nothing that keeps what others brought from being applied', async () => {
    const event = anEvent();
    await node.rows.manager.save(event);
    await node.rows.query(`INSERT INTO inbox_thread (sender, thread, last_sequence) SELECT 'bat', 'bat:' || n, 8 FROM generate_series(1, 1500) AS n`);
    await keep(1_500, `''`); // each is the next of its thread, and of no seat that there is
    await node.rows.query(`UPDATE inbox_message SET kind = 'NOT_INVENTED'`);
    const [guest, content] = [`kpk:${uuid()}`, { eventId: `chhtt:${event.id}`, volunteerId: `kpk:${uuid()}`, kind: 'STUDENT', format: null, subjectName: null }];
    await node.rows.query(`INSERT INTO inbox_thread (sender, thread, last_sequence) VALUES ('kpk', $1, 0)`, [guest]);
    await node.rows.query(`INSERT INTO inbox_message (sender, id, thread, sequence, kind, content, received_at) VALUES ('kpk', gen_random_uuid(), $1, 1, 'SEAT_REQUESTED', $2, now())`, [guest, content]);
    await node.get(InboxService).resume();
    expect(await node.rows.query('SELECT status FROM registration WHERE participation_id = $1', [guest])).toEqual([{ status: 'CONFIRMED' }]);
    await node.rows.query('DELETE FROM inbox_thread');
  });

  it('is what it can bring in a day; the rest stays with it, and comes later', async () => {
    const limited = await BootedNode.start({ beside: node, rateLimit: 300 });
    try {
      const body = JSON.stringify({ message: await sealed(early(1)) });
      const bring = async () => fetch(`${limited.url}/messages`, { method: 'POST', headers: { 'content-type': 'application/json', ...(await limited.signatureOf(body)) }, body });
      limited.get(InboxService)['taken'].count('bat', 43_200);
      const tooMuch = await bring();
      expect([tooMuch.status, await tooMuch.text()]).toEqual([429, expect.stringContaining('takes no more messages of this college today')]);
      expect(await node.rows.query('SELECT id FROM inbox_message')).toEqual([]);
      expect((await post(JSON.parse(body))).status).toBe(200);
    } finally {
      await limited.leave();
    }
  });
});
