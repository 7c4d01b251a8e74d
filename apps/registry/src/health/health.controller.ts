import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';
import { OwnRoster } from '../roster/own-roster.js';

@Controller('health')
export class HealthController {
  constructor(private readonly roster: OwnRoster) {}

  /** The process runs. */
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** There is a roster to publish; it is published even while the database is away. */
  @Get('ready')
  ready(): { status: 'ok' } {
    if (!this.roster.isInForce) throw new ServiceUnavailableException('Nobody has founded this network yet.');
    return { status: 'ok' };
  }
}
