import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { globalId } from '#contract/ids.js';
import { openStatusList, signStatusList } from '#credentials/status-list.js';
import { verifyEntry } from '#credentials/verify-entry.js';
import { CredentialIssuer } from '#node/credentials/credential-issuer.js';
import { InboxService } from '#node/messages/inbox.service.js';
import { SweepService } from '#node/messages/sweep.service.js';
import { until } from '#support/until.js';
import { type CliRun, runCli } from '#support/cli-run.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aParticipation } from '#support/factories/participation.factory.js';
import { aRegistration } from '#support/factories/registration.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { aMember } from '#support/test-roster.js';
import { BootedNode } from '../node/booted-node.js';

const [waiting, refused, taken, behind] = [uuid(), uuid(), uuid(), uuid()];

const LEFT = `INSERT INTO outbox_message (id, receiver, thread, sequence, kind, created_at, refused_at, receiver_left, last_problem)
  VALUES (gen_random_uuid(), 'kpk', $1, 1, 'SEAT_WITHDRAWN', now(), now(), true, 'kpk left the network, and 30 days have passed: nobody takes this any more.')`;

let node: BootedNode;
let sweep: jest.Spied<SweepService['work']>;

beforeAll(async () => {
  node = await BootedNode.start();
  // It would try what waits, whenever it comes, and what is shown of it would be another.
  sweep = jest.spyOn(node.get(SweepService), 'work').mockResolvedValue();
});
afterAll(() => node.stop());

const run = (args: readonly string[] = [], language?: Record<string, string>): Promise<CliRun> => runCli(['outbox', ...args, '--database', node.database.url], language);
const attempts = async (): Promise<number> => Number((await node.rows.query('SELECT attempts FROM outbox_message WHERE id = $1', [waiting]))[0].attempts);

