import { Injectable } from '@nestjs/common';
import { RecurringWork } from '../../recurring-work.js';
import { EventSeriesRepository } from './event-series.repository.js';
import { EventSeriesService } from './event-series.service.js';

const HOUR_MS = 3_600_000;

/** Makes the events of regular meetings ahead; never inside a query, for a query does not write. */
@Injectable()
export class SeriesClock extends RecurringWork {
  constructor(
    private readonly repository: EventSeriesRepository,
    private readonly series: EventSeriesService,
  ) {
    super({ log: 'Events', everyMs: HOUR_MS, late: { regularMeetings: 'their next events are made in an hour' }, comesFirst: true });
  }

  /** The next events of every series that goes on, each in a transaction of its own. */
  override async work(now = new Date()): Promise<void> {
    for (const id of await this.repository.going()) await this.orLog(() => this.series.makeAhead(id, now));
  }
}
