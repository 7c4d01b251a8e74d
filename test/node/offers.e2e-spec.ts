import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { encodeCursor, eventKey } from '#contract/event-key.js';
import { globalId } from '#contract/ids.js';
import type { Actor } from '#identity/actor.js';
import { dayAt } from '#node/college/local-time.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { anAgreement, anOffer } from '#support/factories/offer.factory.js';
import { OfferDesk, anOfferOfBat } from './offer-desk.js';

const SEARCH = '{ searchFeed(text: "прожектор") { id } }';
const OFFER = 'id direction kind title details from to status';

const curator = aCurator('chhtt');

let desk: OfferDesk;
beforeAll(async () => {
  desk = await OfferDesk.open();
});
afterAll(() => desk.close());

describe('offers of a college', () => {
  const at = (ordinal: number) => new Date(Date.UTC(2026, 3, ordinal, 6));
  const speaker = anOffer({ title: 'Технолог', postedAt: at(1), from: '2096-05-01', to: '2096-05-31' });
  const hall = anOffer({ title: 'Зал на 100 мест', kind: 'VENUE', postedAt: at(2), to: '2096-04-30' });
  const wanted = anOffer({ title: 'Ищем наставника', direction: 'WANTED', kind: 'MENTOR', details: 'По сварке', postedAt: at(3), from: '2096-06-01' });
  const closed = anOffer({ title: 'Был зал', kind: 'VENUE', status: 'CLOSED', postedAt: at(4) });

  beforeAll(async () => {
    await desk.node.rows.manager.save([speaker, hall, wanted, closed]);
  });
  afterAll(() => desk.node.rows.query('DELETE FROM offer'));

  const titles = async (filter: object, as: Actor | null = aVolunteerActor('bat')) => {
    const { data, errors } = await desk.node.ask<{ offerFeed: { items: { offer: { title: string } }[] } }>(
      'query ($filter: OfferFilter) { offerFeed(filter: $filter) { items { key offer { title } } } }',
      { variables: { filter }, ...(as && { as }) },
    );
    expect(errors).toBeUndefined();
    return data.offerFeed.items.map(({ offer }) => offer.title);
  };

  it('are for whoever signed in, newest first', async () => {
    expect(await titles({})).toEqual(['Был зал', 'Ищем наставника', 'Зал на 100 мест', 'Технолог']);
    expect(await titles({}, null)).toEqual([]);
    expect(await titles({}, aCurator('bat', { roles: ['PARTNER'] }))).toEqual([]);
  });

  it.each([
    [{ direction: 'WANTED' }, ['Ищем наставника']],
    [{ kinds: ['VENUE', 'MENTOR'], statuses: ['OPEN'] }, ['Ищем наставника', 'Зал на 100 мест']],
    [{ statuses: ['CLOSED', 'AGREED'] }, ['Был зал']],
    [{ text: 'сварк' }, ['Ищем наставника']],
    [{ text: 'зала' }, ['Был зал', 'Зал на 100 мест']],
    [{ from: '2096-05-31', to: '2096-05-31' }, ['Был зал', 'Технолог']],
    [{ from: '2096-06-01', statuses: ['OPEN'] }, ['Ищем наставника']],
    [{ to: '2096-04-30', statuses: ['OPEN'] }, ['Зал на 100 мест']],
    [{ colleges: ['bat'] }, []],
  ])('are narrowed by %j', async (filter, expected) => {
    expect(await titles(filter)).toEqual(expected);
  });

  describe('whose last day has passed', () => {
    /** The college's day, so many days from today. */
    const day = (days: number) => dayAt(new Date(Date.now() + days * 86_400_000), 'Europe/Samara');
    const passed = anOffer({ title: 'Вчерашний прожектор', kind: 'EQUIPMENT', from: day(-9), to: day(-1) });
    const rows = [
      passed,
      anOffer({ title: 'Сегодняшний прожектор', kind: 'EQUIPMENT', to: day(0) }),
      anOffer({ title: 'Обещанный прожектор', kind: 'EQUIPMENT', status: 'AGREED', to: day(-1) }),
    ];
    beforeAll(async () => {
      for (const row of rows) await desk.node.rows.manager.save(row);
    });
    afterAll(() => desk.node.rows.query(`DELETE FROM offer WHERE kind = 'EQUIPMENT'`));

    it('are closed, and listed so', async () => {
      const { data } = await desk.node.ask<{ offerFeed: { items: { offer: object }[] } }>('{ offerFeed(filter: { kinds: [EQUIPMENT] }) { items { offer { title status } } } }', { as: curator });
      expect(data.offerFeed.items.map(({ offer }) => offer)).toEqual(
        expect.arrayContaining([
          { title: 'Вчерашний прожектор', status: 'CLOSED' },
          { title: 'Сегодняшний прожектор', status: 'OPEN' },
          { title: 'Обещанный прожектор', status: 'AGREED' },
        ]),
      );
    });

    it.each([
      [['OPEN'], ['Сегодняшний прожектор']],
      [['CLOSED'], ['Вчерашний прожектор']],
      [['OPEN', 'AGREED'], ['Обещанный прожектор', 'Сегодняшний прожектор']],
      [['CLOSED', 'OPEN', 'AGREED'], ['Вчерашний прожектор', 'Обещанный прожектор', 'Сегодняшний прожектор']],
    ])('are narrowed by what they are today: %j', async (statuses, expected) => {
      expect((await titles({ kinds: ['EQUIPMENT'], statuses })).toSorted()).toEqual(expected.toSorted());
      expect((await titles({ kinds: ['EQUIPMENT'], statuses, text: 'прожекторы' })).toSorted()).toEqual(expected.toSorted());
    });

    it('are not found', async () => {
      const { data } = await desk.node.ask<{ searchFeed: { title?: string }[] }>(SEARCH, { as: curator });
      expect(data.searchFeed).toHaveLength(1);
    });

    it('are not agreed on, whoever begins', async () => {
      expect((await desk.propose(passed, anOfferOfBat())).message).toBe('input.offerId: is not open any more');

      const { thread } = await desk.incoming(passed);
      expect(await desk.told(thread)).toEqual([{ kind: 'AGREEMENT_ANSWERED', content: { accepted: false, reason: 'OFFER_CLOSED' } }]);

      const waiting = anAgreement('bat', passed, anOfferOfBat(), { proposedHere: false });
      await desk.node.rows.manager.save(waiting);
      expect((await desk.answer('accept', globalId('chhtt', waiting.id))).message).toBe('id: the offer of this college is not open any more');
      await desk.node.rows.query('DELETE FROM agreement');
    });

    it('are not posted', async () => {
      const post = (to: string) => desk.deed(`mutation { deed: postOffer(input: { direction: OFFERED, kind: EQUIPMENT, title: "Свет", to: "${to}" }) { status } }`);
      expect((await post(day(-1))).message).toBe(`input.to: has passed: today is ${day(0)}`);
      expect((await post(day(0))).done).toEqual({ status: 'OPEN' });
    });

    it('stay closed', async () => {
      expect((await desk.closeOffer(passed)).done?.status).toBe('CLOSED');
      expect(await desk.closeOffer(passed, 'AGREED')).toMatchObject({ code: 'BAD_USER_INPUT' });
    });
  });

  it('refuse days that end before they begin', async () => {
    const { errors } = await desk.node.ask('{ offerFeed(filter: { from: "2096-05-02", to: "2096-05-01" }) { items { key } } }');
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' }, message: 'filter.to: must not be before filter.from' });
  });

  it('are posted with words that can be kept', async () => {
    const post = (input: object, as?: Actor) => desk.deed(`mutation ($input: OfferInput!) { deed: postOffer(input: $input) { ${OFFER} } }`, as, { input: { direction: 'OFFERED', kind: 'OTHER', title: 'Палатки', ...input } });
    expect((await post({ details: 'Пять\r\nштук', from: '2096-07-01', to: '2096-07-01' })).done).toMatchObject({ status: 'OPEN', details: 'Пять\nштук', from: '2096-07-01', to: '2096-07-01' });
    expect((await post({ from: '2096-07-02', to: '2096-07-01' })).message).toBe('input.to: must not be before input.from');
    expect((await post({ title: '\u200b\u0000' })).code).toBe('BAD_USER_INPUT');
    expect((await post({ details: 'а'.repeat(5_001) })).message).toMatch(/^input\.details: must have at most 5000/);
    expect((await post({}, aVolunteerActor('chhtt'))).code).toBe('FORBIDDEN');
  });

  it('are closed by staff, and not opened again', async () => {
    const offer = await desk.saved();
    const close = (status: string, as?: Actor) => desk.closeOffer(offer, status, as);
    expect((await close('OPEN')).code).toBe('BAD_USER_INPUT');
    expect((await close('CLOSED', aCurator('bat'))).code).toBe('FORBIDDEN');
    expect((await close('AGREED')).done?.status).toBe('AGREED');
    expect((await close('CLOSED')).done?.status).toBe('CLOSED');
    expect((await close('CLOSED')).done?.status).toBe('CLOSED');
    expect((await close('AGREED')).message).toMatch(/^status: this offer is closed/);
  });

  it.each([
    ['lists', `first: 2, after: "${encodeCursor(eventKey(new Date(), globalId('chhtt', speaker.id)))}"`, 'offer_by_posting'],
    ['matches', 'filter: { direction: OFFERED, kinds: [VENUE], statuses: [OPEN], from: "2096-05-01", to: "2096-05-02" }', 'offer_open_by_kind'],
  ])('%s are read from an index, as the node asks', async (_what, args, index) => {
    const sent = await desk.node.sentStatementsOf(() => desk.node.ask(`{ offerFeed(${args}) { items { key } } }`, { as: aCurator('bat') }));
    const statements = sent.filter(({ sql }) => sql.includes('FROM "offer"'));
    expect(statements).toHaveLength(1);
    const plans = await desk.node.rows.transaction(async (tx) => {
      await tx.query('SET LOCAL enable_seqscan = off'); // the table is small here; the large one is explained in scale.e2e-spec.ts
      return JSON.stringify(await tx.query(`EXPLAIN (FORMAT JSON) ${statements[0]?.sql ?? ''}`, [...(statements[0]?.values ?? [])]));
    });
    expect(plans).toContain(index);
    if (index === 'offer_by_posting') expect(plans).not.toContain('"Sort"');
  });
});
