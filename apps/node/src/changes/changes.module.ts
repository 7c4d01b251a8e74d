import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.js';
import { OffersModule } from '../offers/offers.module.js';
import { PracticesModule } from '../practices/practices.module.js';
import { ChangesRepository } from './changes.repository.js';
import { ChangesResolver } from './changes.resolver.js';
import { ChangesService } from './changes.service.js';

@Module({
  imports: [EventsModule, PracticesModule, OffersModule],
  providers: [ChangesRepository, ChangesService, ChangesResolver],
})
export class ChangesModule {}
