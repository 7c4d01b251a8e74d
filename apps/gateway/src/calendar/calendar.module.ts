import { type DynamicModule, Module } from '@nestjs/common';
import { CalendarController } from './calendar.controller.js';

/** Calendars to subscribe to. */
@Module({ controllers: [CalendarController] })
export class CalendarModule {
  static for(colleges: Promise<DynamicModule>): DynamicModule {
    return { module: CalendarModule, imports: [colleges] };
  }
}
