import { Module } from '@nestjs/common';
import { ConformanceModule } from '../conformance/conformance.module.js';
import { HeardModule } from '../heard/heard.module.js';
import { InvitationsModule } from '../invitations/invitations.module.js';
import { LogModule } from '../log/log.module.js';
import { StandingModule } from '../memberships/standing.module.js';
import { RosterModule } from '../roster/roster.module.js';
import { JoinController } from './join.controller.js';
import { JoiningService } from './joining.service.js';
import { MoveController } from './move.controller.js';
import { MovingService } from './moving.service.js';

@Module({
  imports: [StandingModule, RosterModule, LogModule, InvitationsModule, ConformanceModule, HeardModule],
  controllers: [JoinController, MoveController],
  providers: [JoiningService, MovingService],
})
export class JoiningModule {}
