import { Module } from '@nestjs/common';
import { LogModule } from '../log/log.module.js';
import { ApprovalsModule } from '../memberships/approvals.module.js';
import { StandingModule } from '../memberships/standing.module.js';
import { FoundingService } from './founding.service.js';
import { GatewaysRepository } from './gateways.repository.js';

@Module({ imports: [StandingModule, ApprovalsModule, LogModule], providers: [GatewaysRepository, FoundingService], exports: [GatewaysRepository] })
export class FoundingModule {}
