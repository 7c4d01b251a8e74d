import { OFFER_TEXT } from '#contract/limits.js';
import { badInput } from '../graph/domain-error.js';
import { lineOf, textOf } from '../graph/input-text.js';
import type { OfferDirection, OfferKind } from './offer-vocabulary.js';
import type { OfferEntity } from './offer.entity.js';

/** The contract's OfferInput. */
export interface OfferAsked {
  readonly direction: OfferDirection;
  readonly kind: OfferKind;
  readonly title: string;
  readonly details?: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
}

/** What staff say in an offer. */
export type OfferWords = Pick<OfferEntity, 'direction' | 'kind' | 'title' | 'details' | 'from' | 'to'>;

/**
 * @param today as the college's calendar has it, YYYY-MM-DD
 * @throws DomainError BAD_USER_INPUT naming what cannot be kept
 */
export function offerWords({ direction, kind, title, details, from = null, to = null }: OfferAsked, today: string): OfferWords {
  if (from !== null && to !== null && to < from) throw badInput('input.to', 'must not be before input.from');
  if (to !== null && to < today) throw badInput('input.to', `has passed: today is ${today}`);
  return {
    direction,
    kind,
    title: lineOf(title, 'input.title', OFFER_TEXT.title),
    details: details ? textOf(details, 'input.details', OFFER_TEXT.details) : null,
    from,
    to,
  };
}
