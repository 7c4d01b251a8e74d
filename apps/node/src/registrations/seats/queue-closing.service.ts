import { Injectable } from '@nestjs/common';
import { RecurringWork } from '../../recurring-work.js';
import { SeatAnswers } from './seat-answers.js';
import { SeatsRepository } from './seats.repository.js';
import { SeatsService } from './seats.service.js';

const MINUTE_MS = 60_000;
const MOST_AT_ONCE = 50;
const YEAR_MS = 365 * 86_400_000;

/** Nobody waits for ever: when an event has begun its waiting list ends, and everybody's home is told. Nor is a name kept for ever for hours that nobody records. */
@Injectable()
export class QueueClosingService extends RecurringWork {
  constructor(
    private readonly repository: SeatsRepository,
    private readonly seats: SeatsService,
    private readonly answers: SeatAnswers,
  ) {
    super({ log: 'Seats', everyMs: MINUTE_MS, late: { waitingLists: 'they are closed in a minute' }, comesFirst: true });
  }

  /** Ends the waiting lists of some events that are not open any more, each in a transaction of its own; forgets the names that nobody needed within a year. */
  override async work(): Promise<void> {
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
}
