import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import type { Actor } from '#identity/actor.js';
import { FleetingVowels1764000027000 } from '#node/database/migrations/1764000027000-fleeting-vowels.js';
import { EventEntity } from '#node/events/event.entity.js';
import { BootedNode } from './booted-node.js';

interface Found {
  readonly searchFeed: readonly { readonly kind: string; readonly id: string; readonly rank: number }[] | null;
}

const SEARCH = 'query ($text: String!, $first: Int) { searchFeed(text: $text, first: $first) { kind id rank } }';

describe('the search of a college', () => {
  let node: BootedNode;
  const pond = anEvent({ title: 'Субботник у Ёлочного пруда', summary: 'Собираем мусор', tags: ['экология'] });
  const equals = anEvent({ title: 'Разговор на равных', description: 'О том, как участвовать в жизни посёлка', speakers: [{ name: 'Жуков Пётр', position: null, organisation: 'Волжский завод', topic: 'Династии' }] });
  const helpers = anEvent({ title: 'Встреча добровольцев', venue: 'ДК «Нефтяник»' });
  const mention = anEvent({ title: 'Сбор отряда', description: 'Придут добровольцы из Безенчука.' });
  const network = anEvent({ title: 'Сетевой квиз', audience: 'NETWORK' });
  const college = anEvent({ title: 'Внутренний квиз', audience: 'COLLEGE' });
  const draft = anEvent({ title: 'Задуманный квиз', status: 'DRAFT' });
  const open = anEvent({ title: 'Открытый квиз' });
  const english = anEvent({ title: 'Volunteering for Beginners: мастер-класс' });
  const all = [pond, equals, helpers, mention, network, college, draft, open, english];

  beforeAll(async () => {
    node = await BootedNode.start();
    await node.rows.manager.save(all);
  });
  afterAll(() => node.stop());

  const find = async (text: string, { as, first }: { as?: Actor; first?: number } = {}) => {
    const { data, errors } = await node.ask<Found>(SEARCH, { variables: { text, first }, ...(as && { as }) });
    expect(errors).toBeUndefined();
    return (data.searchFeed ?? []).map(({ id }) => all.find((event) => id === `chhtt:${event.id}`)?.title ?? id);
  };

  it.each([
    ['добровольцами', [helpers, mention]],
    ['ДОБРОВОЛЕЦ', [helpers, mention]],
    ['елочный пруд', [pond]],
    ['ёлочные пруды', [pond]],
    ['Ёлочн', [pond]],
    ['поселках', [equals]],
    ['доброволец отряд', [mention]],
    ['отряд доброволец', [mention]],
    ['разговор равный', [equals]],
    ['«Разговор на равных»', [equals]],
    ['разговор на', [equals]],
    ['экологии', [pond]],
    ['завод династий', [equals]],
    ['нефтяник', [helpers]],
    ['volunteer', [english]],
    ['beginner', [english]],
    ['мастер-класс', [english]],
    ['мастер класс', [english]],
    ['пруд квиз', []],
    ['руд', []],
  ])('finds «%s»', async (text, expected) => {
    expect(await find(text)).toEqual(expected.map(({ title }) => title));
  });

  describe('of a word whose vowel comes and goes', () => {
    const titles = ['Кружки робототехники', 'Подросток и день отца', 'Ребёнок у реки', 'Приём бойцов', 'Огоньки на линейке', 'Песни у костра', 'Уроки мастера', 'Камень на льду', 'Осенняя выставка'];
    const events = titles.map((title) => anEvent({ title }));
    beforeAll(() => node.rows.manager.save(events));
    afterAll(() => node.rows.manager.remove(events));
    const found = async (text: string) => {
      const { data } = await node.ask<Found>(SEARCH, { variables: { text } });
      return (data.searchFeed ?? []).map(({ id }) => events.find((event) => id === `chhtt:${event.id}`)?.title ?? id);
    };

    it.each([
      ['Кружки робототехники', ['кружок', 'кружки', 'кружков', 'кружок робототехники', 'робототехника кружок']],
      ['Подросток и день отца', ['подросток', 'подростки', 'подростков', 'подростк', 'отец', 'отцы', 'отцов', 'отцом', 'день', 'дня', 'дни', 'дней', 'днями', 'подростки дня']],
      ['Ребёнок у реки', ['РЕБЁНКА', 'ребенок', 'ребёнку']],
      ['Приём бойцов', ['боец', 'бойца', 'бойцы']],
      ['Огоньки на линейке', ['огонёк', 'огонька', 'линеек', 'линейка']],
      ['Песни у костра', ['костёр', 'костры', 'песен', 'песня']],
      ['Уроки мастера', ['урок', 'уроки', 'уроков']],
      ['Камень на льду', ['камни', 'камня', 'камнями', 'лёд', 'льда']],
      ['Осенняя выставка', ['выставок', 'выставки']],
    ])('finds «%s» in every form', async (title, texts) => {
      for (const text of texts) expect([text, await found(text)]).toEqual([text, [title]]);
    });

    it('asks for no word that says nothing', async () => {
      expect(await found('наконец кружок для подростков')).toEqual([]);
      expect(await found('наконец кружок для робототехники')).toEqual(['Кружки робототехники']);
    });
  });

  it('finds what was there before in every form', async () => {
    const before = anEvent({ title: 'Рынок ремёсел' });
    await node.rows.manager.save(before);
    const migration = new FleetingVowels1764000027000();
    const run = (way: 'up' | 'down') => node.rows.transaction((tx) => migration[way](tx.queryRunner ?? node.rows.createQueryRunner()));
    await run('down');
    await run('up');
    for (const text of ['рынки', 'ремесло']) expect((await node.ask<Found>(SEARCH, { variables: { text } })).data.searchFeed).toMatchObject([{ id: `chhtt:${before.id}` }]);
    await node.rows.manager.remove(before);
  });

  it('finds a word at every letter that is typed of it', async () => {
    for (const word of ['участвовать', 'добровольцев', 'ёлочного']) {
      for (let length = 2; length <= word.length; length += 1) {
        const title = word === 'участвовать' ? equals.title : word === 'добровольцев' ? helpers.title : pond.title;
        expect([word.slice(0, length), await find(word.slice(0, length))]).toEqual([word.slice(0, length), expect.arrayContaining([title])]);
      }
    }
  });

  it('puts a title before a description, and ranks a text alike beside whatever else there is', async () => {
    expect(await find('добровольцы')).toEqual([helpers.title, mention.title]);
    const rank = async () => (await node.ask<Found>(SEARCH, { variables: { text: 'пруд', first: 100 } })).data.searchFeed?.find(({ id }) => id.endsWith(pond.id))?.rank;
    const before = await rank();
    const others = Array.from({ length: 50 }, (_, index) => anEvent({ title: `Пруд ${index}` }));
    await node.rows.manager.save(others);
    expect(before).toBeGreaterThan(0);
    expect(await rank()).toBe(before);
    await node.rows.manager.remove(others);
  });

  it('puts a title before a tag, and that before a description, however long the text', async () => {
    const long = Array.from({ length: 900 }, (_, index) => `слово${index}`).join(' ');
    const events = [
      anEvent({ title: 'Весенний паводок', description: long }),
      anEvent({ title: 'Сборы', tags: ['паводок'], description: long }),
      anEvent({ title: 'Наводнения', summary: 'Паводок' }),
      anEvent({ title: 'Сборы весенние', description: 'Паводок' }),
      anEvent({ title: 'Лекция', description: 'Паводок, паводок и паводок' }),
    ];
    await node.rows.manager.save(events);
    const places = async (text: string) =>
      ((await node.ask<Found>(SEARCH, { variables: { text } })).data.searchFeed ?? []).map(({ id }) => events.findIndex((event) => id === `chhtt:${event.id}`));
    for (const text of ['паводок', 'ПАВОДКАМИ', 'павод']) {
      const [title, ...others] = await places(text);
      expect([text, title]).toEqual([text, 0]);
      expect([text, others.slice(0, 2).sort(), others.slice(2).sort()]).toEqual([text, [1, 2], [3, 4]]);
    }
    // Of several words the one that stands furthest back decides.
    expect(await places('сбор паводок')).toEqual([1, 3]);
    expect(await places('весенний паводок')).toEqual([0, 3]);
    await node.rows.manager.remove(events);
  });

  it.each([
    ['a visitor', undefined, [open]],
    ['a partner’s system that may read events', { id: `bat:${uuid()}`, college: 'bat', roles: ['PARTNER' as const], scopes: ['events:read' as const] }, [open, network]],
    ['a partner’s system that may nothing', { id: `chhtt:${uuid()}`, college: 'chhtt', roles: ['PARTNER' as const], scopes: [] }, [open]],
    ['another college’s curator', aCurator('bat'), [open, network]],
    ['the college’s volunteer', aVolunteerActor('chhtt'), [open, network, college]],
    ['the college’s curator', aCurator('chhtt'), [open, network, college, draft]],
  ])('finds for %s what they may see', async (_who, as, expected) => {
    expect((await find('квиз', { ...(as && { as }) })).sort()).toEqual(expected.map(({ title }) => title).sort());
  });

  it('follows every change', async () => {
    const event = anEvent({ title: 'Полярная экспедиция' });
    const found = async () => (await node.ask<Found>(SEARCH, { variables: { text: 'полярный' } })).data.searchFeed?.length;
    await node.rows.manager.insert(EventEntity, event);
    expect(await found()).toBe(1);
    await node.rows.manager.update(EventEntity, { id: event.id }, { status: 'DRAFT' });
    expect(await found()).toBe(0);
    await node.rows.manager.update(EventEntity, { id: event.id }, { status: 'PUBLISHED', title: 'Южная' });
    expect(await found()).toBe(0);
    await node.rows.manager.update(EventEntity, { id: event.id }, { description: 'Полярные ночи' });
    expect(await found()).toBe(1);
    await node.rows.manager.delete(EventEntity, { id: event.id });
    expect(await found()).toBe(0);
  });

  it('gives as many as are asked for', async () => {
    expect(await find('квиз', { as: aCurator('chhtt'), first: 2 })).toHaveLength(2);
    expect(await find('квиз', { first: 0 })).toEqual([]);
    const { errors } = await node.ask<Found>(SEARCH, { variables: { text: 'квиз', first: -1 } });
    expect(errors?.map(({ extensions, message }) => [extensions.code, message])).toEqual([['BAD_USER_INPUT', 'first: must be 0 or more, and is -1']]);
  });

  it.each(['', '   ', '***', ':*', '&|!()', "'", "\\'", '""', '<->', '«»—', '😀', '()()()', '%', '--', ';'])('finds nothing in «%s», which has no word', async (text) => {
    expect(await find(text)).toEqual([]);
  });

  it.each(['квиз:*', "квиз' | 'пруд", 'квиз & открытый', '!квиз', 'квиз <-> открытый', '(квиз', 'квиз:', '\\квиз', 'кв\u00ADиз', 'кви\u0301з', '"квиз"'])('takes «%s» for words and nothing else', async (text) => {
    const found = await find(text);
    expect(found).toEqual(text.includes('пруд') ? [] : ['Открытый квиз']);
  });

  it.each([
    ['NUL', 'квиз\0', 'text: must not contain a NUL character or half of a character'],
    ['half of a character', '\uD83D', 'text: must not contain a NUL character or half of a character'],
    ['ten thousand characters', 'я'.repeat(10_000), 'text: must have at most 200 characters'],
    ['a hundred words', 'я '.repeat(100), 'text: must have at most 20 words'],
  ])('refuses %s', async (_what, text, message) => {
    const { errors } = await node.ask<Found>(SEARCH, { variables: { text } });
    expect(errors?.map((error) => [error.extensions.code, error.message])).toEqual([['BAD_USER_INPUT', message]]);
  });

  it('never fails, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
        const { data, errors } = await node.ask<Found>(SEARCH, { variables: { text } });
        // A machine that is busy with other tests may say so.
        if (errors) expect(['BAD_USER_INPUT', 'BUSY']).toContain(errors[0]?.extensions.code);
        else expect(data.searchFeed).toEqual(expect.any(Array));
      }),
      { numRuns: 200 },
    );
  });
});

