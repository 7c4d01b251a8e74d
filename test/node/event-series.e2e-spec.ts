import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SeriesClock } from '#node/events/series/series-clock.js';
import { aCurator } from '#support/factories/actor.factory.js';
import { BootedNode } from './booted-node.js';
import { Homes } from './homes.js';
import { type Outcome, Planning, anInput, codesOf, noonIn } from './planning.js';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const HOUR_MS = 3_600_000;
const WEEKLY = { recurrence: 'FREQ=WEEKLY' };

/** A start some days ahead, in the last week before Berlin's clocks change: summer time lasts longer than a series is made ahead. */
function weekBeforeClocksChange(): Date {
  const hourAt = (date: Date) => new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit' }).format(date);
  let day = 5;
  while (hourAt(noonIn(day)) === hourAt(noonIn(day + 7))) day += 1;
  return noonIn(day);
}

describe('a regular meeting', () => {
  let node: BootedNode;
  let planning: Planning;
  let homes: Homes;

  beforeAll(async () => {
    node = await BootedNode.start();
    planning = new Planning(node);
    homes = new Homes(node);
  });
  afterAll(() => node.stop());

  const uuidOf = ({ id }: { readonly id: string }) => id.replace('chhtt:', '');
  const seriesOf = ({ seriesId }: Outcome) => planning.listed({ seriesId });
  const startsOf = (events: readonly Outcome[]) => events.map(({ startsAt }) => startsAt);
  const weeks = (first: Date, count: number) => Array.from({ length: count }, (_, week) => new Date(first.getTime() + week * WEEK_MS).toISOString());
  const makeAhead = (now: Date) => node.get(SeriesClock).work(now);

  it('is made half a year ahead, as drafts that are published together', async () => {
    const first = await planning.draft(anInput(10, { ...WEEKLY, coHosts: ['bat'], remotePlaces: [{ college: 'bat', places: 2 }] }));
    expect(first).toMatchObject({ status: 'DRAFT', recurrence: 'FREQ=WEEKLY', startsAt: noonIn(10).toISOString() });
    const events = await seriesOf(first);
    expect(startsOf(events)).toEqual(weeks(noonIn(10), 27));
    for (const event of events) {
      expect(event).toMatchObject({
        status: 'DRAFT',
        title: first.title,
        remotePlaceRows: [{ collegeCode: 'bat', places: 2 }],
        coHostRows: [{ collegeCode: 'bat', state: 'INVITED' }],
      });
    }
    await planning.publish(events[3]?.id ?? '');
    expect(new Set((await seriesOf(first)).map(({ status }) => status))).toEqual(new Set(['PUBLISHED']));
    expect(await planning.listed({ seriesId: first.seriesId }, aCurator('bat'))).toHaveLength(27);
    expect(await planning.listed({ seriesId: first.seriesId }, null)).toEqual([]);
  });

  it('goes on as time does, once, with what was agreed', async () => {
    const first = await planning.announced(anInput(10, { ...WEEKLY, coHosts: ['bat'] }));
    await node.ask(`mutation ($id: ID!) { acceptCoHost(eventId: $id) { id } }`, { as: aCurator('bat'), variables: { id: first.id } });
    // The last one is held by the host alone, which says nothing of those to come.
    const alone = (await seriesOf(first)).at(-1);
    expect((await planning.update(alone?.id ?? '', { coHosts: [] })).data.result).toMatchObject({ coHostCodes: [], coHostRows: [] });
    const later = new Date(noonIn(10).getTime() + 5 * WEEK_MS);
    await Promise.all([makeAhead(later), makeAhead(later), makeAhead(later)]);
    await makeAhead(later);
    const events = await seriesOf(first);
    expect(events.length).toBeGreaterThan(29);
    expect(startsOf(events)).toEqual(weeks(noonIn(10), events.length));
    expect(events.at(-1)).toMatchObject({ status: 'PUBLISHED', coHostCodes: ['bat'], coHostRows: [{ collegeCode: 'bat', state: 'ACCEPTED' }] });
  });

  it('has sixty events to come at most, and ends where its rule does', async () => {
    const daily = await planning.draft(anInput(10, { recurrence: 'FREQ=DAILY' }));
    expect(await seriesOf(daily)).toHaveLength(60);
    await makeAhead(noonIn(12));
    expect((await seriesOf(daily)).length).toBe(63);

    const thrice = await planning.draft(anInput(10, { recurrence: 'FREQ=WEEKLY;COUNT=3' }));
    await makeAhead(noonIn(100));
    expect(startsOf(await seriesOf(thrice))).toEqual(weeks(noonIn(10), 3));
  });

  it('keeps its hour by the clock of its zone when the clocks change', async () => {
    const startsAt = weekBeforeClocksChange();
    const first = await planning.draft(anInput(5, { ...WEEKLY, timeZone: 'Europe/Berlin', startsAt: startsAt.toISOString(), endsAt: new Date(startsAt.getTime() + HOUR_MS).toISOString() }));
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' });
    const events = await seriesOf(first);
    expect(new Set(events.map((event) => clock.format(new Date(String(event.startsAt))))).size).toBe(1);
    expect(new Set(events.map((event) => new Date(String(event.startsAt)).getUTCHours())).size).toBe(2);
  });

  it('one of its events is changed and cancelled like any other, and is not made again', async () => {
    const first = await planning.announced(anInput(10, WEEKLY));
    const [, second, third] = await seriesOf(first);
    const moved = new Date(noonIn(10).getTime() + WEEK_MS + DAY_MS);
    await planning.update(second?.id ?? '', { title: 'Выездная встреча', startsAt: moved.toISOString(), endsAt: new Date(moved.getTime() + HOUR_MS).toISOString() });
    await planning.cancel(third?.id ?? '');
    await makeAhead(new Date());
    const events = await seriesOf(first);
    expect(events).toHaveLength(27);
    expect(events.slice(0, 4)).toMatchObject([
      { title: first.title, status: 'PUBLISHED' },
      { title: 'Выездная встреча', startsAt: moved.toISOString() },
      { title: first.title, status: 'CANCELLED' },
      { title: first.title, status: 'PUBLISHED' },
    ]);
  });

  it('is changed from one of its events on, those made later too, and everybody is told', async () => {
    const first = await planning.announced(anInput(10, WEEKLY));
    const [, second, third] = await seriesOf(first);
    const guests = await Promise.all([first, second, third].map((event) => homes.guest({ id: uuidOf(event ?? first) })));
    const startsAt = new Date(noonIn(10).getTime() + WEEK_MS + 3 * HOUR_MS);
    const answer = await planning.update(second?.id ?? '', { title: 'Иначе', startsAt: startsAt.toISOString(), endsAt: new Date(startsAt.getTime() + HOUR_MS).toISOString() }, 'THIS_AND_FOLLOWING');
    expect(answer.data.result).toMatchObject({ id: second?.id, title: 'Иначе', startsAt: startsAt.toISOString() });

    await makeAhead(new Date(noonIn(10).getTime() + 3 * WEEK_MS));
    const [unchanged, ...following] = await seriesOf(first);
    expect(unchanged).toEqual(first);
    expect(following.length).toBeGreaterThan(26);
    expect(startsOf(following)).toEqual(weeks(startsAt, following.length));
    for (const event of following) {
      expect(event).toMatchObject({ title: 'Иначе', endsAt: new Date(new Date(String(event.startsAt)).getTime() + HOUR_MS).toISOString() });
    }
    expect(await Promise.all(guests.map(async (guest) => (await homes.told(guest, 'EVENT_CHANGED')).length))).toEqual([0, 1, 1]);
  });

  it.each([
    ['a change of its times that was made already', { startsAt: noonIn(10).toISOString(), endsAt: new Date(noonIn(10).getTime() + HOUR_MS).toISOString() }],
    ['an end that the others have already', { endsAt: new Date(noonIn(10).getTime() + HOUR_MS).toISOString() }],
  ])('keeps its days through %s', async (_what, times) => {
    const first = await planning.announced(anInput(10, { ...WEEKLY, startsAt: noonIn(10).toISOString(), endsAt: new Date(noonIn(10).getTime() + HOUR_MS).toISOString() }));
    const before = startsOf(await seriesOf(first));
    expect((await planning.update(first.id, { title: 'Иначе', ...times }, 'THIS_AND_FOLLOWING')).data.result).toMatchObject({ title: 'Иначе' });
    expect(startsOf(await seriesOf(first))).toEqual(before);
  });

  it('is changed wholly or not at all', async () => {
    const first = await planning.announced(anInput(10, { ...WEEKLY, capacity: 5 }));
    const [, , third] = await seriesOf(first);
    for (let count = 0; count < 3; count += 1) await homes.guest({ id: uuidOf(third ?? first) });
    expect(codesOf(await planning.update(first.id, { title: 'Иначе', capacity: 2 }, 'THIS_AND_FOLLOWING'))).toEqual(['BAD_USER_INPUT']);
    const otherDay = await planning.update(first.id, { title: 'Иначе', startsAt: noonIn(11).toISOString(), endsAt: noonIn(12).toISOString() }, 'THIS_AND_FOLLOWING');
    expect(otherDay.data.result).toMatchObject({ __typename: 'InvalidTimesError', message: expect.stringMatching('another time of the day alone') });
    expect(new Set((await seriesOf(first)).map(({ title, capacity }) => `${String(title)} ${String(capacity)}`))).toEqual(new Set([`${String(first.title)} 5`]));
    for (const input of [{ partOfId: null }, { timeZone: 'Europe/Moscow' }]) {
      expect(codesOf(await planning.update(first.id, input, 'THIS_AND_FOLLOWING'))).toEqual(['BAD_USER_INPUT']);
    }
  });

  it('keeps no more places than there are, of what is made later neither', async () => {
    const first = await planning.draft(anInput(10, { recurrence: 'FREQ=WEEKLY', capacity: 5, remotePlaces: [{ college: 'bat', places: 4 }] }));
    for (const input of [{ remotePlaces: [{ college: 'kpk', places: 2 }] }, { capacity: 3 }, { audience: 'COLLEGE' }]) {
      expect(codesOf(await planning.update(first.id, input, 'THIS_AND_FOLLOWING'))).toEqual(['BAD_USER_INPUT']);
    }
    const last = (await seriesOf(first)).at(-1) ?? first;
    await planning.update(last.id, { remotePlaces: [{ college: 'bat', places: 0 }] });
    for (const input of [{ capacity: 3 }, { audience: 'COLLEGE' }]) expect(codesOf(await planning.update(last.id, input, 'THIS_AND_FOLLOWING'))).toEqual(['BAD_USER_INPUT']);
    expect(await planning.seen(last.id)).toMatchObject({ capacity: 5, remotePlaceRows: [] });
    await makeAhead(noonIn(100));
    expect((await seriesOf(first)).at(-1)).toMatchObject({ capacity: 5, remotePlaceRows: [{ collegeCode: 'bat', places: 4 }] });
  });

  it('of whose days some have passed is announced for those to come, and for the one that is named', async () => {
    const first = await planning.draft(anInput(10, WEEKLY));
    const [, second, third, ...others] = await seriesOf(first);
    const seriesId = uuidOf({ id: String(first.seriesId) });
    await node.rows.query('UPDATE event_series SET first_on = first_on - 20 WHERE id = $1', [seriesId]);
    await node.rows.query(
      `UPDATE event SET occurrence_on = occurrence_on - 20, starts_at = starts_at - interval '20 days', ends_at = ends_at - interval '20 days' WHERE series_id = $1`,
      [seriesId],
    );
    await planning.publish(third?.id ?? '');
    expect((await seriesOf(first)).map(({ status }) => status)).toEqual(['DRAFT', 'DRAFT', 'PUBLISHED', ...others.map(() => 'PUBLISHED')]);
    await planning.publish(second?.id ?? '');
    expect((await seriesOf(first)).map(({ status }) => status).slice(0, 3)).toEqual(['DRAFT', 'COMPLETED', 'PUBLISHED']);
  });

  it('makes none of the days that have passed after a long pause', async () => {
    const first = await planning.announced(anInput(10, WEEKLY));
    await makeAhead(new Date(noonIn(10).getTime() + 40 * WEEK_MS + HOUR_MS));
    const later = (await seriesOf(first)).slice(27);
    expect(later.length).toBeGreaterThan(20);
    expect(startsOf(later)).toEqual(weeks(new Date(noonIn(10).getTime() + 41 * WEEK_MS), later.length));
  });

  it('at another hour ends on the day on which its rule ends it', async () => {
    const end = noonIn(10).getTime() + 30 * WEEK_MS;
    const untilAt = (instant: number) => `FREQ=WEEKLY;UNTIL=${new Date(instant).toISOString().replace(/[-:]|\.000/g, '')}`;
    const movedBy = async (first: Outcome, hours: number) => {
      const startsAt = new Date(noonIn(10).getTime() + hours * HOUR_MS);
      await planning.update(first.id, { startsAt: startsAt.toISOString(), endsAt: new Date(startsAt.getTime() + HOUR_MS).toISOString() }, 'THIS_AND_FOLLOWING');
      return startsAt;
    };
    const [sooner, later] = [await planning.announced(anInput(10, { recurrence: untilAt(end - HOUR_MS) })), await planning.announced(anInput(10, { recurrence: untilAt(end) }))];
    const earlier = await movedBy(sooner, -3);
    await movedBy(later, 2);
    const latest = await movedBy(later, 4);
    await makeAhead(noonIn(70));
    expect(startsOf(await seriesOf(sooner))).toEqual(weeks(earlier, 30));
    expect(startsOf(await seriesOf(later))).toEqual(weeks(latest, 31));
  });

  it('goes on though another cannot', async () => {
    const [broken, sound] = [await planning.draft(anInput(10, WEEKLY)), await planning.draft(anInput(10, WEEKLY))];
    const ofBroken = [uuidOf({ id: String(broken.seriesId) })];
    await node.rows.query(`UPDATE event_series SET rule = 'FREQ=WEEKLY;UNTIL=X' WHERE id = $1`, ofBroken);
    await makeAhead(noonIn(100));
    expect(await seriesOf(broken)).toHaveLength(27);
    expect((await seriesOf(sound)).length).toBeGreaterThan(27);
    await node.rows.query(`UPDATE event_series SET ends_before = first_on WHERE id = $1`, ofBroken);
  });

  it('is called off from one of its events on, and nothing is made any more', async () => {
    const first = await planning.announced(anInput(10, WEEKLY));
    const [, second, third] = await seriesOf(first);
    const guest = await homes.guest({ id: uuidOf(third ?? first) });
    expect((await planning.cancel(second?.id ?? '', 'THIS_AND_FOLLOWING')).data.result).toMatchObject({ id: second?.id, status: 'CANCELLED' });
    await makeAhead(noonIn(100));
    const events = await seriesOf(first);
    expect(events.map(({ status }) => status)).toEqual(['PUBLISHED', ...Array.from({ length: 26 }, () => 'CANCELLED')]);
    expect(await homes.answerTo(guest)).toMatchObject({ status: 'CANCELLED', reason: 'Гроза' });
  });

  it('is discarded as long as it is drafts, from one of them on or all', async () => {
    const first = await planning.draft(anInput(10, WEEKLY));
    const [, second, third] = await seriesOf(first);
    await planning.discard(second?.id ?? '');
    await planning.discard(third?.id ?? '', 'THIS_AND_FOLLOWING');
    await makeAhead(noonIn(100));
    expect(await seriesOf(first)).toEqual([first]);
    await planning.discard(first.id, 'THIS_AND_FOLLOWING');
    expect(await node.rows.query('SELECT 1 FROM event_series WHERE id = $1', [String(first.seriesId).replace('chhtt:', '')])).toEqual([]);
  });

  it.each([
    ['no rule', { recurrence: 'каждую пятницу' }, 'must be a rule of RFC 5545'],
    ['a rule of hours', { recurrence: 'FREQ=HOURLY' }, 'must have FREQ'],
    ['a rule that does not have the event’s own day', { recurrence: `FREQ=MONTHLY;BYMONTHDAY=${((noonIn(10).getUTCDate() + 1) % 28) + 1}` }, 'the day of the event itself'],
    ['a rule of one day', { recurrence: 'FREQ=WEEKLY;COUNT=1' }, 'more than one day'],
    ['a rule of no days', { recurrence: 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30' }, 'the day of the event itself'],
    ['a whole that it is a session of', { ...WEEKLY, partOfId: 'chhtt:0192f3c4-0000-7000-8000-000000000000' }, 'input.partOfId'],
  ])('is refused with %s', async (_what, input, problem) => {
    const answer = await planning.create(anInput(10, input));
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    expect(answer.errors?.[0]?.message).toContain(problem);
  });

  it.each([20, 62])('lasts whole minutes, not %i seconds', async (seconds) => {
    const startsAt = new Date(noonIn(10).getTime() + 3_000);
    const times = (long: number) => ({ startsAt: startsAt.toISOString(), endsAt: new Date(startsAt.getTime() + long * 1_000).toISOString() });
    const refused = { __typename: 'InvalidTimesError', message: 'A regular meeting lasts whole minutes, and one at least.' };
    expect((await planning.create(anInput(10, { ...WEEKLY, ...times(seconds) }))).data.result).toEqual(refused);
    const first = await planning.draft(anInput(10, { ...WEEKLY, ...times(60) }));
    for (const event of (await seriesOf(first)).slice(0, 2)) expect(Date.parse(String(event.endsAt)) - Date.parse(String(event.startsAt))).toBe(60_000);
    expect(first).toMatchObject(times(60));
    expect((await planning.update(first.id, times(seconds), 'THIS_AND_FOLLOWING')).data.result).toEqual(refused);
    expect((await planning.update(first.id, times(seconds))).data.result).toMatchObject(times(seconds));
    expect((await planning.update(first.id, { title: 'Иначе' }, 'THIS_AND_FOLLOWING')).data.result).toMatchObject({ title: 'Иначе' });
  });

  it('does not begin in the past, and what is no series has none that follow', async () => {
    expect((await planning.create(anInput(-3, WEEKLY))).data.result).toMatchObject({ __typename: 'InvalidTimesError' });
    const { id } = await planning.announced();
    expect(codesOf(await planning.update(id, { title: 'Иначе' }, 'THIS_AND_FOLLOWING'))).toEqual(['BAD_USER_INPUT']);
    expect(codesOf(await planning.cancel(id, 'THIS_AND_FOLLOWING'))).toEqual(['BAD_USER_INPUT']);
  });
});
