import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { v7 as uuid } from 'uuid';
import { decodeCursor, encodeCursor, eventKey } from '#contract/event-key.js';
import { EventEntity } from '#node/events/event.entity.js';
import { OfferEntity } from '#node/offers/offer.entity.js';
import { PersonEntity } from '#node/people/person.entity.js';
import { AdoptionEntity } from '#node/practices/adoption.entity.js';
import { PracticeEntity } from '#node/practices/practice.entity.js';
import { RemotePlaceEntity } from '#node/events/remote-place.entity.js';
import { backupOf, restore } from '#support/database.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { anOffer } from '#support/factories/offer.factory.js';
import { aPerson } from '#support/factories/person.factory.js';
import { aPractice, anAdoption } from '#support/factories/practice.factory.js';
import { until } from '#support/until.js';
import { BootedNode } from './booted-node.js';
import { FollowedFeed } from './followed-feed.js';

describe('the changes of a college', () => {
  let node: BootedNode;
  const rows = () => node.rows.manager;
  const change = (event: EventEntity, changes: Partial<Omit<EventEntity, 'partOf' | 'speakers' | 'materials'>>) => rows().update(EventEntity, { id: event.id }, changes);

  beforeAll(async () => {
    node = await BootedNode.start();
  });
  afterAll(() => node.stop());

  it('are all there is, and then what became of it', async () => {
    const [one, two] = [anEvent({ title: 'Первое' }), anEvent({ title: 'Второе' })];
    await rows().insert(EventEntity, one);
    await rows().insert(EventEntity, two);
    const feed = new FollowedFeed();
    const startedAt = Date.now();
    await feed.follow(node);
    expect(feed.titles).toEqual(['Второе', 'Первое']);
    expect(await feed.follow(node)).toEqual([]);

    await change(two, { title: 'Второе, в снегу' });
    await change(one, { title: 'Первое, в дождь' });
    await change(one, { title: 'Первое, под зонтом' });
    const told = await feed.follow(node);
    expect(told.map(({ id, kind, deleted, event }) => [id, kind, deleted, event?.title])).toEqual([
      [`chhtt:${two.id}`, 'EVENT', false, 'Второе, в снегу'],
      [`chhtt:${one.id}`, 'EVENT', false, 'Первое, под зонтом'],
    ]);
    for (const { changedAt } of told) expect(Math.abs(Date.parse(changedAt) - startedAt)).toBeLessThan(60_000);

    await rows().delete(EventEntity, { id: one.id });
    expect((await feed.follow(node)).map(({ id, deleted, event }) => [id, deleted, event])).toEqual([[`chhtt:${one.id}`, true, null]]);
    await change(two, { capacity: null });
    expect(await feed.follow(node)).toEqual([]);
    await rows().insert(RemotePlaceEntity, { eventId: two.id, collegeCode: 'bat', places: 3 });
    expect(await feed.follow(node)).toHaveLength(1);
    expect(feed.resets).toBe(0);
    await rows().delete(EventEntity, { id: two.id });
  });

  it('show each what they may see, and nobody that there is something they never saw', async () => {
    const visitor = new FollowedFeed();
    const partner = new FollowedFeed(aCurator('bat'));
    const volunteer = new FollowedFeed(aVolunteerActor('chhtt'));
    const staff = new FollowedFeed(aCurator('chhtt'));
    const everybody = [visitor, partner, volunteer, staff];
    const told = async () => Promise.all(everybody.map(async (feed) => (await feed.follow(node)).map(({ deleted }) => (deleted ? 'gone' : 'there')).join()));
    await told();

    const event = anEvent({ status: 'DRAFT', audience: 'NETWORK' });
    await rows().insert(EventEntity, event);
    expect(await told()).toEqual(['', '', '', 'there']);
    await change(event, { title: 'Готовится' });
    expect(await told()).toEqual(['', '', '', 'there']);
    await change(event, { status: 'PUBLISHED' });
    expect(await told()).toEqual(['', 'there', 'there', 'there']);
    await change(event, { audience: 'PUBLIC' });
    expect(await told()).toEqual(['there', 'there', 'there', 'there']);
    await change(event, { audience: 'COLLEGE' });
    expect(await told()).toEqual(['gone', 'gone', 'there', 'there']);
    await change(event, { title: 'Между собой' });
    expect(await told()).toEqual(['', '', 'there', 'there']);
    await rows().delete(EventEntity, { id: event.id });
    expect(await told()).toEqual(['', '', 'gone', 'gone']);
    expect((await new FollowedFeed().follow(node)).filter(({ id }) => id.endsWith(event.id)).map(({ deleted }) => deleted)).toEqual([true]);
  });

  it('are of who wrote a practice, where they become named or are not any more', async () => {
    const author = aPerson({ role: 'CURATOR', displayName: 'Вера Н.' });
    const practice = aPractice({ authorId: author.id });
    await rows().insert(PersonEntity, author);
    await rows().insert(PracticeEntity, practice);
    const feed = new FollowedFeed();
    await feed.follow(node);
    const as = { ...aCurator('chhtt'), id: `chhtt:${author.id}` };
    for (const publish of [true, false]) {
      await node.ask('mutation ($publish: Boolean!) { publishName(publish: $publish) { id } }', { as, variables: { publish } });
      expect((await feed.follow(node)).map(({ id }) => id)).toEqual([`chhtt:${practice.id}`]);
      await node.ask('mutation ($publish: Boolean!) { publishName(publish: $publish) { id } }', { as, variables: { publish } });
      expect(await feed.follow(node)).toEqual([]);
    }
    await rows().delete(PracticeEntity, { id: practice.id });
    await rows().delete(PersonEntity, { id: author.id });
  });

  it('are of practices and offers, too', async () => {
    const visitor = new FollowedFeed();
    const scoped = new FollowedFeed({ id: `bat:${uuid()}`, college: 'bat', roles: ['PARTNER'], scopes: ['events:read'] });
    const partner = new FollowedFeed(aCurator('bat'));
    const told = async () => Promise.all([visitor, scoped, partner].map(async (feed) => (await feed.follow(node)).map(({ kind, deleted }) => `${kind}${deleted ? ' gone' : ''}`).join()));
    await told();

    const practice = aPractice();
    const offer = anOffer();
    await rows().insert(PracticeEntity, practice);
    expect(await told()).toEqual(['PRACTICE', 'PRACTICE', 'PRACTICE']);
    await rows().insert(AdoptionEntity, anAdoption(practice, 'bat'));
    expect(await told()).toEqual(['PRACTICE', 'PRACTICE', 'PRACTICE']);
    await rows().update(PracticeEntity, { id: practice.id }, { withdrawnAt: new Date() });
    expect(await told()).toEqual(['PRACTICE gone', 'PRACTICE gone', 'PRACTICE gone']);
    await rows().insert(OfferEntity, offer);
    expect(await told()).toEqual(['', '', 'OFFER']);
    await rows().update(OfferEntity, { id: offer.id }, { status: 'CLOSED' });
    expect(await told()).toEqual(['', '', 'OFFER']);
    await rows().delete(OfferEntity, { id: offer.id });
    expect(await told()).toEqual(['', '', 'OFFER gone']);
  });

  it('begin anew for whoever sees other things than the cursor’s reader', async () => {
    const hidden = anEvent({ title: 'Для сети', audience: 'NETWORK' });
    await rows().insert(EventEntity, hidden);
    const feed = new FollowedFeed();
    await feed.follow(node);
    const raised = new FollowedFeed(aCurator('bat'));
    raised.cursor = feed.cursor;
    await raised.follow(node);
    expect(raised.resets).toBe(1);
    expect(raised.titles).toContain('Для сети');
  });

  it('come in pages, whatever happens between them', async () => {
    const events = Array.from({ length: 7 }, (_, index) => anEvent({ title: `Страница ${index}` }));
    await rows().insert(EventEntity, events);
    const feed = new FollowedFeed();
    const first = await feed.step(node, 2);
    expect([first.changes.length, first.hasMore]).toEqual([2, true]);
    const [changed, removed] = events;
    if (changed) await change(changed, { title: 'Страница, загнутая' });
    if (removed) await rows().delete(EventEntity, { id: removed.id });
    await feed.follow(node, 2);
    expect(feed.titles.filter((title) => title.startsWith('Страница'))).toEqual(['Страница 2', 'Страница 3', 'Страница 4', 'Страница 5', 'Страница 6', 'Страница, загнутая'].sort());
    expect((await feed.step(node, 0)).changes).toEqual([]);
  });

  it.each([
    ['what is no cursor', 'abc'],
    ['a cursor of another list', encodeCursor(eventKey(new Date(), `chhtt:${uuid()}`))],
    ['a cursor that somebody edited', encodeCursor("changes|WORLD|1' OR 1=1|")],
    ['a circle that there is not', encodeCursor('changes|ALL||')],
    ['a mark that is none', encodeCursor(`changes|WORLD|${'9'.repeat(30)}|${uuid()}`)],
    ['a mark too many', encodeCursor(`changes|WORLD|${uuid()}|${uuid()}|${uuid()}`)],
  ])('refuse %s', async (_what, cursor) => {
    const feed = new FollowedFeed();
    feed.cursor = cursor;
    await expect(feed.step(node)).rejects.toThrow('after: is not a cursor that this feed gave');
  });

  it('are marks alone: no number in one tells how much there is that its reader may not see', async () => {
    const feed = new FollowedFeed();
    const { cursor } = await feed.step(node, 1);
    const mark = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
    expect(decodeCursor(cursor)).toMatch(new RegExp(`^changes\\|WORLD\\|${mark}\\|${mark}$`));
  });

  it('refuse another college, and a page of less than nothing', async () => {
    const ask = async (query: string) => (await node.ask(query)).errors?.map(({ extensions }) => extensions.code);
    expect(await ask('{ changes(college: "bat") { cursor } }')).toEqual(['NOT_FOUND']);
    expect(await ask('{ changes(college: "chhtt", first: -1) { cursor } }')).toEqual(['BAD_USER_INPUT']);
  });
});

