import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { globalId } from '#contract/ids.js';
import type { Actor } from '#identity/actor.js';
import type { EventEntity } from '#node/events/event.entity.js';
import { CheckInCreditsService } from '#node/registrations/check-in/check-in-credits.service.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aPerson } from '#support/factories/person.factory.js';
import type { Answer } from './booted-node.js';
import { type Guest, Homes } from './homes.js';
import { type Home, aHome } from './taking-part.js';

const HOUR_MS = 3_600_000;
const PART = 'id status minutes checkIn checkInReason checkedInAt';

interface Part {
  readonly id: string;
  readonly status: string;
  readonly minutes: number | null;
  readonly checkIn: string | null;
  readonly checkInReason: string | null;
  readonly checkedInAt: string | null;
}

const codes = ({ errors }: Answer<unknown>) => errors?.map(({ extensions }) => extensions.code);
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('a check-in code', () => {
  let home: Home;
  let homes: Homes;
  const curator = aCurator('chhtt');

  beforeAll(async () => {
    home = await aHome();
    homes = new Homes(home.node);
  });
  afterAll(() => home.node.stop());

  const anEventToday = () => home.has(anEvent({ kind: 'DISCUSSION' }));
  /** It lasts two hours. */
  const begin = ({ id }: EventEntity, hoursAgo = 1) =>
    home.rowsOf('UPDATE event SET starts_at = $2, ends_at = $3 WHERE id = $1', [id, new Date(Date.now() - hoursAgo * HOUR_MS), new Date(Date.now() + (2 - hoursAgo) * HOUR_MS)]);
  const askCode = (as: Actor | undefined, { id }: EventEntity) =>
    home.node.ask<{ event: { checkInCode: { code: string; changesAt: string } | null } }>(`{ event(id: "${globalId('chhtt', id)}") { checkInCode { code changesAt } } }`, as && { as });
  const codeFor = async (as: Actor | undefined, event: EventEntity) => (await askCode(as, event)).data.event.checkInCode;
  const codeOf = async (event: EventEntity) => (await codeFor(curator, event))?.code ?? '';
  const checkIn = (as: Actor | undefined, eventId: string, code: string) =>
    home.node.ask<{ checkIn: Part }>(`mutation ($code: String!) { checkIn(eventId: "${eventId}", code: $code) { ${PART} } }`, { ...(as && { as }), variables: { code } });
  const settle = () => home.node.get(CheckInCreditsService).work();
  const registrationOf = async (thread: string) => (await home.rowsOf('SELECT status, minutes, credential_id FROM registration WHERE participation_id = $1', [thread]))[0];

  describe('of the college’s own event', () => {
    const participant = async () => {
      const { self } = await home.ready();
      const event = await anEventToday();
      const eventId = globalId('chhtt', event.id);
      const { id } = await home.takePart(self, eventId);
      return { self, event, eventId, id };
    };

    it('is read out by curators and mentors, while the event goes on', async () => {
      const { event, self } = await participant();
      expect(await codeFor(curator, event)).toBeNull();
      await begin(event);
      expect(await codeFor(curator, event)).toMatchObject({ code: expect.stringMatching(/^\d{6}$/) });
      expect(await codeFor(aCurator('chhtt', { roles: ['MENTOR'] }), event)).not.toBeNull();
      for (const as of [undefined, self, aCurator('bat'), aCurator('chhtt', { roles: ['OPERATOR'] })]) expect(codes(await askCode(as, event))).toEqual(['FORBIDDEN']);
      await begin(event, 3);
      expect(await codeFor(curator, event)).toBeNull();
    });

    it('row 13: credits the event once it is over, and not before', async () => {
      const { self, event, eventId, id } = await participant();
      await begin(event);
      const code = await codeOf(event);
      const { data, errors } = await checkIn(self, eventId, ` ${code.slice(0, 3)} ${code.slice(3)} `);
      expect(errors).toBeUndefined();
      expect(data.checkIn).toMatchObject({ id, status: 'CONFIRMED', minutes: null, checkIn: 'ACCEPTED', checkInReason: null, checkedInAt: expect.any(String) });
      await settle();
      expect(await registrationOf(id)).toEqual({ status: 'CONFIRMED', minutes: null, credential_id: null });

      await begin(event, 2);
      await Promise.all([settle(), settle()]);
      expect(await registrationOf(id)).toMatchObject({ status: 'ATTENDED', minutes: 120, credential_id: expect.any(String) });
      expect((await checkIn(self, eventId, '000000')).data.checkIn).toMatchObject({ status: 'ATTENDED', minutes: 120 });
      expect(await home.rowsOf('SELECT count(*)::int AS count FROM record_entry WHERE participation_id = $1', [id.split(':')[1]])).toEqual([{ count: 1 }]);
    });

    it('row 13: credits no more than the days have left', async () => {
      const { self } = await home.ready();
      const events = [await anEventToday(), await anEventToday(), await anEventToday()];
      const lasts = (from: string, until: string) =>
        home.rowsOf(`UPDATE event SET starts_at = now() - $2::interval, ends_at = now() + $3::interval WHERE id = ANY($1)`, [events.map(({ id }) => id), from, until]);
      const parts: string[] = [];
      for (const event of events) parts.push((await home.takePart(self, globalId('chhtt', event.id))).id);
      await lasts('6 hours', '4 hours');
      for (const event of events) expect((await checkIn(self, globalId('chhtt', event.id), await codeOf(event))).errors).toBeUndefined();
      await lasts('10 hours', '0');
      await home.rowsOf('UPDATE participation SET event_starts_at = event.starts_at, event_ends_at = event.ends_at FROM event WHERE event.id = ANY($1) AND event_id = $2 || event.id', [
        events.map(({ id }) => id),
        'chhtt:',
      ]);
      await settle();
      const minutes = await Promise.all(parts.map(async (part) => Number((await registrationOf(part))?.['minutes'])));
      expect(minutes.toSorted((one, other) => one - other)).toEqual([240, 600, 600]);
    });

    it('row 13: is for who holds a place', async () => {
      const { event, eventId } = await participant();
      await begin(event);
      const code = await codeOf(event);
      const { self: stranger } = await home.ready();
      expect(codes(await checkIn(stranger, eventId, code))).toEqual(['NOT_FOUND']);
      expect(codes(await checkIn(stranger, globalId('chhtt', uuid()), code))).toEqual(['NOT_FOUND']);
      expect(codes(await checkIn(stranger, 'nowhere', code))).toEqual(['NOT_FOUND']);
      for (const as of [undefined, aVolunteerActor('bat'), aCurator('chhtt', { roles: ['PARTNER'] })]) expect(codes(await checkIn(as, eventId, code))).toEqual(['FORBIDDEN']);
    });

    it('row 13: is taken in the event’s time only', async () => {
      const { self, event, eventId } = await participant();
      await begin(event);
      const code = await codeOf(event);
      await home.rowsOf(`UPDATE event SET starts_at = now() + interval '1 minute', ends_at = now() + interval '1 hour' WHERE id = $1`, [event.id]);
      expect((await checkIn(self, eventId, code)).errors?.[0]?.message).toMatch('does not go on now');
      await begin(event, 2.01);
      expect((await checkIn(self, eventId, code)).errors?.[0]?.message).toMatch('does not go on now');
    });

    it('row 13: is not guessed: five wrong ones, and no right one counts any more', async () => {
      const { self, event, eventId, id } = await participant();
      await begin(event);
      const code = await codeOf(event);
      for (const bad of ['', '12345', 'abcdef', '1234567']) expect((await checkIn(self, eventId, bad)).errors?.[0]?.message).toMatch('six digits');
      for (let tries = 0; tries < 5; tries += 1) expect((await checkIn(self, eventId, other(code))).errors?.[0]?.message).toMatch('is not the event’s code now');
      expect((await checkIn(self, eventId, code)).errors?.[0]?.message).toMatch('wrong 5 times');
      expect((await checkIn(self, eventId, code)).errors?.[0]?.message).toMatch('wrong 5 times');
      await begin(event, 2);
      await settle();
      expect(await registrationOf(id)).toMatchObject({ status: 'CONFIRMED', minutes: null });
    });

    it('row 13: is not for staff who could read it out to themselves', async () => {
      const person = await home.has(aPerson({ role: 'MENTOR' }));
      const mentor = aCurator('chhtt', { id: globalId('chhtt', person.id), roles: ['MENTOR'] });
      const event = await anEventToday();
      const eventId = globalId('chhtt', event.id);
      await home.takePart(mentor, eventId); // and becomes a volunteer, who may then agree
      await home.node.ask(`mutation { giveConsent(input: { volunteerId: "${mentor.id}", purpose: CREDENTIAL_ISSUE, textVersion: "2026-09" }) { inForce } }`, { as: mentor });
      await home.takePart(mentor, eventId);
      await begin(event);
      expect((await checkIn(mentor, eventId, (await codeFor(mentor, event))?.code ?? '')).errors?.[0]?.message).toMatch('colleague');
    });

    it('leaves the last word to staff', async () => {
      const { self, event, eventId, id } = await participant();
      await begin(event);
      await checkIn(self, eventId, await codeOf(event));
      const [{ id: registration } = { id: '' }] = await home.rowsOf('SELECT id FROM registration WHERE participation_id = $1', [id]);
      const input = { registrationId: globalId('chhtt', String(registration)), attended: false, idempotencyKey: uuid() };
      await home.node.ask('mutation ($input: AttendanceInput!) { recordAttendance(input: $input) { __typename } }', { as: curator, variables: { input } });
      await begin(event, 2);
      await settle();
      expect(await registrationOf(id)).toMatchObject({ status: 'NO_SHOW', minutes: null });
    });

    it('credits nothing of an event that was cancelled, or longer than half a day', async () => {
      const [cancelled, long] = [await participant(), await participant()];
      for (const { self, event, eventId } of [cancelled, long]) {
        await begin(event);
        await checkIn(self, eventId, await codeOf(event));
      }
      await home.node.ask(`mutation { cancelEvent(id: "${cancelled.eventId}", reason: "Дождь") { __typename } }`, { as: curator });
      await begin(cancelled.event, 2);
      const ago = [new Date(Date.now() - 13 * HOUR_MS), new Date(Date.now() - 1_000)];
      await home.rowsOf('UPDATE event SET starts_at = $2, ends_at = $3 WHERE id = $1', [long.event.id, ...ago]);
      await home.rowsOf('UPDATE participation SET event_starts_at = $2, event_ends_at = $3 WHERE event_id = $1', [long.eventId, ...ago]);
      await settle();
      expect([await registrationOf(cancelled.id), await registrationOf(long.id)]).toMatchObject([{ status: 'CANCELLED', minutes: null }, { status: 'CONFIRMED', minutes: null }]);
    });
  });

  describe('of a partner’s participant, whose home brings it', () => {
    const bring = ({ home: from, thread }: Guest, code: string, { attempt = 1, givenAt = new Date() } = {}) =>
      home.node.receive({ from, thread, kind: 'CHECK_IN', content: { code, attempt, givenAt: givenAt.toISOString() } });
    const answers = async (guest: Guest) => (await homes.told(guest, 'CHECK_IN_ANSWERED')).map(({ attempt, reason }) => [attempt, reason]);

    it('counts when it was given in time, though it comes late, and is credited', async () => {
      const event = await anEventToday();
      const guest = await homes.guest(event, { subjectName: 'Анна К.' });
      await begin(event);
      const [code, givenAt] = [await codeOf(event), new Date()];
      await home.rowsOf('UPDATE event SET starts_at = $2, ends_at = $3 WHERE id = $1', [event.id, new Date(givenAt.getTime() + 1 - 2 * HOUR_MS), new Date(givenAt.getTime() + 1)]);
      await bring(guest, code, { givenAt });
      expect(await answers(guest)).toEqual([[1, null]]);
      await settle();
      expect(await homes.told(guest, 'ATTENDANCE_RECORDED')).toMatchObject([{ status: 'ATTENDED', minutes: 120, entry: { jws: expect.any(String) } }]);
      expect((await home.node.ask<{ event: { registrations: { nodes: object[] } } }>(`{ event(id: "${globalId('chhtt', event.id)}") { registrations { nodes { status checkedInAt } } } }`, { as: curator })).data.event.registrations.nodes)
        .toEqual([{ status: 'ATTENDED', checkedInAt: givenAt.toISOString() }]);
    });

    it('row 13: counts for nobody else, and not without a place', async () => {
      const event = await anEventToday();
      const guest = await homes.guest(event);
      await begin(event);
      const code = await codeOf(event);
      await expect(bring({ ...guest, home: 'kpk' }, code)).rejects.toThrow('its own volunteers alone');
      const stranger = { ...guest, thread: globalId('bat', uuid()) };
      await bring(stranger, code);
      expect(await answers(stranger)).toEqual([[1, 'NO_PLACE']]);
      await home.rowsOf(`UPDATE registration SET status = 'WAITLISTED' WHERE participation_id = $1`, [guest.thread]);
      await bring(guest, code);
      expect(await answers(guest)).toEqual([[1, 'NO_PLACE']]);
    });

    it('row 13: is guessed no better by a home that sends many', async () => {
      const event = await anEventToday();
      const guest = await homes.guest(event);
      await begin(event);
      const code = await codeOf(event);
      for (let attempt = 1; attempt <= 6; attempt += 1) await bring(guest, other(code), { attempt });
      await bring(guest, code, { attempt: 7 });
      expect((await answers(guest)).map(([, reason]) => reason)).toEqual([...Array<string>(5).fill('WRONG_CODE'), 'TOO_MANY_TRIES', 'TOO_MANY_TRIES']);
    });

    it('is not taken from the future, nor of another time', async () => {
      const event = await anEventToday();
      const guest = await homes.guest(event);
      await begin(event);
      const code = await codeOf(event);
      await bring(guest, code, { attempt: 1, givenAt: new Date(Date.now() + 5 * 60_000) });
      await bring(guest, code, { attempt: 2, givenAt: new Date(Date.now() - 10 * 60_000) });
      expect(await answers(guest)).toEqual([[1, 'NOT_NOW'], [2, 'WRONG_CODE']]);
    });
  });

  describe('of another college’s event, at home', () => {
    const participant = async () => {
      const { self } = await home.ready();
      const eventId = globalId('bat', uuid());
      const { id } = await home.takePart(self, eventId);
      await home.rowsOf(`UPDATE participation SET status = 'CONFIRMED' WHERE id = $1`, [id.split(':')[1]]);
      return { self, eventId, id };
    };
    const answer = (thread: string, attempt: number, reason: 'WRONG_CODE' | null, from = 'bat') =>
      home.node.receive({ from, thread, kind: 'CHECK_IN_ANSWERED', content: { attempt, reason, givenAt: new Date().toISOString() } });
    const partOf = async (id: string) => (await home.rowsOf('SELECT check_in, check_in_reason FROM participation WHERE id = $1', [id.split(':')[1]]))[0];

    it('is sent to the host, and waits for its word', async () => {
      const { self, eventId, id } = await participant();
      expect((await checkIn(self, eventId, '123456')).data.checkIn).toMatchObject({ checkIn: 'AWAITING_HOST', checkedInAt: null });
      expect((await home.sent(id)).at(-1)).toMatchObject({ receiver: 'bat', kind: 'CHECK_IN', content: { code: '123456', attempt: 1 } });
      await expect(answer(id, 1, null, 'kpk')).rejects.toThrow('no such participation');
      await answer(id, 1, null);
      expect(await partOf(id)).toEqual({ check_in: 'ACCEPTED', check_in_reason: null });
      await answer(id, 1, 'WRONG_CODE');
      expect(await partOf(id)).toEqual({ check_in: 'ACCEPTED', check_in_reason: null });
    });

    it('is what the host said of the last one, or of any that was right', async () => {
      const { self, eventId, id } = await participant();
      await checkIn(self, eventId, '123456');
      await checkIn(self, eventId, '654321');
      await answer(id, 1, 'WRONG_CODE');
      expect(await partOf(id)).toEqual({ check_in: 'AWAITING_HOST', check_in_reason: null });
      await answer(id, 2, 'WRONG_CODE');
      expect(await partOf(id)).toEqual({ check_in: 'REFUSED', check_in_reason: 'WRONG_CODE' });
    });

    it('counts nothing that nobody sent', async () => {
      const { id } = await participant();
      await answer(id, 1, null);
      expect(await partOf(id)).toEqual({ check_in: null, check_in_reason: null });
    });
  });
});
