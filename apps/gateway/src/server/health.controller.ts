import { Controller, Get } from '@nestjs/common';

/** The gateway is ready once it listens: it serves with every node down, and says so in each answer. */
@Controller('health')
export class HealthController {
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  ready(): { status: 'ok' } {
    return { status: 'ok' };
  }
}
