import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../database/transaction.js';
import type { EventEntity } from '../../events/event.entity.js';
import { SeatAnswers } from '../seats/seat-answers.js';
import { SeatsService } from '../seats/seats.service.js';
import { EventCancelling } from './event-cancelling.js';
import { EventChangesRepository } from './event-changes.repository.js';

/** Tells those who take part of what was changed past the node. */
@Injectable()
export class ChangeTelling {
  constructor(
    private readonly repository: EventChangesRepository,
    private readonly seats: SeatsService,
    private readonly cancelling: EventCancelling,
    private readonly answers: SeatAnswers,
  ) {}

  /**
   * Who was to come to what was cancelled is told so; of what was changed, everybody, and who waits moves up where there is room now. Once.
   * @param event whose row the transaction holds
   */
  async tell(tx: Transaction, event: EventEntity): Promise<void> {
    if (event.participantsTold) return;
    if (event.status === 'CANCELLED') {
      await this.cancelling.cancelParts(tx, event, null);
      await this.cancelling.tell(tx, event, null);
    } else {
      for (const registration of await this.repository.taking(tx, event.id)) await this.answers.changed(tx, registration, event);
      await this.seats.tellAsking(tx, event);
      await this.seats.seatWaiting(tx, event);
    }
    await this.repository.change(tx, event.id, { participantsTold: true });
  }
}
