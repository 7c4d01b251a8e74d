import { Injectable } from '@nestjs/common';
import { RecurringWork } from '../../recurring-work.js';
import { EventSeriesService } from './event-series.service.js';

const HOUR_MS = 3_600_000;

/** Makes the events of regular meetings ahead; never inside a query, for a query does not write. */
@Injectable()
export class SeriesClock extends RecurringWork {
  constructor(private readonly series: EventSeriesService) {
    super({ log: 'Events', everyMs: HOUR_MS, late: { regularMeetings: 'their next events are made in an hour' }, comesFirst: true });
  }

  override work(): Promise<void> {
    return this.series.makeAhead();
  }
}