describe('a transaction that commits late', () => {
  let node: BootedNode;
  const slow = anEvent({ title: 'Медленное' });
  const quick = anEvent({ title: 'Быстрое' });

  beforeAll(async () => {
    node = await BootedNode.start();
    await node.rows.manager.insert(EventEntity, [slow, quick]);
  });
  afterAll(() => node.stop());

  const connected = async () => {
    const client = new pg.Client({ connectionString: node.database.url });
    await client.connect();
    return client;
  };

  it('is told when it has committed, behind what committed before it', async () => {
    const [late, early] = [await connected(), await connected()];
    const feed = new FollowedFeed();
    await feed.follow(node);
    await late.query('BEGIN');
    await late.query('UPDATE event SET title = $1 WHERE id = $2', ['Медленное, изменено', slow.id]);
    await early.query('UPDATE event SET title = $1 WHERE id = $2', ['Быстрое, изменено', quick.id]);
    expect((await feed.follow(node)).map(({ event }) => event?.title)).toEqual(['Быстрое, изменено']);
    await late.query('COMMIT');
    expect((await feed.follow(node)).map(({ event }) => event?.title)).toEqual(['Медленное, изменено']);
    await Promise.all([late.end(), early.end()]);
  });

  it('lets nobody past it who would commit with a later position', async () => {
    const [late, early] = [await connected(), await connected()];
    const feed = new FollowedFeed();
    await feed.follow(node);
    await late.query('BEGIN');
    await late.query('UPDATE event SET title = $1 WHERE id = $2', ['Медленное, опять', slow.id]);
    await late.query('SET CONSTRAINTS ALL IMMEDIATE');
    const committed = early.query('UPDATE event SET title = $1 WHERE id = $2', ['Быстрое, опять', quick.id]);
    await until('it waits', async () => (await node.rows.query<unknown[]>(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)).length > 0);
    expect(await feed.follow(node)).toEqual([]);
    await late.query('COMMIT');
    await committed;
    expect((await feed.follow(node)).map(({ event }) => event?.title)).toEqual(['Медленное, опять', 'Быстрое, опять']);
    await Promise.all([late.end(), early.end()]);
  });

  it('is never skipped by a reader who asks all the while', async () => {
    const events = Array.from({ length: 12 }, (_, index) => anEvent({ title: `Гонка ${index}` }));
    await node.rows.manager.insert(EventEntity, events);
    const feed = new FollowedFeed();
    const writing = Array.from({ length: 6 }, async (_, writer) => {
      const client = await connected();
      for (let round = 0; round < 25; round += 1) {
        const event = events[(writer * 7 + round * 5) % events.length];
        await client.query('BEGIN');
        await client.query('UPDATE event SET title = $1 WHERE id = $2', [`Гонка ${writer}.${round}`, event?.id]);
        if (round % 2 === 0) await client.query('SET CONSTRAINTS ALL IMMEDIATE');
        await client.query('SELECT pg_sleep($1)', [((writer + round) % 4) / 200]);
        await client.query(round % 6 === 5 ? 'ROLLBACK' : 'COMMIT');
      }
      await client.end();
    });
    const end = new AbortController();
    const written = Promise.all(writing).finally(() => end.abort());
    while (!end.signal.aborted) await feed.follow(node, 3);
    await written;
    await feed.follow(node, 3);
    expect(feed.titles).toEqual((await node.rows.manager.find(EventEntity)).map(({ title }) => title).sort());
    expect(feed.resets).toBe(0);
  });
});

