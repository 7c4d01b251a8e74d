import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { globalId } from '#contract/ids.js';
import type { Actor } from '#identity/actor.js';
import type { EventEntity } from '#node/events/event.entity.js';
import { LapsedConsentsService } from '#node/participations/taking-part/lapsed-consents.service.js';
import type { VolunteerEntity } from '#node/volunteers/volunteer.entity.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { aConsent, aGuardiansConsent, aMinorsConsent } from '#support/factories/consent.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aPerson } from '#support/factories/person.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { type Home, aHome, born } from './taking-part.js';

const CREDENTIAL_ISSUE = { purpose: 'CREDENTIAL_ISSUE' } as const;

describe('a volunteer takes part', () => {
  let home: Home;
  beforeAll(async () => {
    home = await aHome();
  });
  afterAll(() => home.node.stop());

  it('at the own college, and holds the place at once', async () => {
    const event = await home.has(anEvent({ capacity: 2 }));
    const { self } = await home.ready();
    const taken = await home.takePart(self, globalId('chhtt', event.id));
    expect(taken).toMatchObject({ __typename: 'Participation', status: 'CONFIRMED', eventTitle: event.title, startsAt: event.startsAt.toISOString() });
    expect(await home.rowsOf('SELECT volunteer_id, participation_id, status FROM registration WHERE event_id = $1', [event.id])).toEqual([
      { volunteer_id: self.id, participation_id: taken.id, status: 'CONFIRMED' },
    ]);
  });

  it('at another college, which is asked for no more than they agreed to', async () => {
    const { self, volunteer } = await home.ready();
    const eventId = `bat:${uuid()}`;
    const taken = await home.takePart(self, eventId, { format: 'ONLINE' });
    expect(taken).toMatchObject({ status: 'AWAITING_HOST', eventId, eventTitle: eventId, format: 'ONLINE', startsAt: null });
    expect(await home.sent(taken.id)).toEqual([
      { receiver: 'bat', kind: 'SEAT_REQUESTED', content: { eventId, volunteerId: self.id, kind: 'STUDENT', format: 'ONLINE', subjectName: null, request: 1 } },
    ]);
    expect(await home.rowsOf('SELECT reader_code, fields FROM personal_data_read WHERE volunteer_id = $1', [volunteer.id])).toEqual([{ reader_code: 'bat', fields: ['kind'] }]);
  });

  it('row 38: gives a name along only where they agreed to that, and sees who was given it', async () => {
    const { self, volunteer } = await home.ready();
    await home.has(...aMinorsConsent(volunteer));
    const taken = await home.takePart(self, `bat:${uuid()}`);
    expect(await home.sent(taken.id)).toMatchObject([{ content: { subjectName: volunteer.displayName } }]);
    expect(await home.rowsOf('SELECT reader_code, fields FROM personal_data_read WHERE volunteer_id = $1', [volunteer.id])).toEqual([
      { reader_code: 'bat', fields: ['displayName', 'kind'] },
    ]);
    await home.node.ask('mutation ($id: ID!) { withdrawConsent(volunteerId: $id, purpose: NAME_TO_PARTNERS) { inForce } }', { as: self, variables: { id: self.id } });
    expect((await home.sent(taken.id)).map(({ kind }) => kind)).toEqual(['SEAT_REQUESTED', 'NAME_WITHDRAWN']);
  });

  it('row 13: no more hours of one day than it has, at events of the own college either: whoever records them is told', async () => {
    const { self } = await home.ready();
    const ids: string[] = [];
    const [startsAt, endsAt] = [new Date(Date.now() - 23 * 3_600_000), new Date(Date.now() + 3_600_000)];
    for (const event of [await home.has(anEvent()), await home.has(anEvent())]) {
      await home.takePart(self, globalId('chhtt', event.id));
      await home.rowsOf('UPDATE event SET starts_at = $2, ends_at = $3 WHERE id = $1', [event.id, startsAt, endsAt]);
      await home.rowsOf(
        'UPDATE participation SET event_starts_at = event.starts_at, event_ends_at = event.ends_at FROM event WHERE event_id = $1 AND event.id = $2',
        [globalId('chhtt', event.id), event.id],
      );
      const [row] = await home.rowsOf('SELECT id FROM registration WHERE event_id = $1', [event.id]);
      ids.push(globalId('chhtt', String(row?.['id'])));
    }
    const query = 'mutation ($input: AttendanceInput!) { recordAttendance(input: $input) { ... on Registration { status minutes } } }';
    const record = (registrationId?: string) => home.node.ask(query, { as: aCurator('chhtt'), variables: { input: { registrationId, attended: true, idempotencyKey: uuid() } } });
    expect(await record(ids[0])).toEqual({ data: { recordAttendance: { status: 'ATTENDED', minutes: 1_440 } } });
    expect((await record(ids[1])).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('the hours of an event that an imported file made longer are credited whole, before anybody was told of it', async () => {
    const { self } = await home.ready();
    const event = await home.has(anEvent());
    const { id } = await home.takePart(self, globalId('chhtt', event.id));
    const times = `starts_at = now() - interval '4 hours', ends_at = now() - interval '1 hour', participants_told = false`; // it was of two hours
    await home.rowsOf(`UPDATE event SET ${times} WHERE id = $1`, [event.id]);
    const [row] = await home.rowsOf('SELECT id FROM registration WHERE event_id = $1', [event.id]);
    const input = { registrationId: globalId('chhtt', String(row?.['id'])), attended: true, idempotencyKey: uuid() };
    const query = 'mutation ($input: AttendanceInput!) { recordAttendance(input: $input) { ... on Registration { status minutes } } }';
    expect(await home.node.ask(query, { as: aCurator('chhtt'), variables: { input } })).toEqual({ data: { recordAttendance: { status: 'ATTENDED', minutes: 180 } } });
    expect(await home.rowsOf(`SELECT minutes FROM record_entry WHERE 'chhtt:' || participation_id = $1`, [id])).toEqual([{ minutes: 180 }]);
  });

  it('row 38: a name that has not left yet stays, once a consent ended or the place was given up', async () => {
    const withdraw = (purpose: string) => ({ id }: Actor) => home.node.ask(`mutation { withdrawConsent(volunteerId: "${id}", purpose: ${purpose}) { inForce } }`, { as: aCurator('chhtt') });
    const deeds = [withdraw('NAME_TO_PARTNERS'), withdraw('CREDENTIAL_ISSUE'), (self: Actor, id: string) => home.withdraw(self, id)];
    for (const deed of deeds) {
      const { self, volunteer } = await home.ready();
      await home.has(...aMinorsConsent(volunteer));
      const { id } = await home.takePart(self, `bat:${uuid()}`);
      expect((await deed(self, id)).errors).toBeUndefined();
      expect(await home.sent(id)).toMatchObject([{ kind: 'SEAT_REQUESTED', content: { volunteerId: self.id, subjectName: null } }, {}]);
    }
  });

  it('row 38: a consent that lapsed with a birthday is told to the hosts that rely on it, once', async () => {
    const volunteer = await home.has(aVolunteer({ birthDate: born(13) }));
    await home.has(...(['CREDENTIAL_ISSUE', 'NAME_TO_PARTNERS'] as const).map((purpose) => aGuardiansConsent(volunteer, { purpose })));
    const self = aVolunteerActor('chhtt', volunteer);
    const lapsed = home.node.get(LapsedConsentsService);
    const taken = await home.takePart(self, `bat:${uuid()}`);
    await lapsed.work();
    expect(await home.sent(taken.id)).toHaveLength(1);

    await home.rowsOf('UPDATE volunteer SET birth_date = $2 WHERE id = $1', [volunteer.id, born(14)]);
    await home.has(aConsent(volunteer, CREDENTIAL_ISSUE));
    await home.rowsOf('UPDATE consent SET agreed_on = $2 WHERE volunteer_id = $1', [volunteer.id, born(0)]);
    for (let time = 1; time <= 2; time += 1) await lapsed.work();
    expect(await home.sent(taken.id)).toMatchObject([{ kind: 'SEAT_REQUESTED', content: { subjectName: null } }, { kind: 'NAME_WITHDRAWN' }]);

    await home.rowsOf('UPDATE volunteer SET birth_date = NULL WHERE id = $1', [volunteer.id]);
    await home.rowsOf(`UPDATE consent SET withdrawn_at = now(), withdrawn_by = recorded_by WHERE volunteer_id = $1 AND giver = 'GUARDIAN'`, [volunteer.id]);
    for (let time = 1; time <= 2; time += 1) await lapsed.work();
    expect((await home.sent(taken.id)).slice(2)).toMatchObject([{ kind: 'ENTRY_CONSENT', content: { agreed: false } }]);
  });

  it('row 63: 50 at once are one place and one request, and everybody gets it', async () => {
    const { self, volunteer } = await home.ready();
    const event = await home.has(anEvent());
    const answers = await Promise.all(Array.from({ length: 50 }, () => home.takePart(self, globalId('chhtt', event.id))));
    expect(new Set(answers.map(({ id, status }) => `${id} ${status}`)).size).toBe(1);
    expect(await home.rowsOf('SELECT status FROM participation WHERE volunteer_id = $1', [volunteer.id])).toEqual([{ status: 'CONFIRMED' }]);
    expect(await home.rowsOf('SELECT status FROM registration WHERE volunteer_id = $1', [self.id])).toEqual([{ status: 'CONFIRMED' }]);
  });

  it('row 66: a key that was used for something else spoils no other that asks in the same words at the same time', async () => {
    const { self } = await home.ready();
    const used = uuid();
    await home.takePart(self, `bat:${uuid()}`, { idempotencyKey: used });
    const eventId = `bat:${uuid()}`;
    const answers = await Promise.all([uuid(), used, uuid(), used].map((idempotencyKey) => home.ask(self, { eventId, idempotencyKey })));
    expect(answers.map(({ errors }) => errors?.[0]?.extensions.code)).toEqual([undefined, 'BAD_USER_INPUT', undefined, 'BAD_USER_INPUT']);
  });

  it('made-up events leave no more than a few lines, and there is an end to them', async () => {
    const { self, volunteer } = await home.ready();
    const madeUp: string[] = [];
    for (let count = 0; count < 25; count += 1) {
      const eventId = globalId('chhtt', uuid());
      madeUp.push(eventId);
      expect(await home.takePart(self, eventId)).toMatchObject({ __typename: 'EventClosedError' });
    }
    const kept = await home.rowsOf('SELECT event_id FROM participation WHERE volunteer_id = $1 ORDER BY requested_at', [volunteer.id]);
    expect(kept.map(({ event_id }) => event_id)).toEqual(madeUp.slice(-21));
    const event = await home.has(anEvent());
    expect(await home.takePart(self, globalId('chhtt', event.id))).toMatchObject({ status: 'CONFIRMED' });

    await home.rowsOf(
      `INSERT INTO participation (id, volunteer_id, event_id, status, requested_at)
       SELECT gen_random_uuid(), $1, 'bat:' || gen_random_uuid(), 'AWAITING_HOST', now() FROM generate_series(1, 99)`,
      [volunteer.id],
    );
    const { errors } = await home.ask(self, { eventId: `bat:${uuid()}`, idempotencyKey: uuid() });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' }, message: expect.stringContaining('ask for more tomorrow') }]);
    await home.rowsOf(`UPDATE participation SET requested_at = now() - interval '25 hours' WHERE volunteer_id = $1`, [volunteer.id]);
    expect(await home.takePart(self, `bat:${uuid()}`)).toMatchObject({ status: 'AWAITING_HOST' });
  });

  it('a place is asked for anew a hundred times, and no more', async () => {
    const { self } = await home.ready();
    const event = await home.has(anEvent());
    const eventId = globalId('chhtt', event.id);
    const { id } = await home.takePart(self, eventId);
    await home.withdraw(self, id);
    await home.rowsOf('UPDATE participation SET request = 100 WHERE event_id = $1', [eventId]);
    expect((await home.ask(self, { eventId, idempotencyKey: uuid() })).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('row 66: the same key 20 times is the same answer; with another body it is refused', async () => {
    const { self } = await home.ready();
    const eventId = `bat:${uuid()}`;
    const idempotencyKey = uuid();
    const answers = await Promise.all(Array.from({ length: 20 }, () => home.takePart(self, eventId, { idempotencyKey })));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await home.sent(answers[0]!.id)).toHaveLength(1);
    for (const other of [{ eventId: `bat:${uuid()}` }, { eventId, format: 'ONLINE' }]) {
      const { errors } = await home.ask(self, { idempotencyKey, ...other });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' }, message: expect.stringContaining('idempotencyKey: was used for another request') }]);
    }
    const { self: another } = await home.ready();
    expect((await home.takePart(another, `bat:${uuid()}`, { idempotencyKey })).status).toBe('AWAITING_HOST');
  });

  it('row 66: a key that asked before the place was given up asks for nothing anew', async () => {
    const { self } = await home.ready();
    const event = await home.has(anEvent());
    const idempotencyKey = uuid();
    const { id } = await home.takePart(self, globalId('chhtt', event.id), { idempotencyKey });
    await home.withdraw(self, id);
    expect(await home.takePart(self, globalId('chhtt', event.id), { idempotencyKey })).toMatchObject({ id, status: 'CANCELLED' });
    expect(await home.takePart(self, globalId('chhtt', event.id))).toMatchObject({ id, status: 'CONFIRMED' });
  });

  it('gives up, asks again under the same thread, and stands behind all who came since', async () => {
    const event = await home.has(anEvent({ capacity: 1 }));
    const [first, second] = [await home.ready(), await home.ready()];
    const eventId = globalId('chhtt', event.id);
    const { id } = await home.takePart(first.self, eventId);
    expect(await home.takePart(second.self, eventId)).toMatchObject({ status: 'WAITLISTED' });
    expect(await home.withdraw(first.self, id)).toMatchObject({ data: { withdrawParticipation: { id, status: 'CANCELLED' } } });
    expect(await home.withdraw(first.self, id)).toMatchObject({ data: { withdrawParticipation: { id, status: 'CANCELLED' } } });
    expect(await home.statusOf(second.volunteer)).toEqual(['CONFIRMED']);
    expect(await home.takePart(first.self, eventId)).toMatchObject({ id, status: 'WAITLISTED' });
  });

  it('does not give up what has begun', async () => {
    const event = await home.has(anEvent());
    const { self } = await home.ready();
    const { id } = await home.takePart(self, globalId('chhtt', event.id));
    await home.rowsOf(`UPDATE participation SET event_starts_at = now() - interval '1 minute' WHERE event_id = $1`, [globalId('chhtt', event.id)]);
    expect((await home.withdraw(self, id)).data.withdrawParticipation).toMatchObject({ __typename: 'EventClosedError', closed: 'PUBLISHED' });
    expect((await home.withdraw(aCurator('chhtt'), id)).data.withdrawParticipation).toMatchObject({ __typename: 'EventClosedError' });
  });

  it('is told why there is no place: over, full, not for them, or no such event', async () => {
    const over = await home.has(anEvent({ startsAt: new Date(Date.now() - 60_000) }));
    const off = await home.has(anEvent({ status: 'CANCELLED' }));
    const draft = await home.has(anEvent({ status: 'DRAFT' }));
    const { self } = await home.ready();
    const answers = [];
    for (const id of [over.id, off.id, draft.id, uuid()]) answers.push(await home.takePart(self, globalId('chhtt', id)));
    expect(answers).toMatchObject([
      { __typename: 'EventClosedError', status: 'PUBLISHED' },
      { __typename: 'EventClosedError', status: 'CANCELLED' },
      { __typename: 'EventClosedError', status: 'CANCELLED' },
      { __typename: 'EventClosedError', status: 'CANCELLED' },
    ]);
    expect(answers[2]).toEqual(answers[3]);
  });

  it('needs an event of a college that is on the network', async () => {
    const { self } = await home.ready();
    expect((await home.ask(self, { eventId: `nobody:${uuid()}`, idempotencyKey: uuid() })).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect((await home.ask(self, { eventId: `namt:${uuid()}`, idempotencyKey: uuid() })).errors).toMatchObject([
      { message: expect.stringContaining('NAMT observes the network yet'), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect((await home.ask(self, { eventId: 'chhtt', idempotencyKey: uuid() })).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect((await home.ask(self, { eventId: `bat:${uuid()}`, idempotencyKey: ' ' })).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('row 23: says nothing of whose hours, which status or which college', async () => {
    const { self } = await home.ready();
    for (const more of [{ volunteerId: self.id }, { status: 'CONFIRMED' }, { minutes: 600 }, { collegeId: 'bat' }]) {
      const { errors } = await home.ask(self, { eventId: `bat:${uuid()}`, idempotencyKey: uuid(), ...more });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
    expect(await home.rowsOf('SELECT FROM participation WHERE volunteer_id = $1', [self.id.slice('chhtt:'.length)])).toHaveLength(0);
  });

  it('row 22: another’s participation is as good as none', async () => {
    const { self } = await home.ready();
    const { self: stranger } = await home.ready();
    const { id } = await home.takePart(self, `bat:${uuid()}`);
    const absent = globalId('chhtt', uuid());
    for (const as of [stranger, aCurator('bat'), aVolunteerActor('bat'), undefined]) {
      const [anothers, none] = [await home.withdraw(as, id), await home.withdraw(as, absent)];
      expect(anothers).toEqual(none);
      expect(anothers.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    }
    const read = (as: Actor, participation: string) =>
      home.node.ask('query ($r: [_Any!]!) { _entities(representations: $r) { ... on Participation { id status } } }', {
        as,
        variables: { r: [{ __typename: 'Participation', id: participation }] },
      });
    expect(await read(stranger, id)).toEqual(await read(stranger, absent));
    expect((await read(self, id)).data).toEqual({ _entities: [{ id, status: 'AWAITING_HOST' }] });
  });
});

describe('row 37: who takes part has agreed to a proof of it', () => {
  let home: Home;
  let event: EventEntity;
  beforeAll(async () => {
    home = await aHome();
    event = await home.has(anEvent());
  });
  afterAll(() => home.node.stop());

  const take = (volunteer: VolunteerEntity) => home.takePart(aVolunteerActor('chhtt', volunteer), globalId('chhtt', event.id));

  it.each([
    ['a minor without anybody’s word', () => born(16), () => [], { guardian: true }],
    ['a minor without a guardian’s', () => born(16), (volunteer: VolunteerEntity) => [aConsent(volunteer, CREDENTIAL_ISSUE)], { guardian: true }],
    ['a minor without their own', () => born(16), (volunteer: VolunteerEntity) => [aGuardiansConsent(volunteer, CREDENTIAL_ISSUE)], { guardian: false }],
    ['a minor whose guardian agreed to something else', () => born(16), (volunteer: VolunteerEntity) => [aConsent(volunteer, CREDENTIAL_ISSUE), aGuardiansConsent(volunteer)], { guardian: true }],
    ['a minor who took it back', () => born(16), (volunteer: VolunteerEntity) => aMinorsConsent(volunteer, { ...CREDENTIAL_ISSUE, withdrawnAt: new Date() }), { guardian: true }],
    ['who is 18 tomorrow', () => born(18, 1), (volunteer: VolunteerEntity) => [aConsent(volunteer, CREDENTIAL_ISSUE)], { guardian: true }],
    ['who is 18 today, with a guardian’s alone', () => born(18), (volunteer: VolunteerEntity) => [aGuardiansConsent(volunteer, CREDENTIAL_ISSUE)], { guardian: false }],
    ['who is of age without a word', () => born(30), () => [], { guardian: false }],
    ['of unknown age', () => null, (volunteer: VolunteerEntity) => [aConsent(volunteer, CREDENTIAL_ISSUE)], { guardian: true }],
  ])('refused: %s', async (_who, bornOn, consentsOf, expected) => {
    const volunteer = await home.has(aVolunteer({ birthDate: bornOn() }));
    await home.has(...consentsOf(volunteer));
    expect(await take(volunteer)).toMatchObject({ __typename: 'ConsentNeededError', purposes: ['CREDENTIAL_ISSUE'], ...expected });
    expect(await home.statusOf(volunteer)).toEqual([]);
  });

  it.each([
    ['a minor with both', () => born(16), (volunteer: VolunteerEntity) => aMinorsConsent(volunteer, CREDENTIAL_ISSUE)],
    ['who is 18 today, with their own', () => born(18), (volunteer: VolunteerEntity) => [aConsent(volunteer, CREDENTIAL_ISSUE)]],
    ['who is 14 tomorrow, with a guardian’s alone', () => born(14, 1), (volunteer: VolunteerEntity) => [aGuardiansConsent(volunteer, CREDENTIAL_ISSUE)]],
  ])('takes part: %s', async (_who, bornOn, consentsOf) => {
    const volunteer = await home.has(aVolunteer({ birthDate: bornOn() }));
    await home.has(...consentsOf(volunteer));
    expect(await take(volunteer)).toMatchObject({ status: 'CONFIRMED' });
  });

  it('once consent is there, the same request goes through', async () => {
    const volunteer = await home.has(aVolunteer({ birthDate: born(30) }));
    const idempotencyKey = uuid();
    const self = aVolunteerActor('chhtt', volunteer);
    expect(await home.takePart(self, globalId('chhtt', event.id), { idempotencyKey })).toMatchObject({ __typename: 'ConsentNeededError' });
    await home.has(aConsent(volunteer, CREDENTIAL_ISSUE));
    expect(await home.takePart(self, globalId('chhtt', event.id), { idempotencyKey })).toMatchObject({ status: 'CONFIRMED' });
  });
});

describe('mentors and curators take part too', () => {
  let home: Home;
  beforeAll(async () => {
    home = await aHome();
  });
  afterAll(() => home.node.stop());

  it('as volunteers of the kind STAFF, of age, once, and under one id', async () => {
    const event = await home.has(anEvent());
    const person = await home.has(aPerson({ role: 'MENTOR' }));
    const mentor = aCurator('chhtt', { id: globalId('chhtt', person.id), roles: ['MENTOR'] });
    const needed = await Promise.all([1, 2, 3].map(() => home.takePart(mentor, globalId('chhtt', event.id))));
    expect(needed).toMatchObject(Array(3).fill({ __typename: 'ConsentNeededError', guardian: false }));
    const { errors } = await home.node.ask(
      `mutation { giveConsent(input: { volunteerId: "${mentor.id}", purpose: CREDENTIAL_ISSUE, textVersion: "2026-09" }) { inForce } }`,
      { as: mentor },
    );
    expect(errors).toBeUndefined();
    expect(await home.takePart(mentor, globalId('chhtt', event.id))).toMatchObject({ status: 'CONFIRMED', volunteer: { id: mentor.id, kind: 'STAFF', fullName: person.displayName } });
    expect(await home.rowsOf('SELECT id, kind FROM volunteer WHERE person_id = $1', [person.id])).toEqual([{ id: person.id, kind: 'STAFF' }]);
    const { data } = await home.node.ask<{ viewer: object }>('{ viewer { id volunteer { id recordBook { totalMinutes } } } }', { as: mentor });
    expect(data.viewer).toEqual({ id: mentor.id, volunteer: { id: mentor.id, recordBook: { totalMinutes: 0 } } });
  });

  it('unless the college has nobody of that id, and partners’ systems never', async () => {
    const event = await home.has(anEvent());
    for (const as of [aCurator('chhtt'), aCurator('chhtt', { roles: ['PARTNER'] }), aCurator('bat'), undefined]) {
      const { errors } = await home.ask(as, { eventId: globalId('chhtt', event.id), idempotencyKey: uuid() });
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
  });
});
