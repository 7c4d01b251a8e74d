import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { encodeCursor, eventKey } from '#contract/event-key.js';
import { globalId } from '#contract/ids.js';
import { MOST_PROPOSALS } from '#contract/limits.js';
import type { Actor } from '#identity/actor.js';
import { calendarDay } from '#node/college/calendar-day.js';
import type { MessageContent, MessageKind } from '#node/messages/message-kinds.js';
import { SettlingAgreementsService } from '#node/offers/agreements/settling-agreements.service.js';
import type { OfferEntity } from '#node/offers/offer.entity.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { anAgreement, anOffer } from '#support/factories/offer.factory.js';
import { BootedNode } from './booted-node.js';

interface Deed {
  readonly id: string;
  readonly status: string;
  readonly reason?: string | null;
  readonly title?: string;
  readonly details?: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
}

const SEARCH = '{ searchFeed(text: "прожектор") { id } }';
const OFFER = 'id direction kind title details from to status';
const AGREEMENT = 'id status reason note proposedHere partnerOfferId offer { id }';

const curator = aCurator('chhtt');

let node: BootedNode;
beforeAll(async () => {
  node = await BootedNode.start();
});
afterAll(() => node.stop());

const deed = async (text: string, as: Actor = curator, variables = {}) => {
  const { data, errors } = await node.ask<{ deed: Deed | null } | null>(text, { as, variables });
  return { done: data?.deed ?? null, code: errors?.[0]?.extensions.code, message: errors?.[0]?.message ?? '' };
};

