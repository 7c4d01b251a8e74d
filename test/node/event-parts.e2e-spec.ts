import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BootedNode } from './booted-node.js';
import { Homes } from './homes.js';
import { type Outcome, Planning, anInput, codesOf, noonIn } from './planning.js';

const HOUR_MS = 3_600_000;

describe('a forum and its sessions', () => {
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
  const from = (hours: number, long = 1) => {
    const startsAt = new Date(noonIn(30).getTime() + hours * HOUR_MS);
    return { startsAt: startsAt.toISOString(), endsAt: new Date(startsAt.getTime() + long * HOUR_MS).toISOString() };
  };
  const forumInput = { ...anInput(), ...from(0, 8), title: 'Перекрёсток', kind: 'FORUM' };
  const sessionInput = (whole: Outcome, times = from(1)) => anInput(30, { kind: 'EDUCATIONAL_SESSION', ...times, partOfId: whole.id });

  it('belong together, and a session takes place within the forum', async () => {
    const forum = await planning.draft(forumInput);
    const session = await planning.draft(sessionInput(forum));
    expect(session.partOf).toEqual({ id: forum.id });
    expect(await planning.seen(forum.id)).toMatchObject({ parts: [{ id: session.id, status: 'DRAFT' }] });
    for (const times of [from(-1), from(7, 2)]) {
      expect((await planning.create(sessionInput(forum, times))).data.result).toMatchObject({ __typename: 'InvalidTimesError', message: expect.stringMatching('«Перекрёсток»') });
      expect((await planning.update(session.id, times)).data.result).toMatchObject({ __typename: 'InvalidTimesError' });
    }
    expect((await planning.update(forum.id, from(2, 6))).data.result).toMatchObject({ __typename: 'InvalidTimesError', message: expect.stringMatching('«Разговор на равных»') });
    expect((await planning.update(session.id, from(3))).data.result).toMatchObject(from(3));
    expect((await planning.update(forum.id, from(2, 6))).data.result).toMatchObject(from(2, 6));
  });

  it('are two levels, with no circles', async () => {
    const forum = await planning.draft(forumInput);
    const session = await planning.draft(sessionInput(forum));
    const other = await planning.draft(anInput(30, from(1)));
    expect(codesOf(await planning.create(sessionInput(session)))).toEqual(['BAD_USER_INPUT']);
    expect(codesOf(await planning.update(other.id, { partOfId: session.id }))).toEqual(['BAD_USER_INPUT']);
    expect(codesOf(await planning.update(forum.id, { partOfId: session.id }))).toEqual(['BAD_USER_INPUT']);
    expect(codesOf(await planning.update(other.id, { partOfId: other.id }))).toEqual(['BAD_USER_INPUT']);
    expect(codesOf(await planning.update(other.id, { partOfId: `bat:${uuidOf(forum)}` }))).toEqual(['BAD_USER_INPUT']);

    expect((await planning.update(other.id, { partOfId: forum.id })).data.result).toMatchObject({ partOf: { id: forum.id } });
    expect((await planning.update(other.id, { partOfId: null })).data.result).toMatchObject({ partOf: null });
    const second = await planning.draft(forumInput);
    expect(codesOf(await planning.update(forum.id, { partOfId: second.id }))).toEqual(['BAD_USER_INPUT']);
  });

  it('never become parts of each other, even when both are asked for at once', async () => {
    const [one, two] = [await planning.draft(forumInput), await planning.draft(forumInput)];
    await Promise.all([planning.update(one.id, { partOfId: two.id }), planning.update(two.id, { partOfId: one.id })]);
    const wholes = [await planning.seen(one.id), await planning.seen(two.id)].filter((event) => event?.partOf !== null);
    expect(wholes).toHaveLength(1);
  });

  it('are cancelled together, and everybody who was to come to either is told', async () => {
    const forum = await planning.announced(forumInput);
    const session = await planning.announced(sessionInput(forum));
    const draft = await planning.draft(sessionInput(forum));
    const guests = [await homes.guest({ id: uuidOf(forum) }), await homes.guest({ id: uuidOf(session) })];
    await planning.cancel(forum.id);
    for (const guest of guests) expect(await homes.answerTo(guest)).toMatchObject({ status: 'CANCELLED', reason: 'Гроза' });
    expect([(await planning.seen(session.id))?.status, (await planning.seen(draft.id))?.status]).toEqual(['CANCELLED', 'DRAFT']);
    expect(codesOf(await planning.create(sessionInput(forum)))).toEqual(['BAD_USER_INPUT']);
  });

  it('are discarded together, as long as all are drafts', async () => {
    const forum = await planning.draft(forumInput);
    const session = await planning.draft(sessionInput(forum));
    await planning.publish(session.id);
    expect(codesOf(await planning.discard(forum.id))).toEqual(['BAD_USER_INPUT']);

    const other = await planning.draft(forumInput);
    const part = await planning.draft(sessionInput(other));
    expect((await planning.discard(other.id)).data).toEqual({ result: other.id });
    expect(await planning.seen(part.id)).toBeNull();
  });

  it('stay where a session of what follows in a series is announced, which is named', async () => {
    const first = await planning.draft({ ...forumInput, recurrence: 'FREQ=WEEKLY;COUNT=3' });
    const second = (await planning.listed({ seriesId: first.seriesId }))[1] ?? first;
    const inAWeek = (hours: number) => new Date(new Date(String(second.startsAt)).getTime() + hours * HOUR_MS).toISOString();
    const session = await planning.announced(sessionInput(second, { startsAt: inAWeek(1), endsAt: inAWeek(2) }));
    for (const isKnown of [false, true]) {
      if (isKnown) await homes.guest({ id: uuidOf(session) });
      const answer = await planning.discard(first.id, 'THIS_AND_FOLLOWING');
      expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
      expect(answer.errors?.[0]?.message).toContain('id: has sessions that are announced, «Разговор на равных»');
      expect(await planning.seen(session.id)).toMatchObject({ status: 'PUBLISHED', partOf: { id: second.id } });
      expect(await planning.listed({ seriesId: first.seriesId })).toHaveLength(3);
    }
    await planning.update(session.id, { partOfId: null });
    expect((await planning.discard(first.id, 'THIS_AND_FOLLOWING')).data).toEqual({ result: first.id });
    expect(await planning.seen(session.id)).toMatchObject({ status: 'PUBLISHED', partOf: null });
  });

  it('what was announced once, as by a file, is not discarded once people asked for places', async () => {
    const event = await planning.announced(forumInput);
    await homes.guest({ id: uuidOf(event) });
    await node.rows.query(`UPDATE event SET status = 'DRAFT' WHERE id = $1`, [uuidOf(event)]);
    const answer = await planning.discard(event.id);
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    expect(answer.errors?.[0]?.message).toContain('«Перекрёсток»');
  });

  it('a session of a forum that was cancelled is published once it is an event of its own', async () => {
    const forum = await planning.announced(forumInput);
    const session = await planning.draft(sessionInput(forum));
    await planning.cancel(forum.id);
    expect((await planning.publish(session.id)).data.result).toMatchObject({
      __typename: 'EventClosedError',
      status: 'CANCELLED',
      message: expect.stringMatching('«Разговор на равных» is a session of «Перекрёсток», which was cancelled'),
    });
    expect(await planning.seen(session.id)).toMatchObject({ status: 'DRAFT' });
    await planning.update(session.id, { partOfId: null });
    expect((await planning.publish(session.id)).data.result).toMatchObject({ status: 'PUBLISHED', partOf: null });
  });

  it('no session is announced while its forum is being cancelled', async () => {
    for (let turn = 0; turn < 4; turn += 1) {
      const forum = await planning.announced(forumInput);
      const sessions = [await planning.draft(sessionInput(forum)), await planning.draft(sessionInput(forum))];
      const deeds = [...sessions.map(({ id }) => () => planning.publish(id)), () => planning.cancel(forum.id)];
      const answers = await Promise.all((turn % 2 === 0 ? deeds : deeds.reverse()).map((deed) => deed()));
      expect(answers.flatMap((answer) => codesOf(answer))).toEqual([]);
      for (const { id } of sessions) expect((await planning.seen(id))?.status).not.toBe('PUBLISHED');
    }
  });
});
