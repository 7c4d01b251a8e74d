import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../database/transaction.js';
import { EventEntity } from '../../events/event.entity.js';
import { EventClosedError } from '../../events/event.errors.js';
import { eventPolicy } from '../../events/event.policy.js';
import { isRecorded } from '../registration-status.js';
import { SeatAnswers } from '../seats/seat-answers.js';
import { SeatsRepository } from '../seats/seats.repository.js';
import { SeatsService } from '../seats/seats.service.js';
import { EventChangesRepository } from './event-changes.repository.js';

/** Calls off one event whose row the transaction holds, and tells everybody who was to come. */
@Injectable()
export class EventCancelling {
  constructor(
    private readonly repository: EventChangesRepository,
    private readonly seatRows: SeatsRepository,
    private readonly seats: SeatsService,
    private readonly answers: SeatAnswers,
  ) {}

  /** Why it cannot be cancelled; null where it can. Nothing is written. */
  async problem(tx: Transaction, event: EventEntity): Promise<EventClosedError | null> {
    if (event.status === 'DRAFT') return new EventClosedError(event.status, 'This event is a draft, and nobody was told of it: discard it instead (discardDraft).');
    const taking = await this.repository.taking(tx, event.id);
    return taking.some(isRecorded) ? new EventClosedError(eventPolicy.statusAt(event, new Date()), 'Who came to this event is recorded already: it cannot be cancelled.') : null;
  }

  /** @param reason for people; null where nobody said one */
  async apply(tx: Transaction, event: EventEntity, reason: string | null): Promise<EventEntity> {
    await this.cancelParts(tx, event, reason);
    return this.cancel(tx, event, reason);
  }

  /**
   * With an event go its sessions that are announced, but for those that are over. Drafts stay drafts: nobody was told of them, and they
   * are not published as sessions of this any more.
   */
  async cancelParts(tx: Transaction, event: EventEntity, reason: string | null): Promise<void> {
    for (const part of await this.repository.partsOf(tx, event.id)) {
      const held = await this.seatRows.lockEvent(tx, part.id);
      if (held?.status !== 'PUBLISHED' || eventPolicy.isClosed(held, new Date()) || (await this.problem(tx, held)) !== null) continue;
      await this.cancel(tx, held, reason);
    }
  }

  /** Tells who was to come, or waits for a home's word, of an event that is cancelled already. */
  async tell(tx: Transaction, event: EventEntity, reason: string | null): Promise<void> {
    const taking = await this.repository.taking(tx, event.id);
    const toCome = taking.filter(({ status }) => status === 'CONFIRMED' || status === 'WAITLISTED');
    await this.seatRows.end(tx, toCome.map((registration) => registration.id), 'CANCELLED');
    for (const registration of toCome) {
      await this.answers.answer(tx, registration, event, { status: 'CANCELLED', format: registration.format, ...(reason !== null && { reason }) });
    }
    await this.seats.tellAsking(tx, event);
  }

  private async cancel(tx: Transaction, event: EventEntity, reason: string | null): Promise<EventEntity> {
    const after = Object.assign(new EventEntity(), event, { status: 'CANCELLED' as const });
    await this.repository.change(tx, event.id, { status: after.status });
    await this.tell(tx, after, reason);
    return after;
  }
}
