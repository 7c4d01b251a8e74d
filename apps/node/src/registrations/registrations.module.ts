import { Module } from '@nestjs/common';
import { EventRegistrationsResolver } from './event-registrations.resolver.js';
import { RegistrationsRepository } from './registrations.repository.js';
import { RegistrationConnectionResolver, RegistrationsResolver } from './registrations.resolver.js';
import { RegistrationsService } from './registrations.service.js';

@Module({
  providers: [
    RegistrationsRepository,
    RegistrationsService,
    RegistrationsResolver,
    RegistrationConnectionResolver,
    EventRegistrationsResolver,
  ],
  exports: [RegistrationsService],
})
export class RegistrationsModule {}