describe('offers of a college', () => {
  const at = (ordinal: number) => new Date(Date.UTC(2026, 3, ordinal, 6));
  const speaker = anOffer({ title: 'Технолог', postedAt: at(1), from: '2096-05-01', to: '2096-05-31' });
  const hall = anOffer({ title: 'Зал на 100 мест', kind: 'VENUE', postedAt: at(2), to: '2096-04-30' });
  const wanted = anOffer({ title: 'Ищем наставника', direction: 'WANTED', kind: 'MENTOR', details: 'По сварке', postedAt: at(3), from: '2096-06-01' });
  const closed = anOffer({ title: 'Был зал', kind: 'VENUE', status: 'CLOSED', postedAt: at(4) });

  beforeAll(async () => {
    await node.rows.manager.save([speaker, hall, wanted, closed]);
  });
  afterAll(() => node.rows.query('DELETE FROM offer'));

  const titles = async (filter: object, as: Actor | null = aVolunteerActor('bat')) => {
    const { data, errors } = await node.ask<{ offerFeed: { items: { offer: { title: string } }[] } }>(
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
    const day = (days: number) => calendarDay(new Date(Date.now() + days * 86_400_000), 'Europe/Samara');
    const rows = [
      anOffer({ title: 'Вчерашний прожектор', kind: 'EQUIPMENT', from: day(-9), to: day(-1) }),
      anOffer({ title: 'Сегодняшний прожектор', kind: 'EQUIPMENT', to: day(0) }),
      anOffer({ title: 'Обещанный прожектор', kind: 'EQUIPMENT', status: 'AGREED', to: day(-1) }),
    ];
    beforeAll(async () => {
      for (const row of rows) await node.rows.manager.save(row);
    });
    afterAll(() => node.rows.query(`DELETE FROM offer WHERE kind = 'EQUIPMENT'`));

    it('stay closed', async () => {
      const id = globalId('chhtt', rows[0]?.id ?? '');
      const close = (status: string) => deed(`mutation { deed: closeOffer(id: "${id}", status: ${status}) { id status } }`);
      expect((await close('CLOSED')).done?.status).toBe('CLOSED');
      expect(await close('AGREED')).toMatchObject({ code: 'BAD_USER_INPUT' });
    });

    it('are closed, and listed so', async () => {
      const { data } = await node.ask<{ offerFeed: { items: { offer: object }[] } }>('{ offerFeed(filter: { kinds: [EQUIPMENT] }) { items { offer { title status } } } }', { as: curator });
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
      const { data } = await node.ask<{ searchFeed: { title?: string }[] }>(SEARCH, { as: curator });
      expect(data.searchFeed).toHaveLength(1);
    });

    it('are not agreed on, whoever begins', async () => {
      const [passed] = rows;
      const partnerOfferId = globalId('bat', uuid());
      const input = { offerId: globalId('chhtt', passed?.id ?? ''), partnerOfferId };
      expect((await deed('mutation ($input: AgreementInput!) { deed: proposeAgreement(input: $input) { id } }', curator, { input })).message).toBe('input.offerId: is not open any more');

      const thread = globalId('bat', uuid());
      const proposal = { offerId: partnerOfferId, direction: 'WANTED' as const, partnerOfferId: input.offerId, note: null };
      await node.receive({ from: 'bat', thread, kind: 'AGREEMENT_PROPOSED', content: proposal });
      const told = await node.rows.query('SELECT content FROM outbox_message WHERE thread = $1', [thread]);
      expect(told).toEqual([{ content: { accepted: false, reason: 'OFFER_CLOSED' } }]);

      const waiting = anAgreement('bat', { id: passed?.id ?? '' }, partnerOfferId, { proposedHere: false });
      await node.rows.manager.save(waiting);
      const accepted = await deed(`mutation { deed: acceptAgreement(id: "${globalId('chhtt', waiting.id)}") { id } }`);
      expect(accepted.message).toBe('id: the offer of this college is not open any more');
      await node.rows.query('DELETE FROM agreement');
    });

    it('are not posted', async () => {
      const post = (to: string) => deed(`mutation { deed: postOffer(input: { direction: OFFERED, kind: EQUIPMENT, title: "Свет", to: "${to}" }) { status } }`);
      expect((await post(day(-1))).message).toBe(`input.to: has passed: today is ${day(0)}`);
      expect((await post(day(0))).done).toEqual({ status: 'OPEN' });
    });
  });

  it('refuse days that end before they begin', async () => {
    const { errors } = await node.ask('{ offerFeed(filter: { from: "2096-05-02", to: "2096-05-01" }) { items { key } } }');
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' }, message: 'filter.to: must not be before filter.from' });
  });

  it('are posted with words that can be kept', async () => {
    const post = (input: object, as?: Actor) => deed(`mutation ($input: OfferInput!) { deed: postOffer(input: $input) { ${OFFER} } }`, as, { input: { direction: 'OFFERED', kind: 'OTHER', title: 'Палатки', ...input } });
    expect((await post({ details: 'Пять\r\nштук', from: '2096-07-01', to: '2096-07-01' })).done).toMatchObject({ status: 'OPEN', details: 'Пять\nштук', from: '2096-07-01', to: '2096-07-01' });
    expect((await post({ from: '2096-07-02', to: '2096-07-01' })).message).toBe('input.to: must not be before input.from');
    expect((await post({ title: '\u200b\u0000' })).code).toBe('BAD_USER_INPUT');
    expect((await post({ details: 'а'.repeat(5_001) })).message).toMatch(/^input\.details: must have at most 5000/);
    expect((await post({}, aVolunteerActor('chhtt'))).code).toBe('FORBIDDEN');
  });

  it('are closed by staff, and not opened again', async () => {
    const offer = anOffer();
    await node.rows.manager.save(offer);
    const close = (status: string, as?: Actor) => deed(`mutation { deed: closeOffer(id: "${globalId('chhtt', offer.id)}", status: ${status}) { ${OFFER} } }`, as);
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
    const sent = await node.sentStatementsOf(() => node.ask(`{ offerFeed(${args}) { items { key } } }`, { as: aCurator('bat') }));
    const statements = sent.filter(({ sql }) => sql.includes('FROM "offer"'));
    expect(statements).toHaveLength(1);
    const plans = await node.rows.transaction(async (tx) => {
      await tx.query('SET LOCAL enable_seqscan = off'); // the table is small here; the large one is explained in scale.e2e-spec.ts
      return JSON.stringify(await tx.query(`EXPLAIN (FORMAT JSON) ${statements[0]?.sql ?? ''}`, [...(statements[0]?.values ?? [])]));
    });
    expect(plans).toContain(index);
    if (index === 'offer_by_posting') expect(plans).not.toContain('"Sort"');
  });
});