describe('dobroset outbox', () => {
  it('says where nothing is stuck', async () => {
    expect(await run()).toMatchObject({ exitCode: 0, told: expect.stringContaining('Nothing is stuck at chhtt') });
  });

  it('shows what waits and what was refused, at both ends, with the reason', async () => {
    const sent = `INSERT INTO outbox_message (id, receiver, thread, sequence, kind, content, created_at, attempts, last_tried_at, last_problem, refused_at)
      VALUES ($1, 'bat', $2, $3, 'SEAT_WITHDRAWN', CASE WHEN $5::timestamptz IS NULL THEN '{"subjectName":"Анна К."}'::jsonb END, '2026-09-01T06:00:00Z', 3, '2026-09-02T06:00:00Z', $4, $5)`;
    const volunteer = aVolunteer();
    await node.rows.manager.save(volunteer);
    await node.rows.manager.save(aParticipation({ volunteer, event: { id: uuid() }, host: 'bat' }, { id: waiting, eventTitle: 'Сбор книг', eventStartsAt: new Date('2026-10-01T06:00:00Z'), eventEndsAt: new Date('2026-10-01T08:00:00Z'), eventTimeZone: 'Europe/Samara', eventStatus: 'PUBLISHED' }));
    await node.rows.query(sent, [waiting, `chhtt:${waiting}`, 1, 'gateway: The receiver cannot be reached.', null]);
    await node.rows.query(sent, [refused, `chhtt:${refused}`, 1, 'There is no such seat.', new Date()]);
    await node.rows.query(LEFT, [`chhtt:${uuid()}`]);
    await node.rows.query(`INSERT INTO inbox_message (sender, id, thread, sequence, kind, content, received_at) VALUES ('bat', $1, $2, 2, 'SEAT_WITHDRAWN', '{}', now())`, [uuid(), `bat:${uuid()}`]);
    const { exitCode, told } = await run();
    expect(exitCode).toBe(0);
    expect(told).toContain(`Waiting to be delivered (1):\n  ${waiting}  to bat  SEAT_WITHDRAWN\n      about Сбор книг, volunteer ${globalId('chhtt', volunteer.id)}\n      since 2026-09-01 06:00 UTC, attempts: 3, the last at 2026-09-02 06:00 UTC\n      gateway: The receiver cannot be reached.`);
    expect(told).toContain('Refused by their receiver, and not tried again (1):');
    expect(told).toContain('There is no such seat.');
    expect(told).toContain('Never delivered, for their receiver had left the network; not tried again (1):');
    expect(told).toContain('nobody takes this any more');
    expect(told).toContain('Received, waiting for the message before them');
    expect(told).not.toContain('Анна');
    expect((await run([], { LANG: 'ru_RU.UTF-8' })).told).toContain('Ждут доставки (1):');
  });

  it('shows what needs somebody beside any number that waits or was refused, and counts all of them', async () => {
    const [held, gone, early, behindEarly] = [uuid(), uuid(), uuid(), `kpk:${uuid()}`];
    await node.rows.query(`INSERT INTO outbox_message (id, receiver, thread, sequence, kind, content, created_at)
      SELECT gen_random_uuid(), 'kpk', 'chhtt:' || gen_random_uuid(), 1, 'SEAT_WITHDRAWN', '{}', now() - interval '1 year' FROM generate_series(1, 201)`);
    await node.rows.query(`INSERT INTO outbox_message (id, receiver, thread, sequence, kind, content, created_at, refused_at, last_problem, next_sequence)
      VALUES ($1::uuid, 'kpk', 'chhtt:' || $1, 3, 'SEAT_WITHDRAWN', '{}', now(), now(), 'Another message has that place in the thread.', 7)`, [held]);
    await node.rows.query(`INSERT INTO outbox_message (id, receiver, thread, sequence, kind, created_at, refused_at, last_problem)
      VALUES ($1::uuid, 'kpk', 'chhtt:' || $1, 1, 'SEAT_WITHDRAWN', now(), now(), 'There is no such seat.')`, [gone]);
    await node.rows.query(`INSERT INTO inbox_message (sender, id, thread, sequence, kind, received_at, refused_at, problem)
      SELECT 'kpk', gen_random_uuid(), 'kpk:' || gen_random_uuid(), 1, 'SEAT_WITHDRAWN', now() - interval '1 year', now() - interval '1 year', 'no' FROM generate_series(1, 201)`);
    await node.rows.query(`INSERT INTO inbox_message (sender, id, thread, sequence, kind, content, received_at) VALUES ('kpk', $1, $2, 2, 'SEAT_WITHDRAWN', '{}', now())`, [early, behindEarly]);

    const [{ told }, russian] = await Promise.all([run(), run([], { LANG: 'ru_RU.UTF-8' })]);
    await node.rows.query(`DELETE FROM outbox_message WHERE receiver = 'kpk'`);
    await node.rows.query(`DELETE FROM inbox_message WHERE sender = 'kpk'`);

    expect(told).toContain('Waiting to be delivered (the oldest 200 of 202):'); // one from before
    expect(told).toContain(`from an older backup (1):\n  ${held}  to kpk`);
    expect(told).toContain(`dobroset outbox --renumber ${held}`);
    expect(told).toContain(`Refused by their receiver, and not tried again (2):\n  ${gone}  to kpk`);
    expect(told).toContain('had left the network; not tried again (1):');
    expect(told).toContain('for an update of this node (2):');
    expect(told).toContain(`${early}  from kpk`);
    expect(told).toContain('their sender was told (the latest 200 of 201):');
    expect(russian.told).toContain('Ждут доставки (показано 200 самых старых из 202):');
    expect(russian.told).toContain('отправитель об этом знает (показано 200 последних из 201):');
  });

  it('shows three of a thread, the first that waits before the others, and how many more there are', async () => {
    const thread = `kpk:${uuid()}`;
    const [first, other] = [uuid(), uuid()];
    // Those behind came before it, as where its sender was away.
    await node.rows.query(`INSERT INTO inbox_message (sender, id, thread, sequence, kind, content, received_at)
      SELECT 'kpk', CASE n WHEN 7 THEN $2::uuid ELSE gen_random_uuid() END, $1, n, 'SEAT_WITHDRAWN', '{}', now() - n * interval '1 day' FROM generate_series(7, 306) AS n`, [thread, first]);
    await node.rows.query(`INSERT INTO inbox_message (sender, id, thread, sequence, kind, content, received_at) VALUES ('kpk', $1, $2, 2, 'SEAT_WITHDRAWN', '{}', now())`, [other, `kpk:${uuid()}`]);
    const [{ told }, russian] = await Promise.all([run(), run([], { LANG: 'ru_RU.UTF-8' })]);
    await node.rows.query(`DELETE FROM inbox_message WHERE sender = 'kpk'`);

    expect(told).toContain(`for an update of this node (302):\n  ${first}  from kpk`); // one from before
    expect(told).toContain('… and 297 more of the same thread, 300 in all');
    expect(told).toContain(`${other}  from kpk`);
    expect(told.match(/from kpk/g)).toHaveLength(4);
    expect(russian.told).toContain('… и ещё 297 той же цепочки, всего 300');
  });

  it('has a message tried again', async () => {
    expect(await run(['--retry', waiting])).toMatchObject({ exitCode: 0, told: expect.stringContaining('is tried again') });
    sweep.mockRestore();
    // The roster of this test names no relay: that is what the sweep's next attempt finds.
    await until('it was tried', async () => (await attempts()) > 3, 75_000);
    expect((await run()).told).toContain('The roster names no gateway that passes messages on.');
  });

  describe('after an older backup was restored', () => {
    it('shows what is held back because its number is taken, with what to do, and does it', async () => {
      const thread = `chhtt:${uuid()}`;
      const sent = `INSERT INTO outbox_message (id, receiver, thread, sequence, kind, content, created_at, refused_at, last_problem, next_sequence)
        VALUES ($1, 'bat', $2, $3, 'SEAT_WITHDRAWN', '{}', now(), $4, $5, $6)`;
      await node.rows.query(`INSERT INTO outbox_thread (receiver, thread, last_sequence) VALUES ('bat', $1, 4)`, [thread]);
      await node.rows.query(sent, [taken, thread, 3, new Date(), 'Another message has that place in the thread.', 7]);
      await node.rows.query(sent, [behind, thread, 4, null, null, null]);
      const { told } = await run();
      expect(told).toContain('as when this database was restored from an older backup (1):');
      expect(told).toContain(`dobroset outbox --renumber ${taken}`);
      expect(told).toContain('Refused by their receiver, and not tried again (1):');

      expect(await run(['--renumber', behind])).toMatchObject({ exitCode: 1, problems: [expect.stringContaining('is no message whose number')] });
      expect(await run(['--renumber', taken])).toMatchObject({ exitCode: 0, told: expect.stringContaining('new number: 2') });
      expect(await node.rows.query('SELECT id, sequence, refused_at, next_sequence FROM outbox_message WHERE thread = $1 ORDER BY sequence', [thread])).toEqual([
        { id: taken, sequence: 7, refused_at: null, next_sequence: null },
        { id: behind, sequence: 8, refused_at: null, next_sequence: null },
      ]);
      expect(await node.rows.query('SELECT last_sequence FROM outbox_thread WHERE thread = $1', [thread])).toEqual([{ last_sequence: 8 }]);
      expect(await run(['--renumber', taken])).toMatchObject({ exitCode: 1 });
    });

    it('has what was received applied though those before it never came, the first that waits before the others', async () => {
      const thread = `bat:${uuid()}`;
      const [first, second] = [uuid(), uuid()];
      await node.rows.query(`INSERT INTO inbox_thread (sender, thread, last_sequence) VALUES ('bat', $1, 2)`, [thread]);
      for (const [id, sequence] of [[first, 5], [second, 6]]) {
        await node.rows.query(`INSERT INTO inbox_message (sender, id, thread, sequence, kind, content, received_at) VALUES ('bat', $1, $2, $3, 'SEAT_WITHDRAWN', '{}', now())`, [id, thread, sequence]);
      }
      expect((await run()).told).toContain('`--skip-to ID` applies it without them.');
      expect(await run(['--skip-to', second])).toMatchObject({ exitCode: 1, problems: [expect.stringContaining('the first of its thread')] });
      expect(await run(['--skip-to', first])).toMatchObject({ exitCode: 0 });
      await node.get(InboxService).resume(); // as the sweep does
      expect(await node.rows.query('SELECT 1 FROM inbox_message WHERE thread = $1 AND applied_at IS NOT NULL', [thread])).toHaveLength(2);
      expect(await run(['--skip-to', first])).toMatchObject({ exitCode: 1 });
    });
  });

  it.each([refused, uuid(), 'nonsense'])('refuses to try %s again, and says so', async (id) => {
    expect(await run(['--retry', id])).toMatchObject({ exitCode: 1, told: '', problems: [expect.stringContaining('No message')] });
  });
});

