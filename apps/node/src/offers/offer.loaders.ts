import DataLoader from 'dataloader';
import { inKeyOrder } from '../graph/in-key-order.js';
import type { AgreementEntity } from './agreements/agreement.entity.js';
import type { AgreementsRepository } from './agreements/agreements.repository.js';
import type { OfferEntity } from './offer.entity.js';
import type { OffersRepository } from './offers.repository.js';

/** Made anew for each request: a loader's cache must not outlive its actor. Whoever asks must be allowed to see what they give. */
export const offerLoaders = (offers: OffersRepository, agreements: AgreementsRepository) => ({
  offer: new DataLoader<string, OfferEntity | undefined>(async (ids) => inKeyOrder(ids, await offers.byIds(ids), (offer) => offer.id)),
  agreement: new DataLoader<string, AgreementEntity | undefined>(async (ids) =>
    inKeyOrder(ids, await agreements.byIds(ids), (agreement) => agreement.id),
  ),
});

export type OfferLoaders = ReturnType<typeof offerLoaders>;
