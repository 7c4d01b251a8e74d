import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { RECORD_BOOK_FORMS, RECORD_BOOK_LANGUAGES, RECORD_BOOK_PATH } from '#contract/record-book.js';
import { badInput } from '../graph/domain-error.js';
import { Identification } from '../graph/identification.js';
import { RecordBookService } from './record-book.service.js';

const asked = z.strictObject({ volunteer: z.string().max(100), form: z.enum(RECORD_BOOK_FORMS), language: z.enum(RECORD_BOOK_LANGUAGES) });

const MEDIA_TYPES = { pdf: 'application/pdf', json: 'application/json' } as const;

/** What a gateway passes on of whoever takes a record book away; called, as the graph is, by gateways of the roster alone. */
@Controller(RECORD_BOOK_PATH)
export class RecordBookController {
  constructor(
    private readonly books: RecordBookService,
    private readonly identification: Identification,
  ) {}

  @Post()
  @HttpCode(200)
  async take(@Body() body: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    const parsed = asked.safeParse(body);
    if (!parsed.success) throw badInput('the call', 'must say volunteer, form and language');
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    try {
      const file = await this.books.file(this.identification.actorOf(request), parsed.data, gone.signal);
      response.type(MEDIA_TYPES[parsed.data.form]).set('cache-control', 'no-store').send(file);
    } catch (error) {
      if (!gone.signal.aborted) throw error;
    }
  }
}
