import { Module } from '@nestjs/common';
import { ParticipationsRepository } from './participations.repository.js';
import { ParticipationsService } from './participations.service.js';

/** The home's side of taking part: where its volunteers take part, at whichever college. */
@Module({
  providers: [ParticipationsRepository, ParticipationsService],
  exports: [ParticipationsService],
})
export class ParticipationsModule {}
