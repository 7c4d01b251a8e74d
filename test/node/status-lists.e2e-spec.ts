import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import type { FindIssuerKey } from '#credentials/signed-credential.js';
import { LIST_IS_GOOD_FOR_MILLISECONDS, type StatusList, openStatusList } from '#credentials/status-list.js';
import { verifyEntry } from '#credentials/verify-entry.js';
import { CredentialIssuer, type EntryToIssue } from '#node/credentials/credential-issuer.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aRegistration } from '#support/factories/registration.factory.js';
import { BootedNode } from './booted-node.js';

const VOLUNTEER = { id: '01993d5e-6d4c-7a51-b7a5-3d4f6c1b2a02' };
const VOLUNTEER_ID = `bat:${VOLUNTEER.id}`;

describe('the entries that a host signs, and its status lists', () => {
  let node: BootedNode;
  let issuer: CredentialIssuer;
  let findKey: FindIssuerKey;

  beforeAll(async () => {
    node = await BootedNode.start();
    issuer = node.get(CredentialIssuer);
    findKey = (college, kid) => node.findKey(college, kid);
  });
  afterAll(() => node.stop());

  /** Somebody who attended, and what there is to sign of it. */
  async function attended(overrides: Partial<EntryToIssue> = {}): Promise<EntryToIssue> {
    const event = anEvent({ startsAt: new Date(Date.now() - 86_400_000) });
    const registration = aRegistration({ event, volunteer: VOLUNTEER, home: 'bat' }, { status: 'ATTENDED', minutes: 120 });
    await node.rows.manager.save([event]);
    await node.rows.manager.save([registration]);
    const { title, summary, kind, startsAt, endsAt } = event;
    return {
      registrationId: registration.id,
      volunteerId: VOLUNTEER_ID,
      subjectName: null,
      role: 'STUDENT',
      minutes: 120,
      supersedes: null,
      event: { id: `chhtt:${event.id}`, title, summary, kind, startsAt, endsAt },
      ...overrides,
    };
  }

  const issue = (entry: EntryToIssue) => node.rows.transaction((tx) => issuer.issue(tx, entry));
  const revoke = (id: string, reason = 'Ошибка в минутах.') => node.rows.transaction((tx) => issuer.revoke(tx, id, reason));

  async function list(number = 1): Promise<StatusList> {
    const response = await fetch(`${node.url}/credentials/status/${number}`);
    return openStatusList(await response.text(), 'chhtt', number, findKey);
  }

  it('says what was attended, and can be checked by whoever knows the college’s key', async () => {
    const entry = await attended({ subjectName: 'Анна Петрова' });
    const { id, jws } = await issue(entry);
    await expect(verifyEntry(jws, findKey)).resolves.toMatchObject({
      id,
      issuer: 'chhtt',
      volunteerId: VOLUNTEER_ID,
      subjectName: 'Анна Петрова',
      eventId: entry.event.id,
      eventTitle: 'Субботник на берегу',
      startsAt: entry.event.startsAt,
      endsAt: entry.event.endsAt,
      minutes: 120,
      status: { list: 1 },
    });
  });

  it('row 64: the database keeps a second entry out while the first is in force', async () => {
    const entry = await attended();
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => issue(entry)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(outcomes.find((outcome) => outcome.status === 'rejected')).toMatchObject({ reason: { driverError: { constraint: 'credential_one_in_force' } } });
  });

  it('row 14: a correction revokes the first and signs another in its place, both in one transaction', async () => {
    const entry = await attended();
    const first = await issue(entry);
    const second = await node.rows.transaction(async (tx) => {
      await issuer.revoke(tx, first.id, 'Ушла раньше.');
      return issuer.issue(tx, { ...entry, minutes: 60, supersedes: first.id });
    });
    const rows = await node.rows.query(`SELECT id, reason, supersedes FROM credential WHERE registration_id = $1 ORDER BY issued_at, id`, [entry.registrationId]);
    expect(rows).toEqual([
      { id: first.id, reason: 'Ушла раньше.', supersedes: null },
      { id: second.id, reason: null, supersedes: first.id },
    ]);
  });

  it('stays revoked since the first time', async () => {
    const { id } = await issue(await attended());
    const { revokedAt } = await revoke(id);
    await expect(revoke(id, 'Ещё раз.')).resolves.toEqual({ revokedAt });
    await expect(revoke(uuid())).rejects.toThrow('issued no entry');
  });

  it('leaves nothing behind when the transaction is undone', async () => {
    const entry = await attended();
    const undone = node.rows.transaction(async (tx) => {
      await issuer.issue(tx, entry);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await expect(issue(entry)).resolves.toMatchObject({ jws: expect.any(String) });
  });

  it('are published to anybody, signed, good for seven days, and cached for a minute', async () => {
    const response = await fetch(`${node.url}/credentials/status/1`);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': expect.stringContaining('application/vc+jwt'),
      'cache-control': 'public, max-age=60',
      'access-control-allow-origin': '*',
    });
    const { validFrom, validUntil } = await list();
    expect(validUntil.getTime() - validFrom.getTime()).toBe(LIST_IS_GOOD_FOR_MILLISECONDS);
  });

  it('tell of a revocation at once, and only of that', async () => {
    const [kept, taken] = [await issue(await attended()), await issue(await attended())];
    const [keptStatus, takenStatus] = [(await verifyEntry(kept.jws, findKey)).status, (await verifyEntry(taken.jws, findKey)).status];
    const before = await list();
    expect(before.isRevoked(takenStatus.index)).toBe(false);
    const { revokedAt } = await revoke(taken.id);
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    const after = await list();
    expect(after.isRevoked(takenStatus.index)).toBe(true);
    expect(after.isRevoked(keptStatus.index)).toBe(false);
    expect(after.revokedAt(takenStatus.index)).toEqual(new Date(Math.floor(revokedAt.getTime() / 1_000) * 1_000));
    expect(after.validFrom.getTime()).toBeGreaterThan(before.validFrom.getTime());
  });

  it('do not make the database work, however many ask', async () => {
    await list();
    const statements = await node.statementsOf(() => Promise.all(Array.from({ length: 200 }, () => fetch(`${node.url}/credentials/status/1`))));
    expect(statements.length).toBeLessThan(20);
  });

  it('have their entries scattered, each place taken once', async () => {
    const places = [];
    for (let round = 0; round < 4; round += 1) {
      places.push(...(await Promise.all(Array.from({ length: 5 }, async () => (await verifyEntry((await issue(await attended())).jws, findKey)).status))));
    }
    const indexes = places.map(({ index }) => index).sort((one, other) => one - other);
    expect(new Set(indexes).size).toBe(20);
    expect(indexes.every((index, at) => at === 0 || index - (indexes[at - 1] ?? 0) > 1)).toBe(true);
  });

  it('begin another list when one is full', async () => {
    await node.rows.query(`SELECT setval('credential_place', 131071)`);
    const { status } = await verifyEntry((await issue(await attended())).jws, findKey);
    expect(status.list).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    await expect(list(3)).resolves.toBeDefined();
  });

  it.each(['0', '9', '64', '65', '01', '-1', '1.0', 'x', '1e3', '%00'])('are not there under the number %s', async (number) => {
    const response = await fetch(`${node.url}/credentials/status/${number}`);
    expect(response.status).toBe(404);
  });
});
