import { Module } from '@nestjs/common';
import { ConsentsModule } from '../consents/consents.module.js';
import { EventsModule } from '../events/events.module.js';
import { OffersModule } from '../offers/offers.module.js';
import { ParticipationsModule } from '../participations/participations.module.js';
import { PeopleModule } from '../people/people.module.js';
import { PracticesModule } from '../practices/practices.module.js';
import { ReadersModule } from '../readers/readers.module.js';
import { RegistrationsModule } from '../registrations/registrations.module.js';
import { VolunteersModule } from '../volunteers/volunteers.module.js';
import { Identification } from './identification.js';
import { RequestContexts } from './request-context.js';

/** Who asks, and the loaders that each request gets from the features. */
@Module({
  imports: [PeopleModule, VolunteersModule, ConsentsModule, ParticipationsModule, ReadersModule, EventsModule, RegistrationsModule, PracticesModule, OffersModule],
  providers: [Identification, RequestContexts],
  exports: [Identification, RequestContexts],
})
export class RequestContextModule {}
