import { Injectable } from '@nestjs/common';
import type { Actor } from '#identity/actor.js';
import { Coordinators } from '../memberships/coordinators.js';
import type { LogEntryEntity } from './log-entry.entity.js';
import { LogRepository } from './log.repository.js';

@Injectable()
export class LogService {
  constructor(
    private readonly log: LogRepository,
    private readonly coordinators: Coordinators,
  ) {}

  async about(actor: Actor | null, college: string): Promise<LogEntryEntity[]> {
    await this.coordinators.demand(actor, 'read the log of decisions');
    return this.log.about(college);
  }
}
