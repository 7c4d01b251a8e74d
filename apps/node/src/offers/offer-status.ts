import type { OfferStatus } from './offer-vocabulary.js';
import type { OfferEntity } from './offer.entity.js';

/**
 * What an offer is on a day: whose last day has passed is no longer there. Worked out at every reading, so no job need close it; queries
 * say the same in SQL (`HAS_PASSED`).
 * @param today as the college's calendar has it, YYYY-MM-DD
 */
export function statusOn({ status, to }: Pick<OfferEntity, 'status' | 'to'>, today: string): OfferStatus {
  return status === 'OPEN' && to !== null && to < today ? 'CLOSED' : status;
}
