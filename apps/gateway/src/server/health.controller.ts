import { Controller, Get, Inject, Optional, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { RosterSource } from '#roster/roster-source.js';
import { ROSTER } from '../roster.token.js';
import { NO_ROSTER } from './roster-in-force.js';

type Health = { readonly status: 'ok' } | { readonly status: 'unavailable'; readonly reason: string };

const SERVICE_UNAVAILABLE = 503;

@Controller('health')
export class HealthController {
  /** @param roster none where an ordinary supergraph is served */
  constructor(@Optional() @Inject(ROSTER) private readonly roster: RosterSource | null) {}

  /** The process runs. */
  @Get('live')
  live(): Health {
    return { status: 'ok' };
  }

  /** The gateway answers: with every node down too, and says so in each answer, but not without a roster. */
  @Get('ready')
  ready(@Res({ passthrough: true }) response: Response): Health {
    if (this.roster?.isInForce !== false) return { status: 'ok' };
    response.status(SERVICE_UNAVAILABLE);
    return { status: 'unavailable', reason: NO_ROSTER };
  }
}
