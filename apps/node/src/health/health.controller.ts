import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';
import { HealthRepository } from './health.repository.js';

@Controller('health')
export class HealthController {
  constructor(private readonly repository: HealthRepository) {}

  /** The process runs. */
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** The node can answer: its database does. */
  @Get('ready')
  async ready(): Promise<{ status: 'ok' }> {
    if (!(await this.repository.answers())) {
      throw new ServiceUnavailableException({ status: 'unavailable', reason: 'The database does not answer.' });
    }
    return { status: 'ok' };
  }
}
