import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { encodeCursor, eventKey } from '#contract/event-key.js';
import { v7 as uuid } from 'uuid';
import type { Actor } from '#identity/actor.js';
import { RemotePlaceEntity } from '#node/events/remote-place.entity.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aRegistration } from '#support/factories/registration.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { BootedNode } from './booted-node.js';

interface Feed {
  readonly items: readonly { readonly key: string; readonly event: { readonly title: string } }[];
  readonly hasNextPage: boolean;
  readonly totalCount: number;
}

describe('events of a college', () => {
  let node: BootedNode;
  const day = (ordinal: number) => new Date(Date.UTC(2026, 3, ordinal, 6));
  const network = anEvent({ title: 'Сетевой', startsAt: day(2), audience: 'NETWORK', kind: 'SEMINAR', format: 'ONLINE', tags: ['Отчётная встреча'] });
  const college = anEvent({ title: 'Внутренний', startsAt: day(3), audience: 'COLLEGE' });
  const draft = anEvent({ title: 'Черновик', startsAt: day(4), status: 'DRAFT' });
  const forum = anEvent({ title: '100%_скидка\\', startsAt: day(5), kind: 'FORUM', meetingUrl: 'https://meet.example/1' });
  const session = anEvent({ title: 'Сессия', startsAt: day(6), partOfId: forum.id, summary: 'О мотивации' });
  /** The first by start, and the last by id. */
  const pub = anEvent({ title: 'Открытый', startsAt: day(1), tags: ['экология', 'берег'], capacity: 2 });
  const volunteer = aVolunteer();

  beforeAll(async () => {
    node = await BootedNode.start();
    const { manager } = node.rows;
    await manager.save([pub, network, college, draft, forum]);
    await manager.save([session, volunteer]);
    await manager.save([
      aRegistration({ event: pub, volunteer, home: 'chhtt' }),
      aRegistration({ event: pub, volunteer: { id: uuid() }, home: 'bat' }, { status: 'ATTENDED', minutes: 60 }),
      aRegistration({ event: pub, volunteer: { id: uuid() }, home: 'bat' }, { status: 'WAITLISTED' }),
      aRegistration({ event: forum, volunteer, home: 'chhtt' }),
    ]);
  });
  afterAll(() => node.stop());

  const titles = async (filter: object, as: Actor | null = null) => {
    const { data, errors } = await node.ask<{ eventFeed: Feed }>(
      'query ($filter: EventFilter) { eventFeed(filter: $filter) { items { event { title } } } }',
      { variables: { filter }, ...(as && { as }) },
    );
    expect(errors).toBeUndefined();
    return data.eventFeed.items.map(({ event }) => event.title);
  };

  it.each([
    ['a visitor', undefined, ['Открытый', '100%_скидка\\', 'Сессия']],
    ['a partner college’s curator', aCurator('bat'), ['Открытый', 'Сетевой', '100%_скидка\\', 'Сессия']],
    ['the host’s volunteer', aVolunteerActor('chhtt'), ['Открытый', 'Сетевой', 'Внутренний', '100%_скидка\\', 'Сессия']],
    [
      'the host’s curator',
      aCurator('chhtt'),
      ['Открытый', 'Сетевой', 'Внутренний', 'Черновик', '100%_скидка\\', 'Сессия'],
    ],
  ])('shows %s what they may see, by start', async (_who, actor, expected) => {
    expect(await titles({}, actor)).toEqual(expected);
  });

  it.each([
    [{ from: '2026-04-02T06:00:00Z', to: '2026-04-04T06:00:00Z' }, ['Сетевой', 'Внутренний']],
    [{ from: '2026-04-02T10:00:00+04:00', to: '2026-04-02T10:00:01+04:00' }, ['Сетевой']],
    [{ kinds: ['SEMINAR', 'FORUM'] }, ['Сетевой', '100%_скидка\\']],
    [{ kinds: [] }, []],
    [{ formats: ['ONLINE'] }, ['Сетевой']],
    [{ tags: ['берег', 'иное'] }, ['Открытый']],
    [{ tags: [' БЕРЕГ '] }, ['Открытый']],
    [{ tags: ['Отчетная Встреча'] }, ['Сетевой']],
    [{ tags: ['отче\u0308тная встреча'] }, ['Сетевой']],
    [{ tags: ['бер'] }, []],
    [{ text: 'мотиваци' }, ['Сессия']],
    [{ text: 'на 100% скидку' }, ['100%_скидка\\']],
    [{ text: '100%_СК' }, ['100%_скидка\\']],
    [{ text: '0%_с' }, []],
    [{ text: 'скидка\\' }, ['100%_скидка\\']],
    [{ text: '_' }, []],
    [{ text: '' }, 6],
    [{ colleges: ['bat'] }, []],
    [{ colleges: ['bat', 'chhtt'], text: 'Черн' }, ['Черновик']],
    [{ withFreePlaces: true }, ['Сетевой', 'Внутренний', 'Черновик', '100%_скидка\\', 'Сессия']],
    [{ withFreePlaces: false, kinds: null, text: null }, 6],
  ])('filters by %j', async (filter, expected) => {
    const found = await titles(filter, aCurator('chhtt'));
    expect(typeof expected === 'number' ? found.length : found).toEqual(expected);
  });

  it('a place that is kept for others is not free; one that is kept for the asker’s college is, as long as it is not taken', async () => {
    const day = { startsAt: new Date('2026-06-01T06:00:00Z'), format: 'HYBRID', capacity: 2 } as const;
    const [kept, taken, partly] = [anEvent({ ...day, title: 'Хранит' }), anEvent({ ...day, title: 'Отдал' }), anEvent({ ...day, title: 'Хранит одно' })];
    await node.rows.manager.save([kept, taken, partly]);
    await node.rows.manager.save(RemotePlaceEntity, [
      { eventId: kept.id, collegeCode: 'bat', places: 2 },
      { eventId: taken.id, collegeCode: 'bat', places: 1 },
      { eventId: partly.id, collegeCode: 'bat', places: 1 },
    ]);
    await node.rows.manager.save(aRegistration({ event: taken, volunteer: { id: uuid() }, home: 'bat' }, { format: 'ONLINE' }));
    const free = (actor: Actor | null) => titles({ withFreePlaces: true, from: '2026-05-31T00:00:00Z', to: '2026-06-02T00:00:00Z' }, actor);
    expect((await free(aVolunteerActor('bat'))).sort()).toEqual(['Отдал', 'Хранит', 'Хранит одно']);
    for (const actor of [aVolunteerActor('chhtt'), aCurator('kpk'), null]) expect((await free(actor)).sort()).toEqual(['Отдал', 'Хранит одно']);
    await node.rows.manager.save(aRegistration({ event: partly, volunteer: { id: uuid() }, home: 'chhtt' }, {}));
    expect((await free(aVolunteerActor('bat'))).sort()).toEqual(['Отдал', 'Хранит', 'Хранит одно']);
    for (const actor of [aVolunteerActor('chhtt'), null]) expect(await free(actor)).toEqual(['Отдал']);
    await node.rows.query('DELETE FROM registration WHERE event_id = ANY($1)', [[taken.id, partly.id]]);
    await node.rows.manager.remove([kept, taken, partly]);
  });

  it('has taken place from its end on, wherever it is read, though nobody wrote that down', async () => {
    const ended = anEvent({ title: 'Прошёл', startsAt: new Date(Date.now() - 7_200_000), endsAt: new Date(Date.now() - 1) });
    const events = [ended, anEvent({ title: 'Идёт', startsAt: new Date(Date.now() - 3_600_000) })];
    await node.rows.manager.save(events);
    const { data } = await node.ask<{ feed: { items: { event: object }[] } }>(
      `{ feed: eventFeed(filter: { from: "${new Date(Date.now() - 8_000_000).toISOString()}" }) { items { event { title status } } }
         one: event(id: "chhtt:${ended.id}") { status }
         _entities(representations: [{ __typename: "Event", id: "chhtt:${ended.id}" }]) { ... on Event { status } }
         changes(college: "chhtt", first: 100) { changes { event { title status } } } }`,
      { as: aCurator('chhtt') },
    );
    expect(data).toMatchObject({
      feed: { items: [{ event: { title: 'Прошёл', status: 'COMPLETED' } }, { event: { title: 'Идёт', status: 'PUBLISHED' } }] },
      one: { status: 'COMPLETED' },
      _entities: [{ status: 'COMPLETED' }],
      changes: { changes: expect.arrayContaining([{ event: { title: 'Прошёл', status: 'COMPLETED' } }, { event: { title: 'Идёт', status: 'PUBLISHED' } }]) },
    });
    expect(await node.rows.query('SELECT status FROM event WHERE id = $1', [ended.id])).toEqual([{ status: 'PUBLISHED' }]);
    const outcome = await node.ask(`mutation { recordOutcome(eventId: "chhtt:${ended.id}", outcome: "Собрали мешок") { status outcome } }`, { as: aCurator('chhtt') });
    expect(outcome).toEqual({ data: { recordOutcome: { status: 'COMPLETED', outcome: 'Собрали мешок' } } });
    await node.rows.manager.remove(events);
  });

  it('row 54: takes what looks like SQL for text', async () => {
    for (const text of [`'; DROP TABLE event; --`, `' OR '1'='1`, `%' OR true --`]) {
      expect(await titles({ text })).toEqual([]);
      expect(await titles({ tags: [text], colleges: ['chhtt'] })).toEqual([]);
      expect(await titles({ colleges: [text] })).toEqual([]);
    }
    expect(await titles({})).toHaveLength(3);
  });

  it.each([
    [{ text: 'a\0b' }, 'filter.text'],
    [{ text: 'я'.repeat(201) }, 'filter.text'],
    [{ tags: ['a\0b'] }, 'filter.tags'],
    [{ tags: Array.from({ length: 101 }, String) }, 'filter.tags'],
  ])('refuses a filter that it cannot use and names the argument: %#', async (filter, argument) => {
    const { errors } = await node.ask('query ($f: EventFilter) { eventFeed(filter: $f) { totalCount } }', {
      variables: { f: filter },
    });
    expect(errors).toEqual([expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } })]);
    expect(errors?.[0]?.message).toMatch(argument);
  });

  it('says how an event stands: places, waiting list, parts and the whole', async () => {
    const { data, errors } = await node.ask<{ pub: object; forum: object }>(
      `query ($pub: ID!, $forum: ID!) {
        pub: event(id: $pub) { id host { code timeZone } placesTaken waitingCount capacity startsAt parts { id } partOf { id } }
        forum: event(id: $forum) { parts { title partOf { title } } meetingUrl }
      }`,
      { variables: { pub: `chhtt:${pub.id}`, forum: `chhtt:${forum.id}` } },
    );
    expect(errors).toBeUndefined();
    expect(data.pub).toEqual({
      id: `chhtt:${pub.id}`,
      host: { code: 'chhtt', timeZone: 'Europe/Samara' },
      placesTaken: 2,
      waitingCount: 1,
      capacity: 2,
      startsAt: '2026-04-01T06:00:00.000Z',
      parts: [],
      partOf: null,
    });
    expect(data.forum).toEqual({ parts: [{ title: 'Сессия', partOf: { title: forum.title } }], meetingUrl: null });
  });

  it('tells where to meet online to those who hold a place, and to the host’s staff', async () => {
    const ask = async (as: ReturnType<typeof aCurator>) =>
      (await node.ask<{ event: { meetingUrl: string | null } }>(`{ event(id: "chhtt:${forum.id}") { meetingUrl } }`, { as })).data.event
        .meetingUrl;
    expect(await ask(aVolunteerActor('chhtt', volunteer))).toBe('https://meet.example/1');
    expect(await ask(aCurator('chhtt'))).toBe('https://meet.example/1');
    expect(await ask(aVolunteerActor('chhtt'))).toBeNull();
    expect(await ask(aCurator('bat'))).toBeNull();
  });

  it.each([`chhtt:${uuid()}`, `bat:${pub.id}`, pub.id, 'chhtt:1', 'chhtt:' + college.id, "chhtt:' OR 1=1"])(
    'knows nothing of %s',
    async (id) => {
      const query = `query ($id: ID!, $r: [_Any!]!) { event(id: $id) { title } _entities(representations: $r) { ... on Event { title } } }`;
      const { data, errors } = await node.ask(query, { variables: { id, r: [{ __typename: 'Event', id }] } });
      expect(data).toEqual({ event: null, _entities: [null] });
      expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual(
        expect.arrayContaining([
          [['event'], 'NOT_FOUND'],
          [['_entities', 0], 'NOT_FOUND'],
        ]),
      );
    },
  );

  it('takes ids in upper case, and answers in lower case', async () => {
    const id = `chhtt:${pub.id.toUpperCase()}`;
    const { data, errors } = await node.ask('query ($id: ID!, $r: [_Any!]!) { event(id: $id) { id } _entities(representations: $r) { ... on Event { id } } }', {
      variables: { id, r: [{ __typename: 'Event', id }] },
    });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ event: { id: `chhtt:${pub.id}` }, _entities: [{ id: `chhtt:${pub.id}` }] });
  });

  it('pages through by cursor, whoever gave it', async () => {
    const key = (at: Date, id: string) => encodeCursor(eventKey(at, id));
    const after = async (cursor: string) => {
      const { data } = await node.ask<{ eventFeed: Feed }>(
        'query ($after: String) { eventFeed(first: 1, after: $after) { items { key event { title } } hasNextPage totalCount } }',
        { variables: { after: cursor } },
      );
      return data.eventFeed;
    };
    const next = await after(key(pub.startsAt, `chhtt:${pub.id}`));
    expect(next).toEqual({
      items: [{ key: `${forum.startsAt.toISOString()}|chhtt:${forum.id}`, event: { title: forum.title } }],
      hasNextPage: true,
      totalCount: 3,
    });
    // At the same moment every id of ours stands behind `bat:` and `chhts:` and before `chhtt2…`: the colon decides.
    expect((await after(key(forum.startsAt, `bat:${uuid()}`))).items[0]?.event.title).toBe(forum.title);
    expect((await after(key(forum.startsAt, `chhtt2:${uuid()}`))).items[0]?.event.title).toBe(forum.title);
    expect((await after(key(forum.startsAt, `kpk:${uuid()}`))).items[0]?.event.title).toBe('Сессия');
    expect((await after(key(session.startsAt, `chhtt:${session.id}`))).items).toEqual([]);
  });

  it.each(['', 'nonsense', encodeCursor('2026-04-01T06:00:00.000Z|chhtt:1'), encodeCursor(`+050000-01-01T00:00:00.000Z|chhtt:${uuid()}`)])(
    'refuses the cursor %j and names the argument',
    async (after) => {
      const { errors } = await node.ask(
        `query ($after: String, $r: [_Any!]!) {
          eventFeed(after: $after) { totalCount }
          _entities(representations: $r) { ... on College { events(after: $after) { totalCount } } }
        }`,
        { variables: { after, r: [{ __typename: 'College', code: 'chhtt' }] } },
      );
      expect(errors?.map(({ extensions }) => extensions.code)).toContain('BAD_USER_INPUT');
      expect(errors?.[0]?.message).toMatch(/^after: /);
    },
  );
});
