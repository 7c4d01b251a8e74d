import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KEPT, OfferDesk, TOO_LATE, YES } from './offer-desk.js';

let desk: OfferDesk;
beforeAll(async () => {
  desk = await OfferDesk.open();
});
afterAll(() => desk.close());

describe('agreements that one side has forgotten, for an older backup of it was restored,', () => {
  it('are agreed for both again when a partner that has forgotten says yes once more', async () => {
    const offer = await desk.saved();
    const { thread } = await desk.outgoing(offer);
    for (let time = 1; time <= 2; time += 1) await desk.hear('AGREEMENT_ANSWERED', thread, YES);
    expect((await desk.told(thread)).map(({ kind, content }) => [kind, content]).slice(1)).toEqual(Array.from({ length: 2 }, () => ['AGREEMENT_SETTLED', KEPT]));
    expect(await desk.ofThread(thread)).toMatchObject({ status: 'AGREED', reason: null });
    expect(await desk.statusOf(offer)).toBe('AGREED');
  });

  it('are told to a proposer that has forgotten when the partner accepts once more, and end where it took them back', async () => {
    const offer = await desk.saved();
    const { thread, id } = await desk.agreed(offer);
    expect((await desk.answer('accept', id)).done).toMatchObject({ id, status: 'AGREED' });
    expect(await desk.told(thread)).toEqual(Array.from({ length: 2 }, () => ({ kind: 'AGREEMENT_ANSWERED', content: YES })));
    await desk.hear('AGREEMENT_SETTLED', thread, KEPT);
    expect(await desk.ofThread(thread)).toMatchObject({ status: 'AGREED' });

    await desk.hear('AGREEMENT_WITHDRAWN', thread, { reason: 'NO_ANSWER' });
    expect(await desk.ofThread(thread)).toMatchObject({ status: 'LAPSED', reason: 'NO_ANSWER' });
    expect(await desk.statusOf(offer)).toBe('OPEN');
  });

  it('end for the partner, too, when the proposer has forgotten and cannot agree anew', async () => {
    const offer = await desk.saved();
    const { thread, id } = await desk.agreed(offer);
    await desk.answer('accept', id);
    await desk.hear('AGREEMENT_SETTLED', thread, TOO_LATE);
    expect(await desk.ofThread(thread)).toMatchObject({ status: 'LAPSED', reason: 'OFFER_CLOSED' });
    expect(await desk.statusOf(offer)).toBe('OPEN');
  });

  it('end for the proposer, too, when the partner has forgotten and says no', async () => {
    const offer = await desk.saved();
    const { thread } = await desk.outgoing(offer);
    await desk.hear('AGREEMENT_ANSWERED', thread, YES);
    await expect(desk.hear('AGREEMENT_ANSWERED', thread, { accepted: false, reason: null }, 'hgt')).rejects.toThrow('nothing was proposed');
    expect(await desk.ofThread(thread)).toMatchObject({ status: 'AGREED' });
    for (let time = 1; time <= 2; time += 1) await desk.hear('AGREEMENT_ANSWERED', thread, { accepted: false, reason: 'Не в этот раз' });
    expect(await desk.ofThread(thread)).toMatchObject({ status: 'LAPSED', reason: 'Не в этот раз' });
    expect(await desk.statusOf(offer)).toBe('OPEN');
  });

  it('are not agreed at one college alone: what has ended here is said to a proposer that keeps its offer for it', async () => {
    const offer = await desk.saved();
    const { thread, id } = await desk.incoming(offer);
    await desk.hear('AGREEMENT_SETTLED', thread, KEPT); // a yes that was forgotten here: its curator answers again
    expect(await desk.ofThread(thread)).toMatchObject({ status: 'PROPOSED' });
    expect(await desk.told(thread)).toEqual([]);
    await desk.answer('accept', id);
    await desk.hear('AGREEMENT_WITHDRAWN', thread, { reason: null });
    await desk.hear('AGREEMENT_SETTLED', thread, KEPT); // its backup of before the withdrawal was restored
    expect((await desk.told(thread)).at(-1)).toEqual({ kind: 'AGREEMENT_ANSWERED', content: { accepted: false, reason: 'OFFER_CLOSED' } });
    expect(await desk.ofThread(thread)).toMatchObject({ status: 'LAPSED' });
    expect(await desk.statusOf(offer)).toBe('OPEN');
  });

  it('end where the proposer’s node knows of no agreement when the partner says yes once more', async () => {
    const offer = await desk.saved();
    const { thread } = await desk.agreed(offer);
    await desk.node.beRefused({ to: 'hgt', thread, kind: 'AGREEMENT_ANSWERED', content: YES });
    expect(await desk.ofThread(thread)).toMatchObject({ status: 'AGREED' });
    await desk.node.beRefused({ to: 'bat', thread, kind: 'AGREEMENT_ANSWERED', content: YES });
    expect(await desk.ofThread(thread)).toMatchObject({ status: 'LAPSED', reason: 'PARTNER_REFUSED' });
    expect(await desk.statusOf(offer)).toBe('OPEN');
  });
});
