import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { globalId } from '#contract/ids.js';
import type { Actor } from '#identity/actor.js';
import { ParticipationStatus } from '#node/participations/participation-status.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { aMinorsConsent } from '#support/factories/consent.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aParticipation } from '#support/factories/participation.factory.js';
import { aPerson } from '#support/factories/person.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { BootedNode } from './booted-node.js';

const READERS = 'readers(first: 5) { readerCode fields readAt }';

interface Seen {
  readonly kind?: string | null;
  readonly displayName?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly readers?: readonly { readonly id?: string; readonly readerCode: string; readonly fields: string[] }[] | null;
}

describe('who reads personal data', () => {
  let node: BootedNode;
  const shared = Array.from({ length: 30 }, () => aVolunteer({ phone: null }));
  const anna = shared[0]!;
  const guide = aPerson({ role: 'MENTOR' });
  const shy = aVolunteer();

  beforeAll(async () => {
    node = await BootedNode.start();
    await node.rows.manager.save(guide);
    await node.rows.manager.save([...shared, shy]);
    anna.mentorId = guide.id;
    await node.rows.manager.save(anna);
    for (const purpose of ['NAME_TO_PARTNERS', 'CONTACTS_TO_HOST'] as const) {
      await node.rows.manager.save(shared.flatMap((volunteer) => aMinorsConsent(volunteer, { purpose })));
    }
  });
  beforeEach(() => node.rows.query('DELETE FROM personal_data_read'));
  afterAll(() => node.stop());

  async function read(as: Actor, volunteers: readonly { id: string }[], fields = 'displayName') {
    const answer = await node.ask<{ _entities: (Seen | null)[] }>(`query ($r: [_Any!]!) { _entities(representations: $r) { ... on Volunteer { ${fields} } } }`, {
      as,
      variables: { r: volunteers.map(({ id }) => ({ __typename: 'Volunteer', id: `chhtt:${id}` })) },
    });
    return { seen: answer.data._entities, codes: (answer.errors ?? []).map(({ extensions }) => extensions.code) };
  }

  const written = () => node.rows.query('SELECT volunteer_id, reader_code, fields FROM personal_data_read');

  /** All that the home knows of its volunteers' taking part is this. */
  async function whileTakingPartAt(host: string, status: ParticipationStatus, work: () => Promise<void>): Promise<void> {
    const event = anEvent();
    await node.rows.manager.save([anna, shy].map((volunteer) => aParticipation({ volunteer, event, host }, { status })));
    try {
      await work();
    } finally {
      await node.rows.query('DELETE FROM participation');
    }
  }

  it('is written down once for each volunteer of an answer, in one statement', async () => {
    const statements = await node.statementsOf(async () => {
      const { seen } = await read(aCurator('bat'), [...shared, shy, anna], 'displayName name: displayName');
      expect(seen.filter((volunteer) => volunteer?.displayName === null)).toHaveLength(1);
    });
    // Volunteers, consents, the college, participations, the log.
    expect(statements).toHaveLength(5);
    const rows = await written();
    expect(rows).toHaveLength(30);
    expect(rows).toContainEqual({ volunteer_id: anna.id, reader_code: 'bat', fields: ['displayName'] });
    expect(rows.map(({ volunteer_id: id }: { volunteer_id: string }) => id)).not.toContain(shy.id);
  });

  it('is not, where nothing was given or nobody else read it', async () => {
    await read(aCurator('bat'), [shy], 'id home { code } displayName');
    await read(aCurator('chhtt'), [anna], 'kind displayName email fullName');
    await read(aVolunteerActor('chhtt', anna), [anna], 'kind displayName email fullName');
    await read(aVolunteerActor('chhtt', shy), [anna], 'kind displayName');
    await read(aVolunteerActor('bat'), [anna], 'kind displayName');
    expect(await written()).toEqual([]);
  });

  it('is written down of what takes no consent too, in one line with what does', async () => {
    const { seen } = await read(aCurator('bat', { roles: ['OPERATOR'] }), [anna, shy], 'kind displayName');
    expect(seen).toEqual([{ kind: 'STUDENT', displayName: anna.displayName }, { kind: 'STUDENT', displayName: null }]);
    const rows: { volunteer_id: string; reader_code: string; fields: string[] }[] = await written();
    expect(rows).toHaveLength(2);
    expect(rows).toContainEqual({ volunteer_id: shy.id, reader_code: 'bat', fields: ['kind'] });
    expect(rows.find(({ volunteer_id: id }) => id === anna.id)?.fields.toSorted()).toEqual(['displayName', 'kind']);
  });

  it('row 38: contacts go to a host that the home knows of, with consent, and to nobody who only says they are one', async () => {
    const asked = () => read(aCurator('bat'), [anna, shy], 'email phone displayName');
    expect(await asked()).toMatchObject({ seen: [{ email: null, displayName: anna.displayName }, { email: null }], codes: Array(4).fill('FORBIDDEN') });
    await node.rows.query('DELETE FROM personal_data_read');
    await whileTakingPartAt('bat', 'CONFIRMED', async () => {
      const { seen, codes } = await asked();
      expect(seen).toEqual([
        { email: anna.email, phone: null, displayName: anna.displayName },
        { email: null, phone: null, displayName: null },
      ]);
      expect(codes).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    });
    const [row, ...others] = await written();
    expect({ ...row, fields: row.fields.toSorted() }).toEqual({ volunteer_id: anna.id, reader_code: 'bat', fields: ['displayName', 'email'] });
    expect(others).toEqual([]);
    await whileTakingPartAt('hgt', 'CONFIRMED', async () => {
      expect((await asked()).codes).toHaveLength(4);
    });
  });

  it.each(Object.values(ParticipationStatus))('row 38: contacts of somebody who is %s go only to a host that expects them, or did', async (status) => {
    const isExpected = ['CONFIRMED', 'WAITLISTED', 'ATTENDED', 'NO_SHOW'].includes(status);
    await whileTakingPartAt('bat', status, async () => {
      const { seen, codes } = await read(aCurator('bat'), [anna], 'email');
      expect({ seen, codes }).toEqual(isExpected ? { seen: [{ email: anna.email }], codes: [] } : { seen: [{ email: null }], codes: ['FORBIDDEN'] });
      for (const as of [aVolunteerActor('bat'), aCurator('bat', { roles: ['PARTNER'] }), aVolunteerActor('chhtt', shy)]) {
        expect((await read(as, [anna], 'email')).codes.length).toBe(1);
      }
    });
    expect(await written()).toHaveLength(isExpected ? 1 : 0);
  });

  it('or nothing is given', async () => {
    await node.rows.query('ALTER TABLE personal_data_read ADD CONSTRAINT nothing_at_all CHECK (false) NOT VALID');
    const { seen, codes } = await read(aCurator('bat'), [anna, shy], 'id displayName kind');
    await node.rows.query('ALTER TABLE personal_data_read DROP CONSTRAINT nothing_at_all');
    expect(seen).toEqual([
      { id: `chhtt:${anna.id}`, displayName: null, kind: null },
      { id: `chhtt:${shy.id}`, displayName: null, kind: null },
    ]);
    expect(codes).toEqual(Array(3).fill('INTERNAL_SERVER_ERROR'));
  });

  it('is shown newest first to the volunteer and the home’s staff, and to nobody else', async () => {
    for (let times = 0; times < 7; times += 1) await read(aCurator(times === 6 ? 'bat' : 'chhtt'), [anna]);
    await read(aCurator('bat', { roles: ['MENTOR'] }), [anna]);
    for (const as of [aVolunteerActor('chhtt', anna), aCurator('chhtt'), aCurator('chhtt', { id: globalId('chhtt', guide.id), roles: ['MENTOR'] })]) {
      const { seen } = await read(as, [anna], READERS);
      expect(seen[0]?.readers).toEqual([
        { readerCode: 'bat', fields: ['displayName'], readAt: expect.any(String) },
        { readerCode: 'bat', fields: ['displayName'], readAt: expect.any(String) },
      ]);
    }
    for (const as of [aCurator('bat'), aCurator('chhtt', { roles: ['MENTOR'] }), aVolunteerActor('chhtt', shy)]) {
      expect(await read(as, [anna], READERS)).toEqual({ seen: [{ readers: null }], codes: ['FORBIDDEN'] });
    }
  });

  it('is read to the first one, page by page', async () => {
    for (let times = 0; times < 5; times += 1) await read(aCurator('bat'), [anna]);
    await read(aCurator('bat'), [shared[1]!]);
    const home = aCurator('chhtt');
    const all = await idsOf(home, 'readers { id }');
    expect(all).toHaveLength(5);
    expect(await idsOf(home, `readers(first: 2, afterId: "${all[1]}") { id }`)).toEqual(all.slice(2, 4));
    expect(await idsOf(home, `readers(first: 2, afterId: "${all[3]}") { id }`)).toEqual(all.slice(4));
    const [ofAnother] = await idsOf(home, 'readers { id }', shared[1]);
    for (const wrong of [ofAnother, globalId('chhtt', anna.id), 'bat:1', '']) {
      expect(await read(home, [anna], `readers(afterId: "${wrong}") { id }`)).toEqual({ seen: [{ readers: null }], codes: ['BAD_USER_INPUT'] });
    }
    expect((await read(aCurator('bat'), [anna], `readers(afterId: "${all[1]}") { id }`)).codes).toEqual(['FORBIDDEN']);
  });

  async function idsOf(as: Actor, fields: string, of: { id: string } = anna): Promise<string[]> {
    const { seen } = await read(as, [of], fields);
    return (seen[0]?.readers ?? []).map(({ id }) => id ?? '');
  }

  it('costs one statement, however many volunteers are asked about, and at most a hundred lines of each', async () => {
    await read(aCurator('bat'), shared);
    const statements = await node.statementsOf(async () => {
      const { seen } = await read(aCurator('chhtt'), shared, 'readers(first: 100000) { readerCode } one: readers(first: 1) { fields }');
      expect(seen.every((volunteer) => volunteer?.readers?.length === 1)).toBe(true);
    });
    expect(statements).toHaveLength(2);
  });

  it('row 22: is not found by anybody else, whether there is such a line or not', async () => {
    await read(aCurator('bat'), [anna]);
    const [{ id }] = await node.rows.query('SELECT id FROM personal_data_read');
    const find = (as: Actor, which: string) =>
      node.ask('query ($r: [_Any!]!) { _entities(representations: $r) { ... on PersonalDataRead { readerCode } } }', {
        as,
        variables: { r: [{ __typename: 'PersonalDataRead', id: `chhtt:${which}` }] },
      });
    expect(await find(aCurator('chhtt'), id)).toEqual({ data: { _entities: [{ readerCode: 'bat' }] } });
    const hidden = await find(aCurator('bat'), id);
    expect(hidden.data).toEqual({ _entities: [null] });
    expect(await find(aCurator('bat'), anna.id)).toEqual(hidden);
  });
});
