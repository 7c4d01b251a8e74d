import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { globalId } from '#contract/ids.js';
import { MOST_PROPOSALS } from '#contract/limits.js';
import type { Actor } from '#identity/actor.js';
import type { MessageContent } from '#node/messages/message-kinds.js';
import { SettlingAgreementsService } from '#node/offers/agreements/settling-agreements.service.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { anAgreement } from '#support/factories/offer.factory.js';
import { KEPT, OfferDesk, TOO_LATE, YES, anOfferOfBat, proposalOf } from './offer-desk.js';

let desk: OfferDesk;
beforeAll(async () => {
  desk = await OfferDesk.open();
});
afterAll(() => desk.close());

describe('agreements with another college', () => {
  it('are proposed once, however often, and the partner is asked', async () => {
    const offer = await desk.saved();
    const partnerOfferId = anOfferOfBat();
    const first = await desk.propose(offer, partnerOfferId, undefined, ' На день открытых дверей ');
    expect(first.done).toMatchObject({ status: 'PROPOSED', proposedHere: true, partnerOfferId, note: 'На день открытых дверей', offer: { id: globalId('chhtt', offer.id) } });
    expect((await desk.propose(offer, partnerOfferId)).done?.id).toBe(first.done?.id);
    expect(await desk.told(await desk.threadOf(first.done?.id))).toEqual([
      { kind: 'AGREEMENT_PROPOSED', content: { offerId: globalId('chhtt', offer.id), direction: 'OFFERED', kind: 'SPEAKER', from: null, to: null, partnerOfferId, note: 'На день открытых дверей' } },
    ]);
  });

  it.each([
    ['one’s own offer', () => globalId('chhtt', uuid()), 'BAD_USER_INPUT'],
    ['a college of nowhere', () => globalId('nowhere', uuid()), 'NOT_FOUND'],
    ['no id', () => 'что-нибудь', 'NOT_FOUND'],
  ])('are not proposed to %s', async (_what, partnerOfferId, code) => {
    expect((await desk.propose(await desk.saved(), partnerOfferId())).code).toBe(code);
  });

  it('are not proposed about what is closed, nor by who may not', async () => {
    expect((await desk.propose(await desk.saved({ status: 'CLOSED' }), anOfferOfBat())).message).toBe('input.offerId: is not open any more');
    expect((await desk.propose(await desk.saved(), anOfferOfBat(), aCurator('chhtt', { roles: ['MENTOR'] }))).code).toBe('FORBIDDEN');
    expect((await desk.propose(await desk.saved(), anOfferOfBat(), aCurator('bat'))).code).toBe('FORBIDDEN');
  });

  it('close both sides: the partner says yes, the proposer keeps its word and turns the others away', async () => {
    const offer = await desk.saved();
    const { thread } = await desk.outgoing(offer);
    const { thread: left } = await desk.outgoing(offer);
    const third = await desk.incoming(offer);
    await desk.hear('AGREEMENT_ANSWERED', thread, YES);

    expect(await desk.statusOf(offer)).toBe('AGREED');
    expect((await desk.told(thread)).at(-1)).toEqual({ kind: 'AGREEMENT_SETTLED', content: KEPT });
    expect(await desk.ofThread(left)).toMatchObject({ status: 'WITHDRAWN', reason: 'OFFER_CLOSED' });
    expect((await desk.told(left)).at(-1)).toEqual({ kind: 'AGREEMENT_WITHDRAWN', content: { reason: 'OFFER_CLOSED' } });
    expect(await desk.ofThread(third.thread)).toMatchObject({ status: 'DECLINED', reason: 'OFFER_CLOSED' });
    expect(await desk.told(third.thread)).toEqual([{ kind: 'AGREEMENT_ANSWERED', content: { accepted: false, reason: 'OFFER_CLOSED' } }]);

    await desk.hear('AGREEMENT_ANSWERED', left, YES);
    expect((await desk.told(left)).at(-1)).toEqual({ kind: 'AGREEMENT_SETTLED', content: TOO_LATE });
    expect(await desk.statusOf(offer)).toBe('AGREED');
  });

  it('keep the partner’s offer from its yes on, and open it again where the proposer’s was gone', async () => {
    const offer = await desk.saved();
    const { thread, id } = await desk.incoming(offer);
    expect((await desk.answer('accept', id)).done).toMatchObject({ status: 'ACCEPTED', proposedHere: false });
    expect((await desk.answer('accept', id)).done?.status).toBe('ACCEPTED');
    expect(await desk.statusOf(offer)).toBe('AGREED');
    expect(await desk.told(thread)).toEqual(Array.from({ length: 2 }, () => ({ kind: 'AGREEMENT_ANSWERED', content: YES })));
    await desk.hear('AGREEMENT_SETTLED', thread, TOO_LATE);
    expect(await desk.ofThread(thread)).toMatchObject({ status: 'LAPSED', reason: 'OFFER_CLOSED' });
    expect(await desk.statusOf(offer)).toBe('OPEN');
  });

  it('end once where a yes and its withdrawal cross, and leave alone what the offer was promised to since', async () => {
    const offer = await desk.saved();
    const [first, second] = [await desk.incoming(offer), await desk.incoming(offer)];
    await desk.answer('accept', first.id);
    await desk.hear('AGREEMENT_WITHDRAWN', first.thread, { reason: null });
    expect(await desk.ofThread(first.thread)).toMatchObject({ status: 'LAPSED', reason: null });
    expect(await desk.statusOf(offer)).toBe('OPEN');

    await desk.answer('accept', second.id);
    await desk.hear('AGREEMENT_SETTLED', first.thread, TOO_LATE); // what a proposer says to a yes that comes too late
    expect(await Promise.all([first, second].map(({ thread }) => desk.ofThread(thread)))).toMatchObject([{ status: 'LAPSED', reason: null }, { status: 'ACCEPTED' }]);
    expect(await desk.statusOf(offer)).toBe('AGREED');
  });

  it('that race for one offer: exactly one is accepted', async () => {
    const offer = await desk.saved();
    const proposals = [await desk.incoming(offer), await desk.incoming(offer), await desk.incoming(offer), await desk.incoming(offer)];
    const outcomes = await Promise.all(proposals.map(({ id }) => desk.answer('accept', id)));
    expect(outcomes.filter(({ done }) => done?.status === 'ACCEPTED')).toHaveLength(1);
    expect(outcomes.filter(({ code }) => code === 'BAD_USER_INPUT')).toHaveLength(3);
    expect(outcomes.find(({ code }) => code)?.message).toBe('id: the offer of this college is not open any more');
  });

  it('that race as answers to one offer: exactly one is kept', async () => {
    const offer = await desk.saved();
    const proposals = [await desk.outgoing(offer), await desk.outgoing(offer), await desk.outgoing(offer)];
    await Promise.all(proposals.map(({ thread }) => desk.hear('AGREEMENT_ANSWERED', thread, YES)));
    const settled = (await Promise.all(proposals.map(({ thread }) => desk.told(thread)))).flat().filter(({ kind }) => kind === 'AGREEMENT_SETTLED');
    expect(settled.map(({ content }) => (content as { agreed: boolean }).agreed).sort()).toEqual([false, false, true]);
    expect(await desk.statusOf(offer)).toBe('AGREED');
  });

  it('are declined by who was asked, and withdrawn by who asked', async () => {
    const offer = await desk.saved();
    const asked = await desk.incoming(offer);
    expect((await desk.answer('withdraw', asked.id)).message).toMatch(/decline it instead/);
    expect((await desk.answer('decline', asked.id)).done).toMatchObject({ status: 'DECLINED', reason: 'Не в этот раз' });
    expect((await desk.answer('accept', asked.id)).message).toBe('id: waits for no answer any more: it is DECLINED');
    expect((await desk.told(asked.thread)).at(-1)).toEqual({ kind: 'AGREEMENT_ANSWERED', content: { accepted: false, reason: 'Не в этот раз' } });

    const { thread, id } = await desk.outgoing(offer);
    expect((await desk.answer('accept', id)).message).toMatch(/its partner says yes or no/);
    expect((await desk.answer('decline', id)).message).toMatch(/withdraw it instead/);
    expect((await desk.answer('withdraw', id)).done?.status).toBe('WITHDRAWN');
    await desk.hear('AGREEMENT_ANSWERED', thread, YES);
    expect((await desk.told(thread)).at(-1)).toEqual({ kind: 'AGREEMENT_SETTLED', content: TOO_LATE });
    expect(await desk.statusOf(offer)).toBe('OPEN');
  });

  it('end where the partner’s node can never take the proposal, and it may be made anew', async () => {
    const offer = await desk.saved();
    const partnerOfferId = anOfferOfBat();
    const { done } = await desk.propose(offer, partnerOfferId);
    const thread = await desk.threadOf(done?.id);
    const content = proposalOf(offer);
    await desk.node.beRefused({ to: 'hgt', thread, kind: 'AGREEMENT_PROPOSED', content });
    expect(await desk.ofThread(thread)).toMatchObject({ status: 'PROPOSED' });
    for (let time = 1; time <= 2; time += 1) await desk.node.beRefused({ to: 'bat', thread, kind: 'AGREEMENT_PROPOSED', content });
    expect(await desk.ofThread(thread)).toMatchObject({ status: 'DECLINED', reason: 'PARTNER_REFUSED' });
    const anew = await desk.propose(offer, partnerOfferId);
    expect(anew.done).toMatchObject({ status: 'PROPOSED' });
    await desk.answer('withdraw', anew.done?.id);
    const taken = await desk.threadOf(anew.done?.id);
    await desk.node.beRefused({ to: 'bat', thread: taken, kind: 'AGREEMENT_PROPOSED', content });
    expect(await desk.ofThread(taken)).toMatchObject({ status: 'WITHDRAWN', reason: null });
  });

  it('end where the proposer’s node can never take the yes, and the offer is there for others', async () => {
    const offer = await desk.saved();
    const { thread, id } = await desk.incoming(offer);
    await desk.node.beRefused({ to: 'bat', thread, kind: 'AGREEMENT_ANSWERED', content: YES });
    expect(await desk.ofThread(thread)).toMatchObject({ status: 'PROPOSED' });
    await desk.answer('accept', id);
    await desk.node.beRefused({ to: 'bat', thread, kind: 'AGREEMENT_ANSWERED', content: { accepted: false, reason: null } });
    expect(await desk.statusOf(offer)).toBe('AGREED');
    for (let time = 1; time <= 2; time += 1) await desk.node.beRefused({ to: 'bat', thread, kind: 'AGREEMENT_ANSWERED', content: YES });
    expect(await desk.ofThread(thread)).toMatchObject({ status: 'LAPSED', reason: 'PARTNER_REFUSED' });
    expect(await desk.statusOf(offer)).toBe('OPEN');
  });

  it('wait for an answer for a month, and end on both sides', async () => {
    const ago = (days: number) => new Date(Date.now() - days * 86_400_000);
    const offer = await desk.saved();
    const [silent, asked, younger, accepted] = [
      anAgreement('chhtt', offer, anOfferOfBat(), { proposedAt: ago(31) }),
      anAgreement('bat', offer, anOfferOfBat(), { proposedAt: ago(31), proposedHere: false }), // its proposer says when it ends
      anAgreement('chhtt', offer, anOfferOfBat(), { proposedAt: ago(29) }),
      anAgreement('bat', await desk.saved({ status: 'AGREED' }), anOfferOfBat(), { proposedAt: ago(60), proposedHere: false, status: 'ACCEPTED' }),
    ];
    await desk.node.rows.manager.save([silent, asked, younger, accepted]);
    for (let time = 1; time <= 2; time += 1) await desk.node.get(SettlingAgreementsService).work();
    expect(await desk.ofThread(silent.thread)).toMatchObject({ status: 'WITHDRAWN', reason: 'NO_ANSWER' });
    expect(await desk.told(silent.thread)).toEqual([{ kind: 'AGREEMENT_WITHDRAWN', content: { reason: 'NO_ANSWER' } }]);
    expect(await Promise.all([asked, younger, accepted].map(({ thread }) => desk.ofThread(thread)))).toMatchObject([{ status: 'PROPOSED' }, { status: 'PROPOSED' }, { status: 'ACCEPTED' }]);
  });

  it('end where an offer is closed, and everybody who waits is told', async () => {
    const offer = await desk.saved();
    const { thread } = await desk.incoming(offer);
    await desk.closeOffer(offer);
    expect(await desk.ofThread(thread)).toMatchObject({ status: 'DECLINED', reason: 'OFFER_CLOSED' });
    expect((await desk.told(thread)).at(-1)).toEqual({ kind: 'AGREEMENT_ANSWERED', content: { accepted: false, reason: 'OFFER_CLOSED' } });
  });

  it('keep what they promise: it is not closed at one side while the other counts on it', async () => {
    const asked = await desk.saved();
    const { thread, id } = await desk.incoming(asked);
    await desk.answer('accept', id);
    const refused = 'id: is promised to bat by an agreement, and stays AGREED at both colleges: post it anew where there is another';
    expect((await desk.closeOffer(asked)).message).toBe(refused);
    await desk.hear('AGREEMENT_SETTLED', thread, KEPT);
    expect((await desk.closeOffer(asked)).message).toBe(refused);

    const asking = await desk.saved();
    await desk.hear('AGREEMENT_ANSWERED', (await desk.outgoing(asking)).thread, YES);
    expect(await desk.closeOffer(asking)).toMatchObject({ code: 'BAD_USER_INPUT', message: refused });
    expect([await desk.statusOf(asked), await desk.statusOf(asking)]).toEqual(['AGREED', 'AGREED']);
  });

  it('turn away what cannot be: an unknown offer, one that goes the same way, and more than anybody reads', async () => {
    const offer = await desk.saved();
    const refusalOf = async (content: MessageContent<'AGREEMENT_PROPOSED'>) => {
      const thread = anOfferOfBat();
      await desk.hear('AGREEMENT_PROPOSED', thread, content);
      return (await desk.told(thread)).map((one) => (one.content as { reason: string }).reason);
    };
    expect(await refusalOf(proposalOf({ id: uuid() }))).toEqual(['OFFER_CLOSED']);
    expect(await refusalOf(proposalOf(offer, { direction: 'OFFERED' }))).toEqual(['NOT_A_MATCH']);
    expect(await refusalOf(proposalOf(offer, { kind: 'VENUE' }))).toEqual(['NOT_A_MATCH']);
    const spring = await desk.saved({ from: '2096-04-01', to: '2096-04-30' });
    expect(await refusalOf(proposalOf(spring, { kind: 'SPEAKER', from: '2096-05-01', to: null }))).toEqual(['NOT_A_MATCH']);
    expect(await refusalOf(proposalOf(spring, { kind: 'SPEAKER', from: null, to: '2096-04-01' }))).toEqual([]);
    await desk.node.rows.manager.save(Array.from({ length: MOST_PROPOSALS }, () => anAgreement('bat', offer, anOfferOfBat(), { proposedHere: false })));
    expect(await refusalOf(proposalOf(offer))).toEqual(['TOO_MANY']);
  });

  it('of another college’s words are refused', async () => {
    const offer = await desk.saved();
    await expect(desk.hear('AGREEMENT_PROPOSED', globalId('hgt', uuid()), proposalOf(offer))).rejects.toThrow('its own offers alone');
    await expect(desk.hear('AGREEMENT_PROPOSED', anOfferOfBat(), proposalOf(offer, { offerId: globalId('hgt', uuid()) }))).rejects.toThrow('its own offers alone');
    const { thread, id } = await desk.incoming(offer);
    await desk.answer('accept', id);
    await expect(desk.hear('AGREEMENT_SETTLED', thread, KEPT, 'hgt')).rejects.toThrow('its own proposals alone');
    await expect(desk.hear('AGREEMENT_WITHDRAWN', thread, { reason: null }, 'hgt')).rejects.toThrow('its own proposals alone');
    const asked = await desk.outgoing(await desk.saved());
    await expect(desk.hear('AGREEMENT_ANSWERED', asked.thread, YES, 'hgt')).rejects.toThrow('nothing was proposed');
  });

  it('are listed for the college’s own staff, newest first', async () => {
    const list = (as?: Actor) =>
      desk.node.ask<{ _entities: { agreements: { nodes: { id: string }[]; totalCount: number; pageInfo: { endCursor: string; hasNextPage: boolean } } | null }[] }>(
        'query ($after: String) { _entities(representations: [{ __typename: "College", code: "chhtt" }]) { ... on College { agreements(first: 2, after: $after) { nodes { id } totalCount pageInfo { endCursor hasNextPage } } } } }',
        as && { as },
      );
    const { id } = await desk.outgoing(await desk.saved());
    const { data } = await list(aCurator('chhtt', { roles: ['MENTOR'] }));
    expect(data._entities[0]?.agreements?.nodes[0]?.id).toBe(id);
    for (const nobody of [undefined, aVolunteerActor('chhtt'), aCurator('bat')]) expect((await list(nobody)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
