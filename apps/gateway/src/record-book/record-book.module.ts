import { type DynamicModule, Module } from '@nestjs/common';
import { RateLimit } from '#defence/rate-limit.js';
import { BOOK_LIMITS, type BookLimits, RecordBookController } from './record-book.controller.js';

/** A file costs its node what hundreds of questions do. A minute's; what is saved up within so many milliseconds comes at once. */
const ONE_PERSON = { perMinute: 12, saved: 20_000 } as const;
/** A class at once. */
const ONE_COLLEGE = { perMinute: 60, saved: 30_000 } as const;

/** What volunteers take away with them. */
@Module({ controllers: [RecordBookController] })
export class RecordBookModule {
  /** @param rateLimit 0 for none at all */
  static for(rateLimit: number, colleges: Promise<DynamicModule>): DynamicModule {
    const limitFor = ({ perMinute, saved }: { readonly perMinute: number; readonly saved: number }) => new RateLimit(rateLimit === 0 ? 0 : perMinute, saved);
    const limits: BookLimits = { person: limitFor(ONE_PERSON), college: limitFor(ONE_COLLEGE) };
    return { module: RecordBookModule, imports: [colleges], providers: [{ provide: BOOK_LIMITS, useValue: limits }] };
  }
}
