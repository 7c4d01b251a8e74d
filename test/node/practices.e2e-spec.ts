import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { encodeCursor, eventKey } from '#contract/event-key.js';
import { globalId } from '#contract/ids.js';
import { PRACTICE_TEXT } from '#contract/limits.js';
import type { Actor } from '#identity/actor.js';
import { edited } from '#support/edited.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { aPerson } from '#support/factories/person.factory.js';
import { aPractice, anAdoption } from '#support/factories/practice.factory.js';
import { BootedNode } from './booted-node.js';

interface Practice {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly tags: readonly string[];
  readonly materials: readonly { readonly title: string; readonly url: string }[];
  readonly author: { readonly displayName: string } | null;
  readonly withdrawnAt: string | null;
  readonly adoptionRows: readonly { readonly collegeCode: string; readonly outcome: string | null }[];
}

const FIELDS = 'id title body tags materials { title url } author { displayName } withdrawnAt adoptionRows { collegeCode outcome }';

describe('practices of a college', () => {
  let node: BootedNode;
  const day = (ordinal: number) => new Date(Date.UTC(2026, 3, ordinal, 6));
  const named = aPerson({ displayName: 'Ольга В.', publishName: true });
  const unnamed = aPerson({ displayName: 'Ирина П.' });
  const old = aPractice({ title: 'Старая', publishedAt: day(1), tags: ['река'], body: 'про берег 100%', authorId: named.id });
  const twins = [1, 2].map((index) => aPractice({ title: `Близнец ${index}`, publishedAt: day(2), authorId: unnamed.id }));
  const fresh = aPractice({ title: 'Новая', publishedAt: day(3), tags: ['лес', 'река'] });
  const gone = aPractice({ title: 'Снятая', publishedAt: day(4), withdrawnAt: day(5) });
  const curator = aCurator('chhtt', { id: globalId('chhtt', named.id) });

  beforeAll(async () => {
    node = await BootedNode.start();
    for (const row of [named, unnamed, old, ...twins, fresh, gone, anAdoption(old, 'hgt', { outcome: 'Прижилось' })]) await node.rows.manager.insert(row.constructor, row);
  });
  afterAll(() => node.stop());

  const feed = async (args: string) => {
    const { data, errors } = await node.ask<{ practiceFeed: { items: { key: string; practice: { title: string } }[]; hasNextPage: boolean; totalCount: number } }>(
      `{ practiceFeed(${args}) { items { key practice { title } } hasNextPage totalCount } }`,
    );
    expect(errors).toBeUndefined();
    return { ...data.practiceFeed, titles: data.practiceFeed.items.map(({ practice }) => practice.title) };
  };
  const deed = async (text: string, as: Actor, variables = {}) => {
    const { data, errors } = await node.ask<{ deed: Practice | null } | null>(text, { as, variables });
    return { practice: data?.deed ?? null, code: errors?.[0]?.extensions.code, message: errors?.[0]?.message ?? '' };
  };
  const publish = (input: object, as: Actor = curator) => deed(`mutation ($input: PracticeInput!) { deed: publishPractice(input: $input) { ${FIELDS} } }`, as, { input });
  const aText = (overrides: object = {}) => ({ title: 'Клуб', summary: 'Как мы собираемся', body: '# Клуб', ...overrides });

  it('are shown newest first, a page at a time, in the order of their keys', async () => {
    const whole = await feed('first: 10');
    expect(whole.titles[0]).toBe('Новая');
    expect(whole.titles.at(-1)).toBe('Старая');
    expect(whole).toMatchObject({ hasNextPage: false, totalCount: 4 });
    const keys = whole.items.map(({ key }) => key);
    expect(keys).toEqual([...keys].sort().reverse());

    const seen: string[] = [];
    for (let after: string | null = null; seen.length < 4; ) {
      const page: Awaited<ReturnType<typeof feed>> = await feed(`first: 1${after === null ? '' : `, after: "${after}"`}`);
      seen.push(...page.titles);
      after = encodeCursor(page.items[0]?.key ?? '');
    }
    expect(seen).toEqual(whole.titles);
  });

  it('go on behind another college’s practice of the same moment, all of them or none', async () => {
    const behind = (college: string) => feed(`first: 10, after: "${encodeCursor(eventKey(day(2), globalId(college, old.id)))}"`);
    expect((await behind('zzz')).titles).toHaveLength(3);
    expect((await behind('bat')).titles).toEqual(['Старая']);
  });

  it.each([
    ['filter: { tags: ["лес"] }', ['Новая']],
    ['filter: { tags: ["ЛЕС"] }', ['Новая']],
    ['filter: { text: "100%" }', ['Старая']],
    ['filter: { adoptedBy: ["hgt", "kpk"] }', ['Старая']],
    ['filter: { adoptedBy: ["kpk"] }', []],
    ['filter: { colleges: ["bat"] }', []],
  ])('are narrowed by %s', async (args, titles) => {
    expect((await feed(args)).titles).toEqual(titles);
  });

  it.each(['after: "0000000000"', `after: "${edited(encodeCursor(eventKey(day(2), globalId('bat', old.id))))}"`, 'first: -1', 'filter: { text: "\\u0000" }'])(
    'refuse %s',
    async (args) => {
      const { errors } = await node.ask(`{ practiceFeed(${args}) { items { key } } }`);
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    },
  );

  it('name who wrote them to the college’s own people, and to others where they agreed', async () => {
    const authorOf = async (practice: { id: string }, as?: Actor) => {
      const { data } = await node.ask<{ practice: Practice }>(`{ practice(id: "${globalId('chhtt', practice.id)}") { ${FIELDS} } }`, as && { as });
      return data.practice.author?.displayName ?? null;
    };
    const [twin = fresh] = twins;
    expect([await authorOf(old), await authorOf(twin), await authorOf(twin, curator), await authorOf(fresh)]).toEqual(['Ольга В.', null, 'Ирина П.', null]);
  });

  it('are published as they were written, once their words are found good', async () => {
    const body = '# Привет\n\n<script>alert(1)</script>\n\n* раз';
    const { practice } = await publish(aText({ title: '  Клуб\n друзей ', body, tags: ['Река', 'река', 'Ёлки', 'елки', 'лес'], materials: [{ title: 'План', url: 'https://a.example/1' }] }));
    expect(practice).toMatchObject({ title: 'Клуб друзей', body, tags: ['река', 'елки', 'лес'], materials: [{ title: 'План', url: 'https://a.example/1' }], author: { displayName: 'Ольга В.' } });
    expect((await publish(aText(), aCurator('chhtt'))).practice).toMatchObject({ author: null, tags: [], materials: [] });
  });

  it.each([
    [{ title: ' ' }, /^input\.title: must not be empty/],
    [{ title: 'а'.repeat(201) }, /^input\.title: must have at most 200/],
    [{ summary: 'а'.repeat(501) }, /^input\.summary: must have at most 500/],
    [{ body: 'а'.repeat(PRACTICE_TEXT.body + 1) }, /^input\.body: must have at most 20000/],
    [{ body: 'a\u0000b' }, /^input\.body: must not contain a NUL/],
    [{ body: 'a\u0007b' }, /^input\.body: must not contain control/],
    [{ title: 'a\ud800' }, /^input\.title: must not contain a NUL character or half/],
    [{ tags: Array.from({ length: 21 }, (_, index) => `т${index}`) }, /^input\.tags: must have at most 20/],
    [{ materials: [{ title: 'x', url: 'javascript:alert(1)' }] }, /^input\.materials\.url: must begin with http/],
    [{ materials: [{ title: 'x', url: 'data:text/html,x' }] }, /^input\.materials\.url: must begin with http/],
  ])('are refused with %j', async (overrides, message) => {
    const { practice, code, message: said } = await publish(aText(overrides));
    expect({ practice, code }).toEqual({ practice: null, code: 'BAD_USER_INPUT' });
    expect(said).toMatch(message);
  });

  it('are changed, and withdrawn for good', async () => {
    const { practice } = await publish(aText({ tags: ['река'] }));
    const id = practice?.id ?? '';
    const change = (input: object) => deed(`mutation ($id: ID!, $input: PracticePatch!) { deed: updatePractice(id: $id, input: $input) { ${FIELDS} } }`, curator, { id, input });
    expect((await change({ title: 'Иначе', tags: [] })).practice).toMatchObject({ title: 'Иначе', body: '# Клуб', tags: [] });
    expect((await change({ title: null, body: null })).practice).toMatchObject({ title: 'Иначе', body: '# Клуб' });
    expect((await change({ body: '' })).code).toBe('BAD_USER_INPUT');

    const withdraw = () => deed(`mutation { deed: withdrawPractice(id: "${id}") { ${FIELDS} } }`, curator);
    const first = await withdraw();
    expect(first.practice?.withdrawnAt).not.toBeNull();
    expect((await withdraw()).practice?.withdrawnAt).toBe(first.practice?.withdrawnAt);
    expect((await change({ title: 'Снова' })).message).toMatch(/^id: this practice was withdrawn/);
    expect((await feed('first: 100')).titles).not.toContain('Иначе');
    expect((await node.ask<{ practice: Practice | null }>(`{ practice(id: "${id}") { id } }`)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await node.ask<{ practice: Practice }>(`{ practice(id: "${id}") { title } }`, { as: curator })).data.practice.title).toBe('Иначе');
  });

  it('are taken over by other colleges’ curators, once each, who say later what came of it', async () => {
    const { practice } = await publish(aText());
    const adopt = (as: Actor, outcome?: string | null) =>
      deed(`mutation ($id: ID!, $outcome: String) { deed: adoptPractice(practiceId: $id, outcome: $outcome) { ${FIELDS} } }`, as, { id: practice?.id, outcome });
    const bat = aCurator('bat');
    expect((await adopt(bat)).practice?.adoptionRows).toEqual([{ collegeCode: 'bat', outcome: null }]);
    expect((await adopt(aCurator('bat'), ' Пришло двадцать человек ')).practice?.adoptionRows).toEqual([{ collegeCode: 'bat', outcome: 'Пришло двадцать человек' }]);
    expect((await adopt(bat)).practice?.adoptionRows).toEqual([{ collegeCode: 'bat', outcome: 'Пришло двадцать человек' }]);
    expect((await adopt(bat, 'а'.repeat(2_001))).code).toBe('BAD_USER_INPUT');

    for (const nobody of [curator, aCurator('bat', { roles: ['MENTOR'] }), aVolunteerActor('bat'), aCurator('bat', { roles: ['PARTNER'] })]) {
      expect((await adopt(nobody)).code).toBe('FORBIDDEN');
    }
    const { practice: left } = await deed(`mutation { deed: withdrawAdoption(practiceId: "${practice?.id ?? ''}") { ${FIELDS} } }`, bat);
    expect(left?.adoptionRows).toEqual([]);
  });

  it('cost as many statements for many as for one', async () => {
    const statements = (first: number) => node.statementsOf(() => node.ask(`{ practiceFeed(first: ${first}) { items { practice { ${FIELDS} } } totalCount } }`));
    const [few, many] = [await statements(1), await statements(100)];
    expect(many.length).toBe(few.length);
  });

  it('are read from an index', async () => {
    const plan = await node.rows.transaction<object[]>(async (tx) => {
      await tx.query('SET LOCAL enable_seqscan = off');
      return tx.query('EXPLAIN (FORMAT JSON) SELECT * FROM practice WHERE withdrawn_at IS NULL AND (published_at, id) < (now(), $1) ORDER BY published_at DESC, id DESC LIMIT 20', [old.id]);
    });
    expect(JSON.stringify(plan)).toContain('practice_by_publication');
    expect(JSON.stringify(plan)).not.toContain('"Sort"');
  });
});
