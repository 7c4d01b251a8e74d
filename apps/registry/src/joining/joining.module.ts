import { Module } from '@nestjs/common';
import { ConformanceModule } from '../conformance/conformance.module.js';
import { InvitationsModule } from '../invitations/invitations.module.js';
import { LogModule } from '../log/log.module.js';
import { StandingModule } from '../memberships/standing.module.js';
import { JoinController } from './join.controller.js';
import { JoiningService } from './joining.service.js';

@Module({
  imports: [StandingModule, LogModule, InvitationsModule, ConformanceModule],
  controllers: [JoinController],
  providers: [JoiningService],
})
export class JoiningModule {}
