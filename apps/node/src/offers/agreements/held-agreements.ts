import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../database/transaction.js';
import type { OfferEntity } from '../offer.entity.js';
import { OffersRepository } from '../offers.repository.js';
import type { AgreementEntity } from './agreement.entity.js';
import { AgreementsRepository } from './agreements.repository.js';

/** An agreement with the offer of this college that it is about, which nobody else changes until the transaction ends. */
export interface HeldAgreement {
  readonly agreement: AgreementEntity;
  readonly offer: OfferEntity;
}

/** The offer first, as everybody holds it; then the agreement as it is now that nobody else changes it. */
@Injectable()
export class HeldAgreements {
  constructor(
    private readonly agreements: AgreementsRepository,
    private readonly offers: OffersRepository,
  ) {}

  byId(tx: Transaction, id: string): Promise<HeldAgreement | null> {
    return this.hold(tx, () => this.agreements.find(tx, id));
  }

  ofThread(tx: Transaction, thread: string): Promise<HeldAgreement | null> {
    return this.hold(tx, () => this.agreements.ofThread(tx, thread));
  }

  private async hold(tx: Transaction, find: () => Promise<AgreementEntity | null>): Promise<HeldAgreement | null> {
    const found = await find();
    const offer = found && (await this.offers.lock(tx, found.offerId));
    const agreement = offer && (await find());
    return agreement && { agreement, offer };
  }
}
