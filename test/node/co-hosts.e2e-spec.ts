import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '#identity/actor.js';
import { EventSeriesService } from '#node/events/series/event-series.service.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { until } from '#support/until.js';
import { BootedNode } from './booted-node.js';
import { Planning, anInput, codesOf, noonIn } from './planning.js';

describe('an event that several colleges hold together', () => {
  let node: BootedNode;
  let planning: Planning;
  const bat = aCurator('bat');

  beforeAll(async () => {
    node = await BootedNode.start();
    planning = new Planning(node);
  });
  afterAll(() => node.stop());

  const answer = (deed: 'acceptCoHost' | 'declineCoHost', id: string, as: Actor | null = bat) =>
    node.ask<{ result: { coHostCodes: string[]; coHostRows: unknown[] } | null }>(
      `mutation ($id: ID!) { result: ${deed}(eventId: $id) { coHostCodes coHostRows { collegeCode state } } }`,
      { ...(as && { as }), variables: { id } },
    );
  const asked = (coHosts: string[], overrides: object = {}) => planning.draft(anInput(30, { audience: 'COLLEGE', coHosts, ...overrides }));
  const invitations = async (as: Actor | null, coHosting = 'INVITED') => (await planning.listed({ coHosting }, as)).map(({ id }) => id);

  it('is known to the curators of whom was asked, draft or not, and is theirs once they accept', async () => {
    const { id } = await asked(['bat', 'hgt']);
    expect(await planning.seen(id, bat)).toMatchObject({ id, coHostCodes: [], coHostRows: [{ collegeCode: 'bat', state: 'INVITED' }] });
    expect(await planning.seen((await asked(['hgt'])).id, bat)).toBeNull();
    expect(await planning.seen(id, aCurator('bat', { roles: ['MENTOR'] }))).toBeNull();
    expect(await planning.seen(id, aVolunteerActor('bat'))).toBeNull();

    expect((await answer('acceptCoHost', id)).data.result).toEqual({ coHostCodes: ['bat'], coHostRows: [{ collegeCode: 'bat', state: 'ACCEPTED' }] });
    expect(await planning.seen(id)).toMatchObject({
      coHostCodes: ['bat'],
      coHostRows: [
        { collegeCode: 'bat', state: 'ACCEPTED', answeredAt: expect.any(String) },
        { collegeCode: 'hgt', state: 'INVITED', answeredAt: null },
      ],
    });
  });

  it('is known to them as a session, as a whole and to their search, and to nobody else', async () => {
    const title = 'Мастер-класс гончаров';
    const whole = await planning.announced(anInput(30, { kind: 'FORUM', audience: 'PUBLIC' }));
    const session = await asked(['bat'], { title, partOfId: whole.id });
    const other = await planning.draft(anInput(31, { kind: 'FORUM', coHosts: ['bat'] }));
    const ofOther = await planning.announced(anInput(31, { partOfId: other.id, audience: 'PUBLIC' }));
    const found = async (as: Actor | null) =>
      (await node.ask<{ searchFeed: { id: string }[] }>('{ searchFeed(text: "гончары") { id } }', { ...(as && { as }) })).data.searchFeed.map(({ id }) => id);
    expect(await planning.seen(whole.id, bat)).toMatchObject({ parts: [{ id: session.id }] });
    expect(await planning.seen(ofOther.id, bat)).toMatchObject({ partOf: { id: other.id } });
    expect(await found(bat)).toEqual([session.id]);
    for (const as of [aCurator('hgt'), aCurator('bat', { roles: ['MENTOR'] }), aVolunteerActor('bat'), null]) {
      expect(await planning.seen(whole.id, as)).toMatchObject({ parts: [] });
      expect(await planning.seen(ofOther.id, as)).toMatchObject({ partOf: null });
      expect(await found(as)).toEqual([]);
    }
    await answer('declineCoHost', session.id);
    expect(await planning.seen(whole.id, bat)).toMatchObject({ parts: [] });
    expect(await found(bat)).toEqual([]);
  });

  it('is listed as an invitation until it is answered', async () => {
    const { id } = await asked(['bat']);
    expect(await invitations(bat)).toContain(id);
    expect(await invitations(bat)).not.toContain((await asked(['hgt'])).id);
    for (const as of [planning.curator, aCurator('bat', { roles: ['MENTOR'] }), aVolunteerActor('bat'), null]) {
      expect(await invitations(as)).not.toContain(id);
    }
    expect(await planning.listed({}, bat)).not.toContainEqual(expect.objectContaining({ id }));
    await answer('acceptCoHost', id);
    expect(await invitations(bat)).not.toContain(id);
    expect(await invitations(bat, 'ACCEPTED')).toContain(id);
  });

  it('may be declined, also afterwards, and is then nobody’s business there', async () => {
    const { id } = await asked(['bat']);
    await answer('acceptCoHost', id);
    expect((await answer('declineCoHost', id)).data.result).toMatchObject({ coHostCodes: [] });
    expect(await planning.seen(id, bat)).toBeNull();
    expect(await planning.seen(id)).toMatchObject({ coHostCodes: [], coHostRows: [{ collegeCode: 'bat', state: 'DECLINED' }] });
  });

  it('declined again, it is given back to nobody who may not know of it', async () => {
    const { id } = await asked(['bat']);
    await answer('declineCoHost', id);
    await planning.update(id, { title: 'Иначе' });
    for (const again of [await answer('declineCoHost', id), await answer('declineCoHost', id)]) expect(again).toEqual({ data: { result: null } });
    expect(await invitations(bat, 'DECLINED')).not.toContain(id);
    await planning.update(id, { audience: 'NETWORK' });
    await planning.publish(id);
    expect((await answer('declineCoHost', id)).data.result).toEqual({ coHostCodes: [], coHostRows: [{ collegeCode: 'bat', state: 'DECLINED' }] });
    expect(await invitations(bat, 'DECLINED')).toContain(id);
  });

  it('is no invitation any more once it is cancelled or over, and can still be declined', async () => {
    const [called, past, draft] = [await asked(['bat']), await asked(['bat']), await asked(['bat'])];
    for (const { id } of [called, past]) await planning.publish(id);
    await planning.cancel(called.id);
    for (const { id } of [past, draft]) {
      await node.rows.query(`UPDATE event SET starts_at = now() - interval '2 hours', ends_at = now() - interval '1 hour' WHERE id = $1`, [id.replace('chhtt:', '')]);
    }
    const listed = await invitations(bat);
    expect([called, past, draft].map(({ id }) => listed.includes(id))).toEqual([false, false, true]);
    expect(codesOf(await answer('acceptCoHost', called.id))).toEqual(['BAD_USER_INPUT']);
    for (const { id } of [called, past]) {
      expect((await answer('declineCoHost', id)).data.result).toMatchObject({ coHostRows: [{ collegeCode: 'bat', state: 'DECLINED' }] });
    }
  });

  it('whom the host names no more is a co-host no more; who is new is asked; who stays is not asked again', async () => {
    const { id } = await asked(['bat', 'hgt']);
    await answer('acceptCoHost', id);
    expect((await planning.update(id, { coHosts: ['bat', 'kpk'] })).data.result).toMatchObject({
      coHostRows: [{ collegeCode: 'bat', state: 'ACCEPTED' }, { collegeCode: 'kpk', state: 'INVITED' }],
    });
    await planning.update(id, { coHosts: [] });
    expect(await planning.seen(id)).toMatchObject({ coHostCodes: [], coHostRows: [] });
    expect(codesOf(await answer('acceptCoHost', id))).toEqual(['NOT_FOUND']);
  });

  it('of a series is accepted once for all', async () => {
    const first = await asked(['bat'], { recurrence: 'FREQ=WEEKLY' });
    await answer('acceptCoHost', first.id);
    const events = await planning.listed({ seriesId: first.seriesId });
    expect(new Set(events.map(({ coHostCodes }) => String(coHostCodes)))).toEqual(new Set(['bat']));
  });

  it('is answered by curators of whom was asked alone', async () => {
    const { id } = await asked(['bat'], { audience: 'NETWORK' });
    for (const as of [null, planning.curator, aVolunteerActor('bat'), aCurator('bat', { roles: ['MENTOR'] }), aCurator('bat', { roles: ['PARTNER'] })]) {
      expect(codesOf(await answer('acceptCoHost', id, as))).toEqual(['FORBIDDEN']);
    }
    const others = await asked(['hgt'], { audience: 'NETWORK' });
    expect(codesOf(await answer('acceptCoHost', others.id))).toEqual(['NOT_FOUND']);
    await planning.publish(others.id);
    expect(codesOf(await answer('acceptCoHost', others.id))).toEqual(['FORBIDDEN']);
    await planning.publish(id);
    for (const unknown of ['chhtt:0192f3c4-0000-7000-8000-000000000000', 'x']) expect(codesOf(await answer('declineCoHost', unknown))).toEqual(['NOT_FOUND']);
    await planning.cancel(id);
    expect(codesOf(await answer('acceptCoHost', id))).toEqual(['BAD_USER_INPUT']);
    expect(await planning.seen(id)).toMatchObject({ coHostCodes: [] });
  });

  it('answers and changes at once end as if one came after the other', async () => {
    const { id } = await asked(['bat'], { recurrence: 'FREQ=WEEKLY;COUNT=3' });
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, (_, turn) => answer(turn % 2 === 0 ? 'acceptCoHost' : 'declineCoHost', id)),
      planning.update(id, { title: 'Иначе' }, 'THIS_AND_FOLLOWING'),
      planning.update(id, { coHosts: ['bat', 'hgt'] }),
    ]);
    expect(answers.flatMap((each) => codesOf(each))).toEqual([]);
    expect(await planning.seen(id)).toMatchObject({ title: 'Иначе', coHostRows: [{ collegeCode: 'bat' }, { collegeCode: 'hgt', state: 'INVITED' }] });
  });

  it('while more is made of its series holds for that, too', async () => {
    const first = await asked(['bat'], { recurrence: 'FREQ=WEEKLY' });
    await answer('acceptCoHost', first.id);
    const waiting = async () => (await node.rows.query<unknown[]>(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)).length;
    await node.rows.query(HELD_BACK);
    const said = { yet: false };
    const { making, declining } = await node.rows.transaction(async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock(1)');
      const more = node.get(EventSeriesService).makeAhead(String(first.seriesId).replace('chhtt:', ''), noonIn(100));
      await until('the next events wait to be there', async () => (await waiting()) === 1);
      const no = answer('declineCoHost', first.id).finally(() => (said.yet = true));
      await until('the answer is given, or waits', async () => said.yet || (await waiting()) === 2);
      return { making: () => more, declining: () => no };
    });
    await making();
    expect(codesOf(await declining())).toEqual([]);
    await node.rows.query('DROP TRIGGER held_back ON event_series');
    const events = await planning.listed({ seriesId: first.seriesId });
    expect(events.length).toBeGreaterThan(27);
    for (const event of events) expect(event).toMatchObject({ coHostCodes: [], coHostRows: [{ collegeCode: 'bat', state: 'DECLINED' }] });
  });
});

/** What is made of a series is written, and is there for others once the test lets it. */
const HELD_BACK = `
  CREATE FUNCTION held_back() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock(1); RETURN NEW; END $$;
  CREATE TRIGGER held_back BEFORE UPDATE OF made_through ON event_series FOR EACH ROW EXECUTE FUNCTION held_back()`;
