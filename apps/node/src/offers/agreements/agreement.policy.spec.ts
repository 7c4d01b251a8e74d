import { describe, expect, it } from '@jest/globals';
import { MOST_PROPOSALS } from '#contract/limits.js';
import { agreementPolicy } from './agreement.policy.js';

const open = { status: 'OPEN', direction: 'OFFERED', kind: 'VENUE', from: null, to: null } as const;
const proposal = { thread: 'bat:5', offerId: 'bat:1', direction: 'WANTED', kind: 'VENUE', from: '2027-04-10', to: '2027-04-20' } as const;
const waiting = { thread: 'bat:4', partnerOfferId: 'bat:1', proposedHere: false };

describe('what a partner proposes', () => {
  it('waits for the curator', () => {
    expect(agreementPolicy.refusal(open, [], proposal)).toBeNull();
    expect(agreementPolicy.refusal(open, [{ ...waiting, partnerOfferId: 'bat:2' }], proposal)).toBeNull();
    expect(agreementPolicy.refusal({ ...open, from: '2027-04-20' }, [], proposal)).toBeNull();
    expect(agreementPolicy.refusal({ ...open, to: '2027-04-10' }, [], { ...proposal, to: null })).toBeNull();
    const { thread, offerId, direction } = proposal;
    expect(agreementPolicy.refusal({ ...open, to: '2027-01-01' }, [], { thread, offerId, direction })).toBeNull();
  });

  it.each([
    ['an offer that is promised', { ...open, status: 'AGREED' }, [], 'OFFER_CLOSED'],
    ['an offer that is closed', { ...open, status: 'CLOSED' }, [], 'OFFER_CLOSED'],
    ['two wants', { ...open, direction: 'WANTED' }, [], 'NOT_A_MATCH'],
    ['another kind', { ...open, kind: 'SPEAKER' }, [], 'NOT_A_MATCH'],
    ['days that are over before', { ...open, to: '2027-04-09' }, [], 'NOT_A_MATCH'],
    ['days that begin after', { ...open, from: '2027-04-21', to: '2027-05-01' }, [], 'NOT_A_MATCH'],
    ['the same once more', open, [waiting], 'ASKED_ALREADY'],
    ['more than anybody reads', open, Array.from({ length: MOST_PROPOSALS }, (_, index) => ({ ...waiting, partnerOfferId: `kpk:${index}` })), 'TOO_MANY'],
  ] as const)('is turned away: %s', (_what, offer, others, refusal) => {
    expect(agreementPolicy.refusal(offer, others, proposal)).toBe(refusal);
  });

  it('of two that cross, the lesser thread stays, as either side sees it', () => {
    const here = { thread: 'chhtt:1', partnerOfferId: 'bat:1', proposedHere: true };
    expect(agreementPolicy.refusal(open, [here], proposal)).toBeNull();
    const there = { thread: 'bat:5', partnerOfferId: 'chhtt:9', proposedHere: true };
    expect(agreementPolicy.refusal({ ...open, direction: 'WANTED' }, [there], { thread: 'chhtt:1', offerId: 'chhtt:9', direction: 'OFFERED' })).toBe('ASKED_ALREADY');
  });
});

describe('a proposal that the partner accepted', () => {
  it('is kept while the proposer’s offer is there', () => {
    expect(agreementPolicy.canKeep({ status: 'PROPOSED' }, { status: 'OPEN' })).toBe(true);
    expect(agreementPolicy.canKeep({ status: 'PROPOSED' }, { status: 'AGREED' })).toBe(false);
    expect(agreementPolicy.canKeep({ status: 'WITHDRAWN' }, { status: 'OPEN' })).toBe(false);
  });

  it('waits for a month for an answer to what this college proposed, and for no other', () => {
    const now = new Date('2026-11-26T12:00:00Z');
    const proposed = { status: 'PROPOSED', proposedHere: true, proposedAt: new Date('2026-10-27T12:00:00Z') } as const;
    expect(agreementPolicy.isUnanswered(proposed, now)).toBe(true);
    expect(agreementPolicy.isUnanswered({ ...proposed, proposedAt: new Date('2026-10-27T12:00:01Z') }, now)).toBe(false);
    expect(agreementPolicy.isUnanswered({ ...proposed, proposedHere: false }, now)).toBe(false);
    expect(agreementPolicy.isUnanswered({ ...proposed, status: 'AGREED' }, now)).toBe(false);
  });
});
