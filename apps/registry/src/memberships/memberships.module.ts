import { Module } from '@nestjs/common';
import { HeardModule } from '../heard/heard.module.js';
import { LogModule } from '../log/log.module.js';
import { RosterModule } from '../roster/roster.module.js';
import { ApprovalsModule } from './approvals.module.js';
import { MachinesController } from './machines.controller.js';
import { MachinesService } from './machines.service.js';
import { MembershipsResolver } from './memberships.resolver.js';
import { MembershipsService } from './memberships.service.js';
import { StandingModule } from './standing.module.js';

@Module({
  imports: [StandingModule, ApprovalsModule, RosterModule, LogModule, HeardModule],
  controllers: [MachinesController],
  providers: [MembershipsService, MachinesService, MembershipsResolver],
})
export class MembershipsModule {}
