import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { CALENDAR_PATH, CALENDAR_SECRET } from '#contract/calendar.js';
import { badInput } from '../graph/domain-error.js';
import { CalendarFeedsService } from './calendar-feeds.service.js';

const asked = z.strictObject({ secret: z.string().regex(CALENDAR_SECRET) });

/** What a gateway passes on of whoever reads at a secret address; called, as the graph is, by gateways of the roster alone. */
@Controller(CALENDAR_PATH)
export class CalendarFeedsController {
  constructor(private readonly feeds: CalendarFeedsService) {}

  @Post()
  @HttpCode(200)
  async read(@Body() body: unknown, @Res() response: Response): Promise<void> {
    const parsed = asked.safeParse(body);
    if (!parsed.success) throw badInput('the call', 'must say the secret');
    response.type('text/calendar').set('cache-control', 'no-store').send(await this.feeds.text(parsed.data.secret));
  }
}