describe('a database restored from a backup', () => {
  it('brings everybody who follows to what the college has now', async () => {
    const before = await BootedNode.start();
    const kept = Array.from({ length: 5 }, (_, index) => anEvent({ title: `Было ${index}` }));
    await before.rows.manager.insert(EventEntity, kept);
    const [upToDate, halfway, passing, ahead, staff, fresh] = [new FollowedFeed(), new FollowedFeed(), new FollowedFeed(), new FollowedFeed(), new FollowedFeed(aCurator('chhtt')), new FollowedFeed()];
    await upToDate.follow(before);
    await halfway.step(before, 2);
    await before.leave();
    const backup = await backupOf(before.database);

    const lost = await BootedNode.start({ beside: before });
    await lost.rows.manager.insert(EventEntity, anEvent({ title: 'Потеряно' }));
    await lost.rows.manager.update(EventEntity, { id: kept[0]?.id ?? '' }, { title: 'Переименовано и потеряно' });
    await lost.rows.manager.delete(EventEntity, { id: kept[1]?.id ?? '' });
    await Promise.all([ahead, staff].map((feed) => feed.follow(lost)));
    // It stops at what the backup has too, behind which it waits for what the backup has before it.
    const passed = await passing.step(lost, 2);
    expect(passed.changes.map(({ event }) => event?.title)).toEqual(['Было 2', 'Было 3']);
    const positions = await lastPosition(lost);
    await lost.leave();
    await restore(before.database, backup);

    const after = await BootedNode.start({ beside: before });
    await after.rows.manager.insert(EventEntity, anEvent({ title: 'Ново' }));
    await after.rows.manager.update(EventEntity, { id: kept[2]?.id ?? '' }, { title: 'Переименовано' });
    await after.rows.manager.delete(EventEntity, { id: kept[3]?.id ?? '' });
    expect(await lastPosition(after)).toBe(positions);

    for (const feed of [upToDate, halfway, passing, ahead, staff, fresh]) {
      await feed.follow(after, 2);
      expect(feed.titles).toEqual(['Было 0', 'Было 1', 'Было 4', 'Ново', 'Переименовано']);
    }
    expect([upToDate, halfway, passing, ahead, staff, fresh].map(({ resets }) => resets)).toEqual([0, 0, 1, 1, 1, 0]);
    await after.stop();
    await backup.drop();
  });

  const lastPosition = async (node: BootedNode): Promise<string> => {
    const [row]: { last: string }[] = await node.rows.query('SELECT max(position) AS last FROM change_mark');
    return row?.last ?? '';
  };
});

