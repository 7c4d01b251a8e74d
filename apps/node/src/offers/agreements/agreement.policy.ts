import { MOST_PROPOSALS } from '#contract/limits.js';
import { OWED_FOR_DAYS } from '#roster/members.js';
import type { OfferDirection, OfferKind, OfferStatus } from '../offer-vocabulary.js';
import type { AgreementStatus } from './agreement-status.js';

/** Why a node turns a proposal away before anybody has read it. */
export type Refusal = 'OFFER_CLOSED' | 'NOT_A_MATCH' | 'ASKED_ALREADY' | 'TOO_MANY';

/** An agreement that waits for an answer. */
interface Waiting {
  readonly thread: string;
  readonly partnerOfferId: string;
  readonly proposedHere: boolean;
}

/** What of an offer decides whether it meets another. */
interface Matching {
  readonly direction: OfferDirection;
  readonly kind: OfferKind;
  /** YYYY-MM-DD; null is any. */
  readonly from: string | null;
  readonly to: string | null;
}

/** What a partner proposes; an older node says of its offer no more than which way it goes. */
interface Proposal extends Pick<Matching, 'direction'>, Partial<Omit<Matching, 'direction'>> {
  readonly thread: string;
  /** Global id of the partner's own offer. */
  readonly offerId: string;
}

/** What says for how long an answer is awaited. */
interface Proposed {
  readonly status: AgreementStatus;
  readonly proposedHere: boolean;
  readonly proposedAt: Date;
}

/** With a partner that says nothing: for as long as one that left may still deliver what it owes. */
export const ANSWER_PATIENCE_MS = OWED_FOR_DAYS * 86_400_000;

export const agreementPolicy = {
  /** A want meets an offer, both still to be had, of one kind and on days that overlap. Where both colleges proposed the same at once, the lesser thread stays. */
  refusal: (
    offer: Matching & { readonly status: OfferStatus },
    waiting: readonly Waiting[],
    proposal: Proposal,
  ): Refusal | null => {
    if (offer.status !== 'OPEN') return 'OFFER_CLOSED';
    if (!isMatch(offer, proposal)) return 'NOT_A_MATCH';
    const same = waiting.filter(({ partnerOfferId }) => partnerOfferId === proposal.offerId);
    if (same.some(({ proposedHere, thread }) => !proposedHere || thread < proposal.thread)) return 'ASKED_ALREADY';
    return waiting.filter(({ proposedHere }) => !proposedHere).length < MOST_PROPOSALS ? null : 'TOO_MANY';
  },

  /** Whether the proposer can still keep its word once the partner has accepted. */
  canKeep: (agreement: { readonly status: AgreementStatus }, offer: { readonly status: OfferStatus }): boolean =>
    agreement.status === 'PROPOSED' && offer.status === 'OPEN',

  /** Whether this college's proposal waits for an answer no longer, for there was none for so long. */
  isUnanswered: ({ status, proposedHere, proposedAt }: Proposed, now: Date): boolean =>
    proposedHere && status === 'PROPOSED' && proposedAt.getTime() <= now.getTime() - ANSWER_PATIENCE_MS,
};

function isMatch(offer: Matching, { direction, kind = offer.kind, from = null, to = null }: Proposal): boolean {
  return offer.direction !== direction && offer.kind === kind && !endsBefore(offer.to, from) && !endsBefore(to, offer.from);
}

function endsBefore(lastDay: string | null, firstDay: string | null): boolean {
  return lastDay !== null && firstDay !== null && lastDay < firstDay;
}
