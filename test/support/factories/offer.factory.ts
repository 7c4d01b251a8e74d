import { v7 as uuid } from 'uuid';
import { globalId } from '#contract/ids.js';
import { AgreementEntity } from '#node/offers/agreements/agreement.entity.js';
import { OfferEntity } from '#node/offers/offer.entity.js';

/** A speaker to be had on any day, posted now. */
export function anOffer(overrides: Partial<OfferEntity> = {}): OfferEntity {
  const { postedAt = new Date() } = overrides;
  return Object.assign(new OfferEntity(), {
    id: uuid(),
    direction: 'OFFERED',
    kind: 'SPEAKER',
    title: 'Технолог с завода',
    details: null,
    from: null,
    to: null,
    status: 'OPEN',
    postedAt,
    changedAt: postedAt,
    ...overrides,
  });
}

/** One side's proposal, which waits for an answer. */
export function anAgreement(college: string, offer: { readonly id: string }, partnerOfferId: string, overrides: Partial<AgreementEntity> = {}): AgreementEntity {
  const id = uuid();
  return Object.assign(new AgreementEntity(), {
    id,
    thread: globalId(college, id),
    offerId: offer.id,
    partnerOfferId,
    proposedHere: true,
    status: 'PROPOSED',
    note: null,
    reason: null,
    proposedAt: new Date(),
    changedAt: new Date(),
    ...overrides,
  });
}
