import { Module } from '@nestjs/common';
import { StandingModule } from '../memberships/standing.module.js';
import { LogRepository } from './log.repository.js';
import { LogResolver } from './log.resolver.js';
import { LogService } from './log.service.js';

@Module({ imports: [StandingModule], providers: [LogRepository, LogService, LogResolver], exports: [LogRepository] })
export class LogModule {}
