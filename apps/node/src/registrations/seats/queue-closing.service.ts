import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { loggable } from '#defence/loggable.js';
import { SeatAnswers } from './seat-answers.js';
import { SeatsRepository } from './seats.repository.js';
import { SeatsService } from './seats.service.js';

const MINUTE = 60_000;
const MOST_AT_ONCE = 50;
const YEAR_MS = 365 * 86_400_000;

/** Nobody waits for ever: when an event has begun its waiting list ends, and everybody's home is told. Nor is a name kept for ever for hours that nobody records. */
@Injectable()
export class QueueClosingService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Seats');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly repository: SeatsRepository,
    private readonly seats: SeatsService,
    private readonly answers: SeatAnswers,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.orLog(() => this.close());
    this.timer = setInterval(() => void this.orLog(() => this.close()), MINUTE).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Ends the waiting lists of some events that are not open any more, each in a transaction of its own; forgets the names that nobody needed within a year. */
  async close(): Promise<void> {
    for (const id of await this.repository.withIdleQueue(new Date(), MOST_AT_ONCE)) {
      await this.orLog(() => this.closeOne(id));
    }
    await this.repository.forgetUnusedNames(new Date(Date.now() - YEAR_MS));
  }

  private async closeOne(id: string): Promise<void> {
    await this.repository.inTransaction(async (tx) => {
      const event = await this.repository.lockEvent(tx, id);
      if (event) await this.seats.closeQueue(tx, event);
    });
    this.answers.wake();
  }

  /** One that cannot be closed keeps no other from it. */
  private async orLog(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.log.warn({ waitingLists: 'they are closed in a minute', ...loggable(error) });
    }
  }
}
