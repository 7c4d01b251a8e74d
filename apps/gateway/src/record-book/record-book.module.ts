import { type DynamicModule, Module } from '@nestjs/common';
import { RateLimit } from '#defence/rate-limit.js';
import { BOOKS_A_MINUTE, RecordBookController } from './record-book.controller.js';

/** Milliseconds: all of a minute's may come at once. */
const MINUTE = 60_000;

/** A file costs its node what hundreds of questions do. */
const ONE_PERSON = 12;

/** What volunteers take away with them. */
@Module({ controllers: [RecordBookController] })
export class RecordBookModule {
  /** @param rateLimit 0 for none at all */
  static for(rateLimit: number, colleges: Promise<DynamicModule>): DynamicModule {
    const limit = new RateLimit(rateLimit === 0 ? 0 : ONE_PERSON, MINUTE);
    return { module: RecordBookModule, imports: [colleges], providers: [{ provide: BOOKS_A_MINUTE, useValue: limit }] };
  }
}
