import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { EventSeriesService } from './event-series.service.js';

const HOUR = 3_600_000;

/** Makes the events of regular meetings ahead, when the node starts and every hour; never inside a query, for a query does not write. */
@Injectable()
export class SeriesClock implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Events');
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly series: EventSeriesService) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.makeOrLog();
    this.timer = setInterval(() => void this.makeOrLog(), HOUR).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async makeOrLog(): Promise<void> {
    try {
      await this.series.makeAhead();
    } catch (error) {
      this.log.error(`The next events of regular meetings could not be made; trying again in an hour: ${String(error)}`);
    }
  }
}
