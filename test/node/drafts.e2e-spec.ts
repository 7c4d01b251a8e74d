import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UntoldChangesService } from '#node/registrations/changes/untold-changes.service.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { BootedNode } from './booted-node.js';
import { Homes } from './homes.js';
import { Planning, anInput, codesOf, noonIn } from './planning.js';

describe('an event that is planned', () => {
  let node: BootedNode;
  let planning: Planning;
  let homes: Homes;

  beforeAll(async () => {
    node = await BootedNode.start();
    planning = new Planning(node);
    homes = new Homes(node);
  });
  afterAll(() => node.stop());

  const uuidOf = (id: string) => id.replace('chhtt:', '');

  it('is a draft with all that was given, in the college’s time zone', async () => {
    const event = await planning.draft(
      anInput(30, {
        title: '  Разговор   на равных ',
        summary: 'Коротко',
        description: 'Первая строка\r\nВторая',
        venue: 'Актовый зал',
        meetingUrl: 'https://meet.example/1',
        capacity: 40,
        tags: ['клуб', 'Клуб'],
        speakers: [{ name: 'Гость', position: 'директор', topic: ' О  выборе ' }],
        remotePlaces: [{ college: 'bat', places: 10 }],
        coHosts: ['bat'],
      }),
    );
    expect(event).toMatchObject({
      status: 'DRAFT',
      title: 'Разговор на равных',
      kind: 'DISCUSSION',
      format: 'HYBRID',
      audience: 'NETWORK',
      timeZone: 'Europe/Samara',
      startsAt: noonIn(30).toISOString(),
      summary: 'Коротко',
      description: 'Первая строка\nВторая',
      venue: 'Актовый зал',
      meetingUrl: 'https://meet.example/1',
      capacity: 40,
      tags: ['Клуб'],
      speakers: [{ name: 'Гость', position: 'директор', organisation: null, topic: 'О выборе' }],
      remotePlaceRows: [{ collegeCode: 'bat', places: 10 }],
      coHostCodes: [],
      coHostRows: [{ collegeCode: 'bat', state: 'INVITED', answeredAt: null }],
    });
    expect(await planning.seen(event.id)).toEqual(event);
    expect((await planning.draft(anInput(30, { timeZone: 'Europe/Moscow' }))).timeZone).toBe('Europe/Moscow');
  });

  it('is the host’s staff’s alone, until it is published', async () => {
    const { id } = await planning.draft();
    const others = [null, aVolunteerActor('chhtt'), aCurator('bat'), aCurator('bat', { roles: ['PARTNER'], scopes: ['events:read'] })];
    for (const as of others) expect(await planning.seen(id, as)).toBeNull();
    const guest = await homes.guest({ id: uuidOf(id) });
    expect(await homes.answerTo(guest)).toMatchObject({ status: 'DECLINED', reason: 'NOT_FOR_YOU', event: null });

    expect((await planning.publish(id)).data.result).toMatchObject({ __typename: 'Event', status: 'PUBLISHED' });
    expect((await planning.publish(id)).data.result).toMatchObject({ __typename: 'Event', status: 'PUBLISHED' });
    expect(await planning.seen(id, aCurator('bat'))).toMatchObject({ id, status: 'PUBLISHED' });
    expect(await planning.seen(id, null)).toBeNull();
    const late = await homes.guest({ id: uuidOf(id) });
    expect(await homes.answerTo(late)).toMatchObject({ status: 'CONFIRMED' });
  });

  it.each([
    ['row 55: an endless title', { title: 'ы'.repeat(10_000) }, 'input.title: must have at most 200 characters'],
    ['an empty title', { title: ' ' }, 'input.title: must not be empty'],
    ['row 55: a NUL', { summary: 'a\0' }, 'input.summary'],
    ['row 55: a control character', { venue: 'a\u0007' }, 'input.venue'],
    ['a script for an address', { meetingUrl: 'javascript:alert(1)' }, 'input.meetingUrl'],
    ['no places', { capacity: 0 }, 'input.capacity'],
    ['more places kept than there are', { capacity: 5, remotePlaces: [{ college: 'bat', places: 6 }] }, 'input.remotePlaces'],
    ['places kept on site', { format: 'ONSITE', remotePlaces: [{ college: 'bat', places: 1 }] }, 'input.remotePlaces: must not be kept at an ONSITE event'],
    ['places kept of the college’s own event', { audience: 'COLLEGE', remotePlaces: [{ college: 'bat', places: 1 }] }, 'input.remotePlaces: must not be kept at an event for the COLLEGE'],
    ['places kept for a college of no network', { remotePlaces: [{ college: 'zzz', places: 1 }] }, 'input.remotePlaces: the network has no college "zzz"'],
    ['a co-host of no network', { coHosts: ['bat', 'zzz'] }, 'input.coHosts: the network has no college "zzz"'],
    ['a time zone that is none', { timeZone: 'Europe/Chapayevsk' }, 'input.timeZone'],
    ['an offset for a time zone', { timeZone: '+04:00' }, 'input.timeZone'],
    ['a speaker without a name', { speakers: [{ name: ' ' }] }, 'input.speakers.name'],
    ['a crowd of speakers', { speakers: Array.from({ length: 51 }, () => ({ name: 'Гость' })) }, 'input.speakers'],
    ['itself for a co-host', { coHosts: ['chhtt'] }, 'input.coHosts'],
    ['no code for a co-host', { coHosts: ['БАТ'] }, 'input.coHosts'],
    ['a co-host twice', { coHosts: ['bat', 'bat'] }, 'input.coHosts'],
    ['another college’s forum', { partOfId: 'bat:0192f3c4-0000-7000-8000-000000000000' }, 'input.partOfId'],
    ['a forum that is not there', { partOfId: 'chhtt:0192f3c4-0000-7000-8000-000000000000' }, 'input.partOfId'],
  ])('is refused with %s', async (_what, input, problem) => {
    const answer = await planning.create(anInput(40, input));
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    expect(answer.errors?.[0]?.message).toContain(problem);
    expect(await planning.listed({ from: noonIn(40).toISOString(), to: noonIn(41).toISOString() })).toEqual([]);
  });

  it.each([
    ['the year 1', { startsAt: '0001-01-01T00:00:00Z', endsAt: '0001-01-01T01:00:00Z' }],
    ['an end before its start', { startsAt: noonIn(3).toISOString(), endsAt: noonIn(2).toISOString() }],
    ['no length', { startsAt: noonIn(3).toISOString(), endsAt: noonIn(3).toISOString() }],
    ['the year 9999', { startsAt: '9999-01-01T00:00:00Z', endsAt: '9999-01-01T01:00:00Z' }],
    ['two years', { startsAt: noonIn(3).toISOString(), endsAt: noonIn(733).toISOString() }],
  ])('is refused for %s, and so is moving a draft there', async (_what, times) => {
    expect((await planning.create(anInput(3, times))).data.result).toMatchObject({ __typename: 'InvalidTimesError', message: expect.stringMatching('An event') });
    const { id, startsAt } = await planning.draft();
    expect((await planning.update(id, times)).data.result).toMatchObject({ __typename: 'InvalidTimesError' });
    expect(await planning.seen(id)).toMatchObject({ startsAt });
  });

  it('the year 0 is no time at all', async () => {
    expect((await planning.create(anInput(3, { startsAt: '0000-01-01T00:00:00Z' }))).errors?.[0]?.message).toMatch('DateTime');
  });

  it('is free to change as long as it is a draft, and keeps its promises afterwards', async () => {
    const { id } = await planning.draft();
    const free = { format: 'ONSITE', audience: 'COLLEGE', kind: 'SEMINAR', timeZone: 'Europe/Moscow', speakers: [{ name: 'Другой' }] };
    expect((await planning.update(id, free)).data.result).toMatchObject({ format: 'ONSITE', audience: 'COLLEGE', kind: 'SEMINAR', timeZone: 'Europe/Moscow' });
    await planning.publish(id);
    expect((await planning.update(id, { audience: 'PUBLIC', format: 'ONSITE' })).data.result).toMatchObject({ audience: 'PUBLIC' });
    for (const input of [{ format: 'ONLINE' }, { audience: 'NETWORK' }]) expect(codesOf(await planning.update(id, input))).toEqual(['BAD_USER_INPUT']);
    expect(await planning.seen(id)).toMatchObject({ audience: 'PUBLIC', format: 'ONSITE' });
  });

  it('is on site alone once no places are kept for who takes part online', async () => {
    const { id } = await planning.draft(anInput(30, { remotePlaces: [{ college: 'bat', places: 2 }] }));
    const refused = await planning.update(id, { format: 'ONSITE' });
    expect(codesOf(refused)).toEqual(['BAD_USER_INPUT']);
    expect(refused.errors?.[0]?.message).toContain('input.format: must not be ONSITE while places are kept');
    expect(codesOf(await planning.update(id, { format: 'ONSITE', remotePlaces: [{ college: 'bat', places: 1 }] }))).toEqual(['BAD_USER_INPUT']);
    expect(await planning.seen(id)).toMatchObject({ format: 'HYBRID', remotePlaceRows: [{ collegeCode: 'bat', places: 2 }] });
    const { data } = await planning.update(id, { format: 'ONSITE', remotePlaces: [{ college: 'bat', places: 0 }] });
    expect(data.result).toMatchObject({ format: 'ONSITE', remotePlaceRows: [] });
    expect(codesOf(await planning.update(id, { remotePlaces: [{ college: 'bat', places: 1 }] }))).toEqual(['BAD_USER_INPUT']);
  });

  it('is for the college alone once no places are kept for partners', async () => {
    const { id } = await planning.draft(anInput(30, { remotePlaces: [{ college: 'bat', places: 2 }] }));
    const refused = await planning.update(id, { audience: 'COLLEGE' });
    expect(codesOf(refused)).toEqual(['BAD_USER_INPUT']);
    expect(refused.errors?.[0]?.message).toContain('input.audience: must not be the COLLEGE while places are kept');
    expect(await planning.seen(id)).toMatchObject({ audience: 'NETWORK', remotePlaceRows: [{ collegeCode: 'bat', places: 2 }] });
    const { data } = await planning.update(id, { audience: 'COLLEGE', remotePlaces: [{ college: 'bat', places: 0 }] });
    expect(data.result).toMatchObject({ audience: 'COLLEGE', remotePlaceRows: [] });
    expect(codesOf(await planning.update(id, { remotePlaces: [{ college: 'bat', places: 1 }] }))).toEqual(['BAD_USER_INPUT']);
    const { data: wider } = await planning.update(id, { audience: 'NETWORK', remotePlaces: [{ college: 'bat', places: 1 }] });
    expect(wider.result).toMatchObject({ audience: 'NETWORK', remotePlaceRows: [{ collegeCode: 'bat', places: 1 }] });
  });

  it('is discarded without a trace, and only cancelled once it is published', async () => {
    const { id } = await planning.draft(anInput(30, { coHosts: ['bat'] }));
    expect((await planning.cancel(id)).data.result).toMatchObject({ __typename: 'EventClosedError', status: 'DRAFT', message: expect.stringMatching('discardDraft') });
    expect((await planning.discard(id)).data).toEqual({ result: id });
    expect(await planning.seen(id)).toBeNull();
    expect(await node.rows.query('SELECT 1 FROM co_host WHERE event_id = $1', [uuidOf(id)])).toEqual([]);
    expect(codesOf(await planning.discard(id))).toEqual(['NOT_FOUND']);

    const announced = await planning.announced();
    expect(codesOf(await planning.discard(announced.id))).toEqual(['BAD_USER_INPUT']);
    expect((await planning.cancel(announced.id)).data.result).toMatchObject({ status: 'CANCELLED' });
    expect((await planning.publish(announced.id)).data.result).toMatchObject({ __typename: 'EventClosedError', status: 'CANCELLED' });
  });

  it('is for the host’s staff to make, publish and discard', async () => {
    const { id } = await planning.draft();
    for (const as of [null, aVolunteerActor('chhtt'), aCurator('bat'), aCurator('chhtt', { roles: ['PARTNER'] })]) {
      expect(codesOf(await planning.create(anInput(), as))).toEqual(['FORBIDDEN']);
      expect(codesOf(await planning.publish(id, as))).toEqual(['FORBIDDEN']);
      expect(codesOf(await planning.discard(id, 'THIS_EVENT', as))).toEqual(['FORBIDDEN']);
    }
    for (const role of ['MENTOR', 'OPERATOR', 'COORDINATOR'] as const) {
      expect((await planning.create(anInput(), aCurator('chhtt', { roles: [role] }))).data.result).toMatchObject({ status: 'DRAFT' });
    }
    for (const unknown of ['chhtt:0192f3c4-0000-7000-8000-000000000000', 'bat:0192f3c4-0000-7000-8000-000000000000', 'x']) {
      expect(codesOf(await planning.publish(unknown))).toEqual(['NOT_FOUND']);
    }
  });

  it('what an imported file changed or called off is told, once', async () => {
    const { id } = await planning.announced(anInput(30, { capacity: 1 }));
    const event = { id: uuidOf(id) };
    const [seated, waiting] = [await homes.guest(event), await homes.guest(event)];
    await node.receive({ from: 'bat', thread: id, kind: 'EVENT_ASKED', content: {} });
    await node.rows.query(`UPDATE event SET ends_at = ends_at + interval '1 hour', capacity = 2, participants_told = false WHERE id = $1`, [event.id]);
    await node.get(UntoldChangesService).work();
    const endsAt = new Date(noonIn(30).getTime() + 3 * 3_600_000).toISOString();
    expect(await homes.told(seated, 'EVENT_CHANGED')).toMatchObject([{ event: { endsAt } }]);
    expect((await homes.answerTo(waiting)).status).toBe('CONFIRMED');
    const told = () => homes.told({ home: 'bat', volunteerId: '', thread: id }, 'EVENT_TOLD');
    expect((await told()).map(({ event: now }) => now?.endsAt)).toEqual([new Date(noonIn(30).getTime() + 2 * 3_600_000).toISOString(), endsAt]);

    const session = { id: uuidOf((await planning.announced(anInput(30, { partOfId: id }))).id) };
    const guestOfSession = await homes.guest(session);
    await node.rows.query(`UPDATE event SET status = 'CANCELLED', participants_told = false WHERE id = $1`, [event.id]);
    await node.get(UntoldChangesService).work();
    await node.get(UntoldChangesService).work();
    expect(await node.rows.query('SELECT status FROM event WHERE id = $1', [session.id])).toEqual([{ status: 'CANCELLED' }]);
    expect((await told()).map(({ event: now }) => now?.status)).toEqual(['PUBLISHED', 'PUBLISHED', 'CANCELLED']);
    for (const guest of [seated, waiting, guestOfSession]) {
      expect((await homes.told(guest, 'SEAT_ANSWERED')).filter(({ status }) => status === 'CANCELLED')).toMatchObject([{ event: { status: 'CANCELLED' } }]);
    }
    expect(await node.rows.query('SELECT DISTINCT status FROM registration WHERE event_id = $1', [event.id])).toEqual([{ status: 'CANCELLED' }]);
  });
});
