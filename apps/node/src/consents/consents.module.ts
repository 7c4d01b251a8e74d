import { Module } from '@nestjs/common';
import { ConsentsRepository } from './consents.repository.js';
import { ConsentsResolver, VolunteerConsentsResolver } from './consents.resolver.js';
import { ConsentsService } from './consents.service.js';

@Module({
  providers: [ConsentsRepository, ConsentsService, ConsentsResolver, VolunteerConsentsResolver],
  exports: [ConsentsService],
})
export class ConsentsModule {}
