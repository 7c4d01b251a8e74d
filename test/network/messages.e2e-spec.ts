import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { signReceipt } from '#identity/message/receipt.js';
import { signRelayPass } from '#identity/message/relay-pass.js';
import { type CollegeMessage, sealMessage } from '#identity/message/sealed-message.js';
import { publicKeysOf } from '#identity/private-keys.js';
import { freePorts } from '#support/free-ports.js';
import { GATEWAY_ID, aMember } from '#support/test-roster.js';
import { until } from '#support/until.js';
import { Correspondence, type Correspondent } from './messages/correspondence.js';

let network: Correspondence;
let home: Correspondent;
let host: Correspondent;
let third: Correspondent;

beforeAll(async () => {
  network = await Correspondence.start(['kpk', 'hgt', 'bat']);
  [home, host, third] = [network.college('kpk'), network.college('hgt'), network.college('bat')];
}, 200_000);
afterAll(() => network.stop());

const outboxOf = (college: Correspondent, thread: string) =>
  college.rows('SELECT content, attempts, last_problem, delivered_at IS NOT NULL AS delivered, refused_at IS NOT NULL AS refused FROM outbox_message WHERE thread = $1 ORDER BY sequence', [thread]);

/** Posts a message to the gateway as the home's node would. */
async function post(sealed: string, to = 'hgt'): Promise<{ status: number; receipt: string }> {
  const body = JSON.stringify({ message: sealed });
  const pass = await signRelayPass('kpk', GATEWAY_ID, body, home.keys.signing);
  const response = await fetch(`${network.gateway.origin}/relay/${to}`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${pass}` }, body });
  const { receipt = '' } = (await response.json()) as { receipt?: string };
  return { status: response.status, receipt };
}

const aMessage = (thread: string): CollegeMessage => {
  const content = { eventId: 'e', volunteerId: 'v', kind: 'STUDENT', format: null, subjectName: 'Анна К.' };
  return { id: uuid(), from: 'kpk', to: 'hgt', thread, sequence: 1, kind: 'SEAT_REQUESTED', content };
};
const sealed = (message: CollegeMessage, by = home, to = host) => sealMessage(message, by.keys.signing, publicKeysOf(to.keys).encryption);

describe('a message between two colleges', () => {
  it('is delivered, applied once and answered, and leaves nothing personal in the queues', async () => {
    const thread = home.aThread();
    const started = Date.now();
    await home.send('hgt', thread, 'Анна К.');
    await until('the answer is there', async () => (await home.effects(thread)).length === 1);
    expect(Date.now() - started).toBeLessThan(5_000); // it did not wait for the sweep, four times a minute
    expect(await host.effects(thread)).toEqual([{ sender: 'kpk', thread, sequence: 1, says: 'Анна К.' }]);
    expect(await home.effects(thread)).toEqual([{ sender: 'hgt', thread, sequence: 1, says: 'answer to 1' }]);
    await until('the sender knows', async () => (await home.waiting()) === 0);
    expect(await outboxOf(home, thread)).toEqual([{ content: null, attempts: 1, last_problem: null, delivered: true, refused: false }]);
    expect(await host.rows('SELECT content, problem FROM inbox_message WHERE thread = $1', [thread])).toEqual([{ content: null, problem: null }]);
    const [{ jobs }] = (await home.rows(`SELECT count(*)::int AS jobs FROM pgboss.job WHERE data::text LIKE '%Анна%'`)) as [{ jobs: number }];
    expect(jobs).toBe(0);
  });

  it('that can never be applied is refused with the reason, shown at both ends, and does not hold up the next one', async () => {
    const thread = home.aThread();
    await home.send('hgt', thread, '', 'SEAT_WITHDRAWN');
    await home.send('hgt', thread, 'next');
    await until('the next one is answered', async () => (await home.effects(thread)).length === 1);
    expect(await host.effects(thread)).toEqual([{ sender: 'kpk', thread, sequence: 2, says: 'next' }]);
    await until('the sender knows', async () => (await outboxOf(home, thread)).every(({ delivered, refused }) => delivered === true || refused === true));
    expect(await outboxOf(home, thread)).toMatchObject([{ refused: true, delivered: false, last_problem: 'There is no such seat.' }, { delivered: true }]);
    expect(await host.rows('SELECT sequence, problem FROM inbox_message WHERE refused_at IS NOT NULL AND thread = $1', [thread])).toEqual([
      { sequence: 1, problem: 'There is no such seat.' },
    ]);
  });

  it('about another college’s thread is refused', async () => {
    const thread = third.aThread();
    await home.send('hgt', thread, 'meddling');
    await until('it is refused', async () => (await outboxOf(home, thread)).some(({ refused }) => refused === true));
    expect(await host.effects(thread)).toEqual([]);
  });

  it('row 2: meant for one college is refused by another, whoever passes it on', async () => {
    const thread = home.aThread();
    const forThird = { ...aMessage(thread), to: 'bat' };
    expect((await post(await sealed(forThird, home, third))).status).toBe(401); // hgt cannot open it
    expect((await post(await sealed(forThird, home, host))).status).toBe(401); // hgt can, and it is for bat
    expect(await host.effects(thread)).toEqual([]);
  });

  it('row 3: with one byte altered is refused', async () => {
    const thread = home.aThread();
    const jwe = await sealed(aMessage(thread));
    const place = jwe.lastIndexOf('.') - 20;
    const altered = `${jwe.slice(0, place)}${jwe[place] === 'A' ? 'B' : 'A'}${jwe.slice(place + 1)}`;
    expect((await post(altered)).status).toBe(401);
    expect((await post(jwe)).status).toBe(200);
    expect(await host.effects(thread)).toHaveLength(1);
  });

  it('row 70: that comes again has no second effect, and the same receipt', async () => {
    const message = aMessage(home.aThread());
    const first = await post(await sealed(message));
    const second = await post(await sealed(message));
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(await host.effects(message.thread)).toHaveLength(1);
    const another = await post(await sealed({ ...message, id: uuid() }));
    expect(another.status).toBe(200); // with a receipt that says that it is refused
    expect(Buffer.from(another.receipt.split('.')[1] ?? '', 'base64url').toString()).toContain('"REFUSED"');
    expect(await host.effects(message.thread)).toHaveLength(1);
  });

  it('signed by a college in another’s name is refused', async () => {
    const thread = home.aThread();
    expect((await post(await sealed(aMessage(thread), third))).status).toBe(401);
    expect(await host.effects(thread)).toEqual([]);
  });

  it('that comes before the one before it waits for that', async () => {
    const first = aMessage(home.aThread());
    const second = { ...first, id: uuid(), sequence: 2 };
    expect((await post(await sealed(second))).status).toBe(200);
    expect(await host.effects(first.thread)).toEqual([]);
    expect((await post(await sealed(first))).status).toBe(200);
    expect(await host.effects(first.thread)).toMatchObject([{ sequence: 1 }, { sequence: 2 }]);
  });

  it('of a kind that the receiver does not know stays with its sender', async () => {
    const message = { ...aMessage(home.aThread()), kind: 'NOT_INVENTED' };
    expect((await post(await sealed(message))).status).toBe(501);
    expect(await host.rows('SELECT id FROM inbox_message WHERE id = $1', [message.id])).toEqual([]);
  });
});

describe('row 69: a receiver that is away', () => {
  it('is written to once it is back, in order, however long that took', async () => {
    await third.process.kill();
    const thread = home.aThread();
    for (const says of ['1', '2', '3']) await home.send('bat', thread, says);
    await until('the first was tried', async () => (await outboxOf(home, thread)).some(({ attempts }) => Number(attempts) > 0));
    const waits = { delivered: false, refused: false };
    expect(await outboxOf(home, thread)).toMatchObject([{ ...waits, last_problem: 'gateway: The receiver cannot be reached.' }, waits, waits]);
    await home.rows(`UPDATE pgboss.job SET start_after = now() + interval '5 minutes', retry_count = 60 WHERE state = 'retry'`); // as after days
    await third.process.start();
    await third.send('kpk', third.aThread(), 'I am back'); // a sign of life
    await until('all is delivered', async () => (await third.effects(thread)).length === 3);
    expect(await third.effects(thread)).toMatchObject([{ says: '1' }, { says: '2' }, { says: '3' }]);
  });

  it('is not looked for with a message that has ended: it would be in the place of one that waits, time after time', async () => {
    await third.process.kill();
    const [ended, waits] = [home.aThread(), home.aThread()];
    await home.send('bat', ended, 'ended');
    await until('it was tried', async () => (await outboxOf(home, ended)).every(({ attempts }) => Number(attempts) > 0));
    await home.rows(`UPDATE outbox_message SET refused_at = now(), content = NULL WHERE thread = $1`, [ended]); // as where its receiver left for good
    await home.send('bat', waits, 'waits');
    const jobsOf = (thread: string) => home.rows('SELECT state FROM pgboss.job JOIN outbox_message ON singleton_key = outbox_message.id::text WHERE thread = $1', [thread]);
    await until('nothing is tried for the ended one', async () => (await jobsOf(ended)).every(({ state }) => state === 'completed'));
    expect(await jobsOf(waits)).not.toEqual([{ state: 'completed' }]);
    await third.process.start();
    await until('it is delivered', async () => (await third.effects(waits)).length === 1);
    expect(await third.effects(ended)).toEqual([]);
  });

  it('is written to after a restart of the sender, too, whatever became of the jobs', async () => {
    await third.process.kill();
    const thread = home.aThread();
    await home.send('bat', thread, 'kept');
    await until('it was tried', async () => (await outboxOf(home, thread)).every(({ attempts }) => Number(attempts) > 0));
    await home.process.kill();
    await home.rows('DELETE FROM pgboss.job');
    await Promise.all([third.process.start(), home.process.start()]);
    await until('it is delivered', async () => (await third.effects(thread)).length === 1);
  });

  it('and nobody of the network is shown with the reason, and not lost', async () => {
    const thread = home.aThread();
    await home.send('namt', thread, 'nobody there');
    await until('it was tried twice', async () => (await outboxOf(home, thread)).some(({ attempts }) => Number(attempts) > 1));
    expect(await outboxOf(home, thread)).toMatchObject([{ content: { subjectName: 'nobody there' }, delivered: false, refused: false, last_problem: 'The roster names no member namt.' }]);
  });
});

describe('a gateway that lies', () => {
  /** Signs receipts itself, with a key that is no college's. */
  const forger = createServer((request, response) => {
    void home.rows(`SELECT id FROM outbox_message WHERE receiver = 'hgt' AND delivered_at IS NULL ORDER BY created_at DESC LIMIT 1`).then(async ([row]) => {
      const receipt = await signReceipt({ sender: 'kpk', receiver: 'hgt', messageId: String(row?.['id']) }, { outcome: 'TAKEN', reason: null }, network.roster.gatewayKeys.signing);
      request.resume();
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ receipt }));
    });
  });
  const forgerOrigin = () => `http://127.0.0.1:${String((forger.address() as AddressInfo).port)}`;
  let honest: readonly string[];
  const relayedBy = async (...relays: readonly string[]) => {
    network.roster.relays = relays;
    await network.tell(network.roster.colleges);
  };

  beforeAll(async () => {
    honest = network.roster.relays;
    forger.listen(0, '127.0.0.1');
    await once(forger, 'listening');
  });
  afterAll(async () => {
    await relayedBy(...honest);
    forger.closeAllConnections();
    forger.close();
  });

  it('cannot swallow a message: it has no receipt', async () => {
    const thread = home.aThread();
    await relayedBy(forgerOrigin());
    await home.send('hgt', thread, 'swallowed?');
    await until('it was tried', async () => (await outboxOf(home, thread)).some(({ attempts }) => Number(attempts) > 0));
    expect(await outboxOf(home, thread)).toMatchObject([{ delivered: false, last_problem: expect.stringContaining('no genuine receipt') }]);
    await relayedBy(forgerOrigin(), ...honest); // with an honest one beside it the message arrives
    await until('it is delivered', async () => (await outboxOf(home, thread)).some(({ delivered }) => delivered === true));
  });

  it('is not its receiver’s absence, though another gateway is away: each message is tried at once', async () => {
    const away = `http://127.0.0.1:${String(await freePorts(1))}`;
    await relayedBy(away, forgerOrigin());
    const threads = [home.aThread(), home.aThread()];
    const jobsOf = (thread: string) => home.rows(`SELECT state FROM pgboss.job JOIN outbox_message ON singleton_key = outbox_message.id::text WHERE thread = $1`, [thread]);
    for (const thread of threads) {
      await home.send('hgt', thread, 'tried at once');
      await until('its first turn is over', async () => (await jobsOf(thread)).some(({ state }) => state === 'retry'));
      expect(await outboxOf(home, thread)).toMatchObject([{ delivered: false }]);
      expect((await outboxOf(home, thread))[0]?.['attempts']).not.toBe(0);
    }
    await relayedBy(away, ...honest);
    for (const thread of threads) await until('it is delivered', async () => (await outboxOf(home, thread)).some(({ delivered }) => delivered === true));
  });
});

describe('a suspended college', () => {
  it('is not heard, and gets nothing until it is a member again', async () => {
    const members = network.roster.colleges;
    const suspended = members.map((member) => (member.code === 'bat' ? { ...member, status: 'SUSPENDED' as const } : member));
    await network.tell(suspended);
    const thread = third.aThread();
    await third.send('hgt', thread, 'from outside');
    await until('it was tried', async () => (await outboxOf(third, thread)).some(({ attempts }) => Number(attempts) > 0));
    expect(await outboxOf(third, thread)).toMatchObject([{ delivered: false }]);
    expect(await host.effects(thread)).toEqual([]);
    await network.roster.write(members.map((member) => aMember(member.code, member.endpoint, network.college(member.code).keys)));
    await until('it is delivered', async () => (await host.effects(thread)).length === 1);
  });
});