describe('the search of a college with 30,000 events', () => {
  let node: BootedNode;

  beforeAll(async () => {
    node = await BootedNode.start();
    await node.rows.transaction(async (tx) => {
      await tx.query('SET LOCAL statement_timeout = 0');
      await tx.query('SET LOCAL session_replication_role = replica'); // row by row, triggers would write all else that hangs on an event
      await tx.query(MANY_EVENTS, [30_000]);
      await tx.query(THEIR_WORDS);
    });
    await node.rows.query('ANALYZE search_entry');
  });
  afterAll(() => node.stop());

  it.each([
    ['a volunteer', aVolunteerActor('chhtt')],
    ['a partner’s curator, who may be asked to hold some together', aCurator('bat')],
  ])('is answered %s from an index', async (_who, as) => {
    const sent = await node.sentStatementsOf(() => node.ask<Found>(SEARCH, { variables: { text: 'субботник 7042' }, as }));
    const { sql, values } = sent.find((each) => each.sql.includes('search_entry'))!;
    const plan: { 'QUERY PLAN': string }[] = await node.rows.query(`EXPLAIN ${sql}`, [...values]);
    expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('Bitmap Index Scan on search_entry_by_words');
  });

  it('answers in time what is found everywhere', async () => {
    const { data, errors } = await node.ask<Found>(SEARCH, { variables: { text: 'с' } });
    expect(errors).toBeUndefined();
    expect(data.searchFeed).toHaveLength(20);
  });
});

const MANY_EVENTS = `
  INSERT INTO event (id, title, description, kind, format, status, audience, starts_at, ends_at, time_zone)
  SELECT gen_random_uuid(), 'Субботник ' || number, 'Собираемся у входа и вместе убираем сквер номер ' || number % 977, 'SERVICE', 'ONSITE', 'PUBLISHED', 'PUBLIC',
         now() + number * interval '1 hour', now() + (number + 2) * interval '1 hour', 'Europe/Samara'
  FROM generate_series(1, $1) AS number`;

/** As the trigger writes them. */
const THEIR_WORDS = `
  INSERT INTO search_entry (id, kind, circle, words)
  SELECT id, 'EVENT', event_circle(audience, status), search_words(title, '', description) FROM event`;
