import { Module } from '@nestjs/common';
import { MessagesModule } from '../messages/messages.module.js';
import { AgreementWords } from './agreements/agreement-words.js';
import { AgreementsRepository } from './agreements/agreements.repository.js';
import { AgreementConnectionResolver, AgreementsResolver, CollegeAgreementsResolver } from './agreements/agreements.resolver.js';
import { AgreementsService } from './agreements/agreements.service.js';
import { HeldAgreements } from './agreements/held-agreements.js';
import { RefusedProposalsService } from './agreements/refused-proposals.service.js';
import { SettlingAgreementsService } from './agreements/settling-agreements.service.js';
import { OfferConnectionResolver, OfferFeedItemResolver, OfferFeedResolver } from './offer-pages.resolver.js';
import { OffersRepository } from './offers.repository.js';
import { CollegeOffersResolver, OffersResolver } from './offers.resolver.js';
import { OffersService } from './offers.service.js';

@Module({
  imports: [MessagesModule],
  providers: [
    OffersRepository,
    OffersService,
    OffersResolver,
    CollegeOffersResolver,
    OfferConnectionResolver,
    OfferFeedResolver,
    OfferFeedItemResolver,
    AgreementsRepository,
    HeldAgreements,
    AgreementWords,
    RefusedProposalsService,
    SettlingAgreementsService,
    AgreementsService,
    AgreementsResolver,
    CollegeAgreementsResolver,
    AgreementConnectionResolver,
  ],
  exports: [OffersService],
})
export class OffersModule {}
