import { Module } from '@nestjs/common';
import { RosterModule } from '../roster/roster.module.js';
import { HealthController } from './health.controller.js';

@Module({ imports: [RosterModule], controllers: [HealthController] })
export class HealthModule {}