describe('agreements with another college', () => {
  const theirs = () => globalId('bat', uuid());
  const saved = async (overrides: Partial<OfferEntity> = {}) => {
    const offer = anOffer(overrides);
    await node.rows.manager.save(offer);
    return offer;
  };
  const statusOf = async ({ id }: { readonly id: string }) => (await node.rows.query('SELECT status FROM offer WHERE id = $1', [id]))[0]?.status as string;
  /** Every message of a thread that the node sent, in order. */
  const told = (thread: string): Promise<{ kind: MessageKind; content: object }[]> =>
    node.rows.query('SELECT kind, content FROM outbox_message WHERE thread = $1 ORDER BY sequence', [thread]);
  const threadOf = async (id: string | undefined) => {
    const [row] = await node.rows.query('SELECT thread FROM agreement WHERE id = $1', [id?.split(':')[1]]);
    return row?.thread as string;
  };
  const ofThread = async (thread: string): Promise<{ id: string; status: string; reason: string | null } | undefined> =>
    (await node.rows.query(`SELECT 'chhtt:' || id AS id, status, reason FROM agreement WHERE thread = $1`, [thread]))[0];
  const propose = (offer: { readonly id: string }, partnerOfferId: string, as?: Actor, note: string | null = null) =>
    deed(`mutation ($input: AgreementInput!) { deed: proposeAgreement(input: $input) { ${AGREEMENT} } }`, as, {
      input: { offerId: globalId('chhtt', offer.id), partnerOfferId, note },
    });
  const answer = (verb: 'accept' | 'decline' | 'withdraw', id: string | undefined, as?: Actor) =>
    deed(`mutation { deed: ${verb}Agreement(id: "${id ?? ''}"${verb === 'decline' ? ', reason: "Не в этот раз"' : ''}) { ${AGREEMENT} } }`, as);
  const hear = <Kind extends MessageKind>(kind: Kind, thread: string, content: MessageContent<Kind>, from = 'bat') => node.receive({ from, thread, kind, content });
  const proposalOf = (offer: { readonly id: string }, overrides: Partial<MessageContent<'AGREEMENT_PROPOSED'>> = {}) => ({
    offerId: theirs(),
    direction: 'WANTED' as const,
    partnerOfferId: globalId('chhtt', offer.id),
    note: null,
    ...overrides,
  });
  const incoming = async (offer: { readonly id: string }) => {
    const thread = theirs();
    await hear('AGREEMENT_PROPOSED', thread, proposalOf(offer));
    return { thread, id: (await ofThread(thread))?.id };
  };

  it('are proposed once, however often, and the partner is asked', async () => {
    const offer = await saved();
    const partnerOfferId = theirs();
    const first = await propose(offer, partnerOfferId, undefined, ' На день открытых дверей ');
    expect(first.done).toMatchObject({ status: 'PROPOSED', proposedHere: true, partnerOfferId, note: 'На день открытых дверей', offer: { id: globalId('chhtt', offer.id) } });
    expect((await propose(offer, partnerOfferId)).done?.id).toBe(first.done?.id);
    expect(await told(await threadOf(first.done?.id))).toEqual([
      { kind: 'AGREEMENT_PROPOSED', content: { offerId: globalId('chhtt', offer.id), direction: 'OFFERED', kind: 'SPEAKER', from: null, to: null, partnerOfferId, note: 'На день открытых дверей' } },
    ]);
  });

  it.each([
    ['one’s own offer', () => globalId('chhtt', uuid()), 'BAD_USER_INPUT'],
    ['a college of nowhere', () => globalId('nowhere', uuid()), 'NOT_FOUND'],
    ['no id', () => 'что-нибудь', 'NOT_FOUND'],
  ])('are not proposed to %s', async (_what, partnerOfferId, code) => {
    expect((await propose(await saved(), partnerOfferId())).code).toBe(code);
  });

  it('are not proposed about what is closed, nor by who may not', async () => {
    expect((await propose(await saved({ status: 'CLOSED' }), theirs())).message).toBe('input.offerId: is not open any more');
    expect((await propose(await saved(), theirs(), aCurator('chhtt', { roles: ['MENTOR'] }))).code).toBe('FORBIDDEN');
    expect((await propose(await saved(), theirs(), aCurator('bat'))).code).toBe('FORBIDDEN');
  });

  it('close both sides: the partner says yes, the proposer keeps its word and turns the others away', async () => {
    const offer = await saved();
    const chosen = await propose(offer, theirs());
    const other = await propose(offer, theirs());
    const third = await incoming(offer);
    const thread = await threadOf(chosen.done?.id);
    await hear('AGREEMENT_ANSWERED', thread, { accepted: true, reason: null });

    expect(await statusOf(offer)).toBe('AGREED');
    expect((await told(thread)).at(-1)).toEqual({ kind: 'AGREEMENT_SETTLED', content: { agreed: true, reason: null } });
    const left = await threadOf(other.done?.id);
    expect(await ofThread(left)).toMatchObject({ status: 'WITHDRAWN', reason: 'OFFER_CLOSED' });
    expect((await told(left)).at(-1)).toEqual({ kind: 'AGREEMENT_WITHDRAWN', content: { reason: 'OFFER_CLOSED' } });
    expect(await ofThread(third.thread)).toMatchObject({ status: 'DECLINED', reason: 'OFFER_CLOSED' });
    expect(await told(third.thread)).toEqual([{ kind: 'AGREEMENT_ANSWERED', content: { accepted: false, reason: 'OFFER_CLOSED' } }]);

    await hear('AGREEMENT_ANSWERED', left, { accepted: true, reason: null });
    expect((await told(left)).at(-1)).toEqual({ kind: 'AGREEMENT_SETTLED', content: { agreed: false, reason: 'OFFER_CLOSED' } });
    expect(await statusOf(offer)).toBe('AGREED');
  });

  it('are agreed for both again when a partner that has forgotten says yes once more', async () => {
    const offer = await saved();
    const { done } = await propose(offer, theirs());
    const thread = await threadOf(done?.id);
    for (let time = 1; time <= 2; time += 1) await hear('AGREEMENT_ANSWERED', thread, { accepted: true, reason: null });
    expect((await told(thread)).map(({ kind, content }) => [kind, content]).slice(1)).toEqual(Array.from({ length: 2 }, () => ['AGREEMENT_SETTLED', { agreed: true, reason: null }]));
    expect(await ofThread(thread)).toMatchObject({ status: 'AGREED', reason: null });
    expect(await statusOf(offer)).toBe('AGREED');
  });

  it('are told to a proposer that has forgotten when the partner accepts once more, and end where it took them back', async () => {
    const offer = await saved();
    const { thread, id } = await incoming(offer);
    await answer('accept', id);
    await hear('AGREEMENT_SETTLED', thread, { agreed: true, reason: null });
    expect((await answer('accept', id)).done).toMatchObject({ id, status: 'AGREED' });
    expect(await told(thread)).toEqual(Array.from({ length: 2 }, () => ({ kind: 'AGREEMENT_ANSWERED', content: { accepted: true, reason: null } })));
    await hear('AGREEMENT_SETTLED', thread, { agreed: true, reason: null });
    expect(await ofThread(thread)).toMatchObject({ status: 'AGREED' });

    await hear('AGREEMENT_WITHDRAWN', thread, { reason: 'NO_ANSWER' });
    expect(await ofThread(thread)).toMatchObject({ status: 'LAPSED', reason: 'NO_ANSWER' });
    expect(await statusOf(offer)).toBe('OPEN');
  });

  it('keep the partner’s offer from its yes on, and open it again where the proposer’s was gone', async () => {
    const offer = await saved();
    const { thread, id } = await incoming(offer);
    expect((await answer('accept', id)).done).toMatchObject({ status: 'ACCEPTED', proposedHere: false });
    expect((await answer('accept', id)).done?.status).toBe('ACCEPTED');
    expect(await statusOf(offer)).toBe('AGREED');
    expect(await told(thread)).toEqual(Array.from({ length: 2 }, () => ({ kind: 'AGREEMENT_ANSWERED', content: { accepted: true, reason: null } })));
    await hear('AGREEMENT_SETTLED', thread, { agreed: false, reason: 'OFFER_CLOSED' });
    expect(await ofThread(thread)).toMatchObject({ status: 'LAPSED', reason: 'OFFER_CLOSED' });
    expect(await statusOf(offer)).toBe('OPEN');
  });

  it('end once where a yes and its withdrawal cross, and leave alone what the offer was promised to since', async () => {
    const offer = await saved();
    const [first, second] = [await incoming(offer), await incoming(offer)];
    await answer('accept', first.id);
    await hear('AGREEMENT_WITHDRAWN', first.thread, { reason: null });
    expect(await ofThread(first.thread)).toMatchObject({ status: 'LAPSED', reason: null });
    expect(await statusOf(offer)).toBe('OPEN');

    await answer('accept', second.id);
    await hear('AGREEMENT_SETTLED', first.thread, { agreed: false, reason: 'OFFER_CLOSED' }); // what a proposer says to a yes that comes too late
    expect(await Promise.all([first, second].map(({ thread }) => ofThread(thread)))).toMatchObject([{ status: 'LAPSED', reason: null }, { status: 'ACCEPTED' }]);
    expect(await statusOf(offer)).toBe('AGREED');
  });

  it('end for the partner, too, when the proposer has forgotten and cannot agree anew', async () => {
    const offer = await saved();
    const { thread, id } = await incoming(offer);
    await answer('accept', id);
    await hear('AGREEMENT_SETTLED', thread, { agreed: true, reason: null });
    await answer('accept', id);
    await hear('AGREEMENT_SETTLED', thread, { agreed: false, reason: 'OFFER_CLOSED' });
    expect(await ofThread(thread)).toMatchObject({ status: 'LAPSED', reason: 'OFFER_CLOSED' });
    expect(await statusOf(offer)).toBe('OPEN');
  });

  it('end for the proposer, too, when the partner has forgotten and says no', async () => {
    const offer = await saved();
    const { done } = await propose(offer, theirs());
    const thread = await threadOf(done?.id);
    await hear('AGREEMENT_ANSWERED', thread, { accepted: true, reason: null });
    await expect(hear('AGREEMENT_ANSWERED', thread, { accepted: false, reason: null }, 'hgt')).rejects.toThrow('nothing was proposed');
    expect(await ofThread(thread)).toMatchObject({ status: 'AGREED' });
    for (let time = 1; time <= 2; time += 1) await hear('AGREEMENT_ANSWERED', thread, { accepted: false, reason: 'Не в этот раз' });
    expect(await ofThread(thread)).toMatchObject({ status: 'LAPSED', reason: 'Не в этот раз' });
    expect(await statusOf(offer)).toBe('OPEN');
  });

  it('are not agreed at one college alone: what has ended here is said to a proposer that keeps its offer for it', async () => {
    const offer = await saved();
    const { thread, id } = await incoming(offer);
    await hear('AGREEMENT_SETTLED', thread, { agreed: true, reason: null }); // a yes that was forgotten here: its curator answers again
    expect(await ofThread(thread)).toMatchObject({ status: 'PROPOSED' });
    expect(await told(thread)).toEqual([]);
    await answer('accept', id);
    await hear('AGREEMENT_WITHDRAWN', thread, { reason: null });
    await hear('AGREEMENT_SETTLED', thread, { agreed: true, reason: null }); // its backup of before the withdrawal was restored
    expect((await told(thread)).at(-1)).toEqual({ kind: 'AGREEMENT_ANSWERED', content: { accepted: false, reason: 'OFFER_CLOSED' } });
    expect(await ofThread(thread)).toMatchObject({ status: 'LAPSED' });
    expect(await statusOf(offer)).toBe('OPEN');
  });

  it('that race for one offer: exactly one is accepted', async () => {
    const offer = await saved();
    const proposals = [await incoming(offer), await incoming(offer), await incoming(offer), await incoming(offer)];
    const outcomes = await Promise.all(proposals.map(({ id }) => answer('accept', id)));
    expect(outcomes.filter(({ done }) => done?.status === 'ACCEPTED')).toHaveLength(1);
    expect(outcomes.filter(({ code }) => code === 'BAD_USER_INPUT')).toHaveLength(3);
    expect(outcomes.find(({ code }) => code)?.message).toBe('id: the offer of this college is not open any more');
  });

  it('that race as answers to one offer: exactly one is kept', async () => {
    const offer = await saved();
    const proposed = [await propose(offer, theirs()), await propose(offer, theirs()), await propose(offer, theirs())];
    const threads = await Promise.all(proposed.map(({ done }) => threadOf(done?.id)));
    await Promise.all(threads.map((thread) => hear('AGREEMENT_ANSWERED', thread, { accepted: true, reason: null })));
    const settled = (await Promise.all(threads.map(told))).flat().filter(({ kind }) => kind === 'AGREEMENT_SETTLED');
    expect(settled.map(({ content }) => (content as { agreed: boolean }).agreed).sort()).toEqual([false, false, true]);
    expect(await statusOf(offer)).toBe('AGREED');
  });

  it('are declined by who was asked, and withdrawn by who asked', async () => {
    const offer = await saved();
    const asked = await incoming(offer);
    expect((await answer('withdraw', asked.id)).message).toMatch(/decline it instead/);
    expect((await answer('decline', asked.id)).done).toMatchObject({ status: 'DECLINED', reason: 'Не в этот раз' });
    expect((await answer('accept', asked.id)).message).toBe('id: waits for no answer any more: it is DECLINED');
    expect((await told(asked.thread)).at(-1)).toEqual({ kind: 'AGREEMENT_ANSWERED', content: { accepted: false, reason: 'Не в этот раз' } });

    const { done } = await propose(offer, theirs());
    expect((await answer('accept', done?.id)).message).toMatch(/its partner says yes or no/);
    expect((await answer('decline', done?.id)).message).toMatch(/withdraw it instead/);
    expect((await answer('withdraw', done?.id)).done?.status).toBe('WITHDRAWN');
    const thread = await threadOf(done?.id);
    await hear('AGREEMENT_ANSWERED', thread, { accepted: true, reason: null });
    expect((await told(thread)).at(-1)).toEqual({ kind: 'AGREEMENT_SETTLED', content: { agreed: false, reason: 'OFFER_CLOSED' } });
    expect(await statusOf(offer)).toBe('OPEN');
  });

  it('end where the partner’s node can never take the proposal, and it may be made anew', async () => {
    const offer = await saved();
    const partnerOfferId = theirs();
    const { done } = await propose(offer, partnerOfferId);
    const thread = await threadOf(done?.id);
    const content = proposalOf(offer);
    await node.beRefused({ to: 'hgt', thread, kind: 'AGREEMENT_PROPOSED', content });
    expect(await ofThread(thread)).toMatchObject({ status: 'PROPOSED' });
    for (let time = 1; time <= 2; time += 1) await node.beRefused({ to: 'bat', thread, kind: 'AGREEMENT_PROPOSED', content });
    expect(await ofThread(thread)).toMatchObject({ status: 'DECLINED', reason: 'PARTNER_REFUSED' });
    const anew = await propose(offer, partnerOfferId);
    expect(anew.done).toMatchObject({ status: 'PROPOSED' });
    await answer('withdraw', anew.done?.id);
    const taken = await threadOf(anew.done?.id);
    await node.beRefused({ to: 'bat', thread: taken, kind: 'AGREEMENT_PROPOSED', content });
    expect(await ofThread(taken)).toMatchObject({ status: 'WITHDRAWN', reason: null });
  });

  it('end where the proposer’s node can never take the yes, and the offer is there for others', async () => {
    const offer = await saved();
    const { thread, id } = await incoming(offer);
    await node.beRefused({ to: 'bat', thread, kind: 'AGREEMENT_ANSWERED', content: { accepted: true, reason: null } });
    expect(await ofThread(thread)).toMatchObject({ status: 'PROPOSED' });
    await answer('accept', id);
    await node.beRefused({ to: 'bat', thread, kind: 'AGREEMENT_ANSWERED', content: { accepted: false, reason: null } });
    expect(await statusOf(offer)).toBe('AGREED');
    for (let time = 1; time <= 2; time += 1) await node.beRefused({ to: 'bat', thread, kind: 'AGREEMENT_ANSWERED', content: { accepted: true, reason: null } });
    expect(await ofThread(thread)).toMatchObject({ status: 'LAPSED', reason: 'PARTNER_REFUSED' });
    expect(await statusOf(offer)).toBe('OPEN');
  });

  it('end where the proposer’s node knows of no agreement when the partner says yes once more', async () => {
    const offer = await saved();
    const { thread, id } = await incoming(offer);
    await answer('accept', id);
    await hear('AGREEMENT_SETTLED', thread, { agreed: true, reason: null });
    await node.beRefused({ to: 'hgt', thread, kind: 'AGREEMENT_ANSWERED', content: { accepted: true, reason: null } });
    expect(await ofThread(thread)).toMatchObject({ status: 'AGREED' });
    await node.beRefused({ to: 'bat', thread, kind: 'AGREEMENT_ANSWERED', content: { accepted: true, reason: null } });
    expect(await ofThread(thread)).toMatchObject({ status: 'LAPSED', reason: 'PARTNER_REFUSED' });
    expect(await statusOf(offer)).toBe('OPEN');
  });

  it('wait for an answer for a month, and end on both sides', async () => {
    const ago = (days: number) => new Date(Date.now() - days * 86_400_000);
    const offer = await saved();
    const [silent, asked, younger, accepted] = [
      anAgreement('chhtt', offer, theirs(), { proposedAt: ago(31) }),
      anAgreement('bat', offer, theirs(), { proposedAt: ago(31), proposedHere: false }), // its proposer says when it ends
      anAgreement('chhtt', offer, theirs(), { proposedAt: ago(29) }),
      anAgreement('bat', await saved({ status: 'AGREED' }), theirs(), { proposedAt: ago(60), proposedHere: false, status: 'ACCEPTED' }),
    ];
    await node.rows.manager.save([silent, asked, younger, accepted]);
    for (let time = 1; time <= 2; time += 1) await node.get(SettlingAgreementsService).work();
    expect(await ofThread(silent.thread)).toMatchObject({ status: 'WITHDRAWN', reason: 'NO_ANSWER' });
    expect(await told(silent.thread)).toEqual([{ kind: 'AGREEMENT_WITHDRAWN', content: { reason: 'NO_ANSWER' } }]);
    expect(await Promise.all([asked, younger, accepted].map(({ thread }) => ofThread(thread)))).toMatchObject([{ status: 'PROPOSED' }, { status: 'PROPOSED' }, { status: 'ACCEPTED' }]);
  });

  it('end where an offer is closed, and everybody who waits is told', async () => {
    const offer = await saved();
    const { thread } = await incoming(offer);
    await deed(`mutation { deed: closeOffer(id: "${globalId('chhtt', offer.id)}", status: CLOSED) { id } }`);
    expect(await ofThread(thread)).toMatchObject({ status: 'DECLINED', reason: 'OFFER_CLOSED' });
    expect((await told(thread)).at(-1)).toEqual({ kind: 'AGREEMENT_ANSWERED', content: { accepted: false, reason: 'OFFER_CLOSED' } });
  });

  it('keep what they promise: it is not closed at one side while the other counts on it', async () => {
    const close = ({ id }: { readonly id: string }) => deed(`mutation { deed: closeOffer(id: "${globalId('chhtt', id)}", status: CLOSED) { status } }`);
    const asked = await saved();
    const { thread, id } = await incoming(asked);
    await answer('accept', id);
    const refused = 'id: is promised to bat by an agreement, and stays AGREED at both colleges: post it anew where there is another';
    expect((await close(asked)).message).toBe(refused);
    await hear('AGREEMENT_SETTLED', thread, { agreed: true, reason: null });
    expect((await close(asked)).message).toBe(refused);

    const asking = await saved();
    const { done } = await propose(asking, theirs());
    await hear('AGREEMENT_ANSWERED', await threadOf(done?.id), { accepted: true, reason: null });
    expect(await close(asking)).toMatchObject({ code: 'BAD_USER_INPUT', message: refused });
    expect([await statusOf(asked), await statusOf(asking)]).toEqual(['AGREED', 'AGREED']);
  });

  it('turn away what cannot be: an unknown offer, one that goes the same way, and more than anybody reads', async () => {
    const offer = await saved();
    const refusalOf = async (content: MessageContent<'AGREEMENT_PROPOSED'>) => {
      const thread = theirs();
      await hear('AGREEMENT_PROPOSED', thread, content);
      return (await told(thread)).map((one) => (one.content as { reason: string }).reason);
    };
    expect(await refusalOf(proposalOf({ id: uuid() }))).toEqual(['OFFER_CLOSED']);
    expect(await refusalOf(proposalOf(offer, { direction: 'OFFERED' }))).toEqual(['NOT_A_MATCH']);
    expect(await refusalOf(proposalOf(offer, { kind: 'VENUE' }))).toEqual(['NOT_A_MATCH']);
    const spring = await saved({ from: '2096-04-01', to: '2096-04-30' });
    expect(await refusalOf(proposalOf(spring, { kind: 'SPEAKER', from: '2096-05-01', to: null }))).toEqual(['NOT_A_MATCH']);
    expect(await refusalOf(proposalOf(spring, { kind: 'SPEAKER', from: null, to: '2096-04-01' }))).toEqual([]);
    await node.rows.manager.save(Array.from({ length: MOST_PROPOSALS }, () => anAgreement('bat', offer, theirs(), { proposedHere: false })));
    expect(await refusalOf(proposalOf(offer))).toEqual(['TOO_MANY']);
  });

  it('of another college’s words are refused', async () => {
    const offer = await saved();
    await expect(hear('AGREEMENT_PROPOSED', globalId('hgt', uuid()), proposalOf(offer))).rejects.toThrow('its own offers alone');
    await expect(hear('AGREEMENT_PROPOSED', theirs(), proposalOf(offer, { offerId: globalId('hgt', uuid()) }))).rejects.toThrow('its own offers alone');
    const { thread, id } = await incoming(offer);
    await answer('accept', id);
    await expect(hear('AGREEMENT_SETTLED', thread, { agreed: true, reason: null }, 'hgt')).rejects.toThrow('its own proposals alone');
    await expect(hear('AGREEMENT_WITHDRAWN', thread, { reason: null }, 'hgt')).rejects.toThrow('its own proposals alone');
    const { done } = await propose(await saved(), theirs());
    await expect(hear('AGREEMENT_ANSWERED', await threadOf(done?.id), { accepted: true, reason: null }, 'hgt')).rejects.toThrow('nothing was proposed');
  });

  it('are listed for the college’s own staff, newest first', async () => {
    const list = (as?: Actor) =>
      node.ask<{ _entities: { agreements: { nodes: { id: string }[]; totalCount: number; pageInfo: { endCursor: string; hasNextPage: boolean } } | null }[] }>(
        'query ($after: String) { _entities(representations: [{ __typename: "College", code: "chhtt" }]) { ... on College { agreements(first: 2, after: $after) { nodes { id } totalCount pageInfo { endCursor hasNextPage } } } } }',
        as && { as },
      );
    const { done } = await propose(await saved(), theirs());
    const { data } = await list(aCurator('chhtt', { roles: ['MENTOR'] }));
    expect(data._entities[0]?.agreements?.nodes[0]?.id).toBe(done?.id);
    for (const nobody of [undefined, aVolunteerActor('chhtt'), aCurator('bat')]) expect((await list(nobody)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
