import { Module } from '@nestjs/common';
import { LogModule } from '../log/log.module.js';
import { StandingModule } from '../memberships/standing.module.js';
import { OwnRoster } from './own-roster.js';
import { PublishingService } from './publishing.service.js';
import { RosterRepository } from './roster.repository.js';
import { WellKnownController } from './well-known.controller.js';

@Module({
  imports: [StandingModule, LogModule],
  controllers: [WellKnownController],
  providers: [RosterRepository, OwnRoster, PublishingService],
  exports: [OwnRoster],
})
export class RosterModule {}
