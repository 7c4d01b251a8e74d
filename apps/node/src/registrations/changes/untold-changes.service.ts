import { Injectable } from '@nestjs/common';
import { RecurringWork } from '../../recurring-work.js';
import { SeatAnswers } from '../seats/seat-answers.js';
import { SeatsRepository } from '../seats/seats.repository.js';
import { SeatsService } from '../seats/seats.service.js';
import { EventCancelling } from './event-cancelling.js';
import { EventChangesRepository } from './event-changes.repository.js';

const MINUTE_MS = 60_000;

/** Tells those who take part of what was changed past the node, as by an imported file: at the start and each minute. */
@Injectable()
export class UntoldChangesService extends RecurringWork {
  constructor(
    private readonly repository: EventChangesRepository,
    private readonly seatRows: SeatsRepository,
    private readonly seats: SeatsService,
    private readonly cancelling: EventCancelling,
    private readonly answers: SeatAnswers,
  ) {
    super({ log: 'Events', everyMs: MINUTE_MS, late: { untoldChanges: 'who takes part is told of them in a minute' } });
  }

  /** Who was to come to what was cancelled is told so; of what was changed, everybody, and who waits moves up where there is room now. */
  override async work(): Promise<void> {
    for (const id of await this.repository.untold()) await this.orLog(() => this.tellOf(id));
    this.answers.wake();
  }

  private tellOf(id: string): Promise<void> {
    return this.seatRows.inTransaction(async (tx) => {
      const event = await this.seatRows.lockEvent(tx, id);
      if (!event || event.participantsTold) return;
      if (event.status === 'CANCELLED') {
        await this.cancelling.tell(tx, event, null);
      } else {
        for (const registration of await this.repository.taking(tx, id)) await this.answers.changed(tx, registration, event);
        await this.seats.seatWaiting(tx, event);
      }
      await this.repository.change(tx, id, { participantsTold: true });
    });
  }
}