describe('dobroset restored', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dobroset-restored-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const restored = (args: readonly string[] = [], language?: Record<string, string>): Promise<CliRun> => runCli(['restored', ...args, '--database', node.database.url], language);
  const file = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };
  const publishedList = async (list: number): Promise<string> => (await fetch(`${node.url}/credentials/status/${list}`)).text();

  /** Somebody whose hours are signed. */
  const credited = async () => {
    const event = anEvent({ startsAt: new Date(Date.now() - 86_400_000) });
    const registration = aRegistration({ event, volunteer: { id: uuid() }, home: 'bat' }, { status: 'ATTENDED', minutes: 60 });
    await node.rows.manager.save([event]);
    await node.rows.manager.save([registration]);
    const { title, summary, kind, startsAt, endsAt } = event;
    const entry = { registrationId: registration.id, volunteerId: registration.volunteerId, subjectName: null, role: 'STUDENT', minutes: 60, supersedes: null } as const;
    const { id, jws } = await node.rows.transaction((tx) => node.get(CredentialIssuer).issue(tx, { ...entry, event: { id: `chhtt:${event.id}`, title, summary, kind, startsAt, endsAt } }));
    await node.rows.query('UPDATE registration SET credential_id = $2 WHERE id = $1', [registration.id, id]);
    const { status } = await verifyEntry(jws, node.findKey);
    return { id, registrationId: registration.id, ...status };
  };

  it('signs again without giving a place twice, and publishes again what was revoked since the backup', async () => {
    const [kept, revoked] = [await credited(), await credited()];
    const [{ last_value: backup }] = await node.rows.query('SELECT last_value FROM credential_place');
    const lost = await credited();
    for (const { id } of [revoked, lost]) await node.rows.transaction((tx) => node.get(CredentialIssuer).revoke(tx, id, 'Ушла раньше.'));
    const lists = [await file('1', await publishedList(1)), await file('2', await publishedList(2))];

    await node.rows.query('UPDATE credential SET revoked_at = NULL, reason = NULL WHERE id = $1', [revoked.id]);
    await node.rows.query('DELETE FROM credential WHERE id = $1', [lost.id]);
    await node.rows.query(`SELECT setval('credential_place', $1)`, [backup]);
    const roster = await file('roster.json', JSON.stringify({ version: 1, colleges: [aMember('chhtt', `${node.url}/graphql`, node.keysOf('chhtt'))] }));
    const foreign = await file('foreign', await signStatusList({ issuer: 'chhtt', url: `${node.url}/credentials/status/1`, revocations: [{ index: kept.index, at: new Date() }], validFrom: new Date() }, node.keysOf('bat').signing));

    expect(await restored(['--status-list', ...lists])).toMatchObject({ exitCode: 1, problems: [expect.stringContaining('--roster')] });
    expect(await restored(['--status-list', ...lists, foreign, '--roster', roster])).toMatchObject({ exitCode: 1, problems: [expect.stringContaining('no status list that chhtt signed')] });
    expect(await node.rows.query('SELECT last_value FROM credential_place')).toEqual([{ last_value: backup }]);
    const { exitCode, told } = await restored(['--status-list', ...lists, '--roster', roster]);
    expect([exitCode, told]).toEqual([0, expect.stringMatching(/status list 3,[^]*publishes again: 2\./)]);

    const next = await credited();
    expect(next.list).toBe(3);
    await new Promise((resolve) => setTimeout(resolve, 1_050)); // a list is looked at anew once a second
    const published = await openStatusList(await publishedList(1), 'chhtt', 1, node.findKey);
    expect([kept, revoked, lost].map(({ index }) => published.isRevoked(index))).toEqual([false, true, true]);
    expect((await openStatusList(await publishedList(3), 'chhtt', 3, node.findKey)).isRevoked(next.index)).toBe(false);
    expect(await node.rows.query('SELECT credential_id, untaken_credential_id FROM registration WHERE id = $1', [revoked.registrationId])).toEqual([{ credential_id: null, untaken_credential_id: revoked.id }]);
    expect(await node.rows.query('SELECT credential_id FROM registration WHERE id = $1', [kept.registrationId])).toEqual([{ credential_id: kept.id }]);
  });

  it('says where the revocations are to be had, and where no list is left', async () => {
    expect(await restored()).toMatchObject({ exitCode: 0, told: expect.stringMatching(/status list \d,[^]*https:\/\/GATEWAY\/credentials\/status\/chhtt\/1/) });
    await node.rows.query(`SELECT setval('credential_place', 62 * 131072)`);
    expect(await restored([], { LANG: 'ru_RU.UTF-8' })).toMatchObject({ exitCode: 1, problems: [expect.stringContaining('Свободных списков отзыва не осталось')] });
    expect((await node.rows.query('SELECT last_value FROM credential_place'))[0].last_value).toBe(String(62 * 131_072));
  });
});
