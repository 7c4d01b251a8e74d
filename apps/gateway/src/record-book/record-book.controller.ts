import { pipeline } from 'node:stream/promises';
import { Controller, Get, Inject, Logger, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ErrorCode } from '#contract/error-codes.js';
import { collegeOf } from '#contract/ids.js';
import { RECORD_BOOK_PATH, type RecordBookForm } from '#contract/record-book.js';
import type { RateLimit } from '#defence/rate-limit.js';
import { requestIdOf } from '#defence/request-id.js';
import type { VerifiedAccess } from '#identity/access-token.js';
import type { RosterSource } from '#roster/roster-source.js';
import { NodeRefusal, type Download } from '../college/download.js';
import { Nodes } from '../college/nodes.js';
import { CALLERS } from '../colleges.module.js';
import { ROSTER } from '../roster.token.js';
import { answerFailure } from '../server/answer-failure.js';
import type { Callers } from '../server/callers.js';
import { httpRefusal, refuseAfter } from '../server/http-refusal.js';
import { rosterInForce } from '../server/roster-in-force.js';
import { fileAsked } from './file-asked.js';
import { fileHeaders } from './file-headers.js';

export const BOOK_LIMITS = Symbol('how many record books may be taken a minute');

export interface BookLimits {
  /** By whoever takes them. */
  readonly person: RateLimit;
  /** By whose node makes them. */
  readonly college: RateLimit;
}

/** Five thousand entries, signed and laid out, and as much again. */
const LONGEST_FILE = 2 ** 26;

/** From the question to the last byte. */
const DEADLINE_MILLISECONDS = 60_000;

/** Gives a volunteer's record book as a file, which the home's node makes and whose rules alone decide who gets it. */
@Controller()
export class RecordBookController {
  private readonly log = new Logger('RecordBook');

  constructor(
    private readonly nodes: Nodes,
    @Inject(ROSTER) private readonly roster: RosterSource,
    @Inject(CALLERS) private readonly callers: Callers,
    @Inject(BOOK_LIMITS) private readonly limits: BookLimits,
  ) {}

  @Get(`${RECORD_BOOK_PATH}.pdf`)
  pdf(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.give('pdf', request, response);
  }

  @Get(`${RECORD_BOOK_PATH}.json`)
  json(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.give('json', request, response);
  }

  private async give(form: RecordBookForm, request: Request, response: Response): Promise<void> {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(DEADLINE_MILLISECONDS)]);
    try {
      rosterInForce(this.roster);
      const access = this.whoIsAsking(request);
      const asked = fileAsked(form, request.query, access.actor.id);
      const asker = { authorization: `Bearer ${access.assertion}`, requestId: requestIdOf(request) };
      const file = await this.fileOf(asked.volunteer, (college) => this.nodes.download(college, RECORD_BOOK_PATH, asked, asker, { bytes: LONGEST_FILE, signal }));
      response.set({ ...fileHeaders(asked, new Date().toISOString().slice(0, 10)), 'content-length': String(file.bytes) });
      await pipeline(file.body, response, { signal });
    } catch (error) {
      if (!gone.signal.aborted) answerFailure(error, requestIdOf(request), response, this.log);
    }
  }

  private whoIsAsking(request: Request): VerifiedAccess {
    const { access } = this.callers.whoIsAsking(request);
    if (!access) throw httpRefusal('Sign in to take a record book.', ErrorCode.UNAUTHENTICATED, 401, { 'www-authenticate': 'Bearer' });
    refuseAfter(this.limits.person.count(access.actor.id));
    return access;
  }

  /** A college that is not on the roster has no volunteers, in the words in which a college says so itself. */
  private async fileOf(volunteer: string, take: (college: string) => Promise<Download | null>): Promise<Download> {
    const college = collegeOf(volunteer) ?? '';
    refuseAfter(this.limits.college.count(college));
    const file = await take(college);
    if (!file) throw new NodeRefusal(404, ErrorCode.NOT_FOUND, 'There is no such volunteer at this college.');
    return file;
  }
}
