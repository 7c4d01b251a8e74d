import { Module } from '@nestjs/common';
import { LogModule } from '../log/log.module.js';
import { Approvals } from './approvals.js';
import { StandingModule } from './standing.module.js';

@Module({ imports: [StandingModule, LogModule], providers: [Approvals], exports: [Approvals] })
export class ApprovalsModule {}