describe('the changes of a college with 30,000 events', () => {
  let node: BootedNode;

  beforeAll(async () => {
    node = await BootedNode.start();
    await node.rows.transaction(async (tx) => {
      await tx.query('SET LOCAL statement_timeout = 0');
      await tx.query('SET LOCAL session_replication_role = replica'); // row by row, triggers would write all else that hangs on an event
      await tx.query(MANY_EVENTS, [30_000]);
      await tx.query(THEIR_MARKS);
      await tx.query(THEIR_CHANGES);
    });
    await node.rows.query('ANALYZE change_entry; ANALYZE change_mark');
  });
  afterAll(() => node.stop());

  it('are read from indexes', async () => {
    const feed = new FollowedFeed();
    await feed.step(node);
    const statements = await node.statementsOf(() => feed.step(node));
    const about = (text: string) => statements.filter((each) => each.includes(text));
    expect(about('REPEATABLE READ')).toHaveLength(1);
    expect(about('SELECT position FROM change_mark')).toHaveLength(1);
    expect(about('change_mark ORDER BY')).toHaveLength(1);
    expect(about('JOIN change_mark')).toHaveLength(1);
    expect(about('FROM "event"')).toHaveLength(1);
    const plan = async (statement: string | undefined, values: unknown[]) => {
      const lines: { 'QUERY PLAN': string }[] = await node.rows.query(`EXPLAIN ${statement}`, values);
      return lines.map((line) => line['QUERY PLAN']).join('\n');
    };
    const [reached, newest, page] = [
      await plan(about('SELECT position FROM change_mark')[0], [uuid(), uuid()]),
      await plan(about('change_mark ORDER BY')[0], []),
      await plan(about('JOIN change_mark')[0], ['WORLD', '15000', 101]),
    ];
    expect(reached.match(/using change_mark_by_mark/g)).toHaveLength(2);
    expect(newest).toContain('Index Scan Backward using change_mark_pkey');
    expect(`${reached}${newest}`).not.toContain('Seq Scan');
    expect(page).toContain('Index Scan using change_entry_in_order');
    expect(page).not.toMatch(/Seq Scan|Sort/);
  });
});

const MANY_EVENTS = `
  INSERT INTO event (id, title, kind, format, status, audience, starts_at, ends_at, time_zone)
  SELECT gen_random_uuid(), 'Субботник ' || number, 'SERVICE', 'ONSITE', 'PUBLISHED', 'PUBLIC',
         now() + number * interval '1 hour', now() + (number + 2) * interval '1 hour', 'Europe/Samara'
  FROM generate_series(1, $1) AS number`;

/** As the trigger writes them, one after the other. */
const THEIR_MARKS = 'INSERT INTO change_mark (mark) SELECT gen_random_uuid() FROM event';
const THEIR_CHANGES = `
  INSERT INTO change_entry (object_id, circle, kind, position, changed_at)
  SELECT id, circle, 'EVENT', position, clock_timestamp()
  FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM event) AS event
  JOIN (SELECT position, row_number() OVER (ORDER BY position) AS place FROM change_mark) AS mark USING (place)
  CROSS JOIN unnest(ARRAY['WORLD', 'PARTNERS', 'NETWORK', 'COLLEGE', 'STAFF']) AS circle`;
