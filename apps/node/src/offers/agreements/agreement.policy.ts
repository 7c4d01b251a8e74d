import { MOST_PROPOSALS } from '#contract/limits.js';
import type { OfferDirection, OfferStatus } from '../offer-vocabulary.js';
import type { AgreementStatus } from './agreement-status.js';

/** Why a node turns a proposal away before anybody has read it. */
export type Refusal = 'OFFER_CLOSED' | 'NOT_A_MATCH' | 'ASKED_ALREADY' | 'TOO_MANY';

/** An agreement that waits for an answer. */
interface Waiting {
  readonly thread: string;
  readonly partnerOfferId: string;
  readonly proposedHere: boolean;
}

/** What a partner proposes. */
interface Proposal {
  readonly thread: string;
  /** Global id of the partner's own offer. */
  readonly offerId: string;
  readonly direction: OfferDirection;
}

export const agreementPolicy = {
  /** A want meets an offer, both still to be had. Where both colleges proposed the same at once, the lesser thread stays. */
  refusal: (
    offer: { readonly status: OfferStatus; readonly direction: OfferDirection },
    waiting: readonly Waiting[],
    proposal: Proposal,
  ): Refusal | null => {
    if (offer.status !== 'OPEN') return 'OFFER_CLOSED';
    if (offer.direction === proposal.direction) return 'NOT_A_MATCH';
    const same = waiting.filter(({ partnerOfferId }) => partnerOfferId === proposal.offerId);
    if (same.some(({ proposedHere, thread }) => !proposedHere || thread < proposal.thread)) return 'ASKED_ALREADY';
    return waiting.filter(({ proposedHere }) => !proposedHere).length < MOST_PROPOSALS ? null : 'TOO_MANY';
  },

  /** Whether the proposer can still keep its word once the partner has accepted. */
  canKeep: (agreement: { readonly status: AgreementStatus }, offer: { readonly status: OfferStatus }): boolean =>
    agreement.status === 'PROPOSED' && offer.status === 'OPEN',
};
