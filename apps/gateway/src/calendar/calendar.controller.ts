import { pipeline } from 'node:stream/promises';
import { Controller, Get, Inject, Logger, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { refuse } from '#admission/refuse.js';
import { CALENDAR_PATH, CALENDAR_SECRET } from '#contract/calendar.js';
import { ErrorCode } from '#contract/error-codes.js';
import { requestIdOf } from '#defence/request-id.js';
import { isActive } from '#roster/members.js';
import type { RosterSource } from '#roster/roster-source.js';
import { answerFailure } from '../server/answer-failure.js';
import { Nodes } from '../college/nodes.js';
import { ROSTER } from '../roster.token.js';
import { rosterInForce } from '../server/roster-in-force.js';
import { type PublicCalendar, PublicCalendars } from './public-calendars.js';

const MEDIA_TYPE = 'text/calendar; charset=utf-8';

/** Bytes: a thousand events with room to spare. */
const LONGEST_CALENDAR = 2 ** 22;

/** As long as an answer of the graph may take. */
const DEADLINE_MILLISECONDS = 3_000;

/** When a calendar program may try again where there is none now. */
const RETRY_AFTER_SECONDS = 300;

const NONE = { status: 404, message: 'There is no such calendar. Calendars are /calendar/network.ics, /calendar/COLLEGE.ics, and the address that a volunteer made for themselves.' } as const;

/** Events as calendars that programs subscribe to (RFC 5545). */
@Controller(CALENDAR_PATH)
export class CalendarController {
  private readonly log = new Logger('Calendar');
  private readonly calendars: PublicCalendars;

  constructor(
    private readonly nodes: Nodes,
    @Inject(ROSTER) private readonly roster: RosterSource,
  ) {
    this.calendars = new PublicCalendars(nodes);
  }

  @Get('network.ics')
  network(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.answering(request, response, async () => {
      const calendar = await this.calendars.ofNetwork(rosterInForce(this.roster));
      give(calendar, 'network', response);
    });
  }

  @Get(':college.ics')
  college(@Param('college') code: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.answering(request, response, async () => {
      const member = rosterInForce(this.roster).colleges.find((one) => one.code === code && isActive(one));
      if (!member) return refuse(response, NONE.status, ErrorCode.NOT_FOUND, NONE.message);
      const calendar = await this.calendars.ofCollege(member);
      // A program that is given an empty calendar forgets what it had; one that is refused keeps it.
      if (calendar.missing.length > 0) {
        response.set('retry-after', String(RETRY_AFTER_SECONDS));
        return refuse(response, 503, ErrorCode.NODE_UNAVAILABLE, `${member.shortName} does not answer. Try again later.`);
      }
      give(calendar, code, response);
    });
  }

  /** The address is the secret: whoever has it reads the calendar, and the college's node alone knows whose it is. */
  @Get('own/:college/:secret.ics')
  own(@Param('college') college: string, @Param('secret') secret: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.answering(request, response, async (signal) => {
      rosterInForce(this.roster);
      const asker = { authorization: undefined, requestId: requestIdOf(request) };
      const file = CALENDAR_SECRET.test(secret)
        ? await this.nodes.download(college, CALENDAR_PATH, { secret }, asker, { bytes: LONGEST_CALENDAR, signal })
        : null;
      if (!file) return refuse(response, NONE.status, ErrorCode.NOT_FOUND, NONE.message);
      response.set({ 'content-type': MEDIA_TYPE, 'content-length': String(file.bytes), 'cache-control': 'private, no-store', 'referrer-policy': 'no-referrer' });
      await pipeline(file.body, response, { signal });
    });
  }

  private async answering(request: Request, response: Response, answer: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    try {
      await answer(AbortSignal.any([gone.signal, AbortSignal.timeout(DEADLINE_MILLISECONDS)]));
    } catch (error) {
      if (!gone.signal.aborted) answerFailure(error, requestIdOf(request), response, this.log, RETRY_AFTER_SECONDS);
    }
  }
}

function give({ file, etag }: PublicCalendar, name: string, response: Response): void {
  response.set({ 'content-type': MEDIA_TYPE, 'content-disposition': `inline; filename="${name}.ics"`, 'cache-control': 'public, max-age=300', etag });
  response.send(file);
}
