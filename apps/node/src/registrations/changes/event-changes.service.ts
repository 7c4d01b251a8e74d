import { Injectable } from '@nestjs/common';
import type { Actor } from '#identity/actor.js';
import { ThisCollege } from '../../college/this-college.js';
import { EventClosedError, InvalidTimesError } from '../../events/event.errors.js';
import { EventEntity } from '../../events/event.entity.js';
import { eventPolicy } from '../../events/event.policy.js';
import { type EventChanges, type EventPatchAsked, type PlacesKept, eventChanges, placesKept } from '../../events/event-patch.js';
import { timesProblem } from '../../events/event-times.js';
import { badInput, forbidden, notFound } from '../../graph/domain-error.js';
import { lineOf } from '../../graph/input-text.js';
import { SeatAnswers } from '../seats/seat-answers.js';
import { SeatsRepository } from '../seats/seats.repository.js';
import type { Transaction } from '../../database/transaction.js';
import { SeatsService } from '../seats/seats.service.js';
import { EventChangesRepository } from './event-changes.repository.js';

const LONGEST_REASON = 500;

type Refusal = InvalidTimesError | EventClosedError;

/** Changes an event, and what follows for those who take part in it. */
@Injectable()
export class EventChangesService {
  constructor(
    private readonly repository: EventChangesRepository,
    private readonly seatRows: SeatsRepository,
    private readonly seats: SeatsService,
    private readonly answers: SeatAnswers,
    private readonly thisCollege: ThisCollege,
  ) {}

  /**
   * Whoever takes part is told of another title or time; whoever waits moves up where there is room now.
   * @throws DomainError FORBIDDEN for all but the host's staff; NOT_FOUND; BAD_USER_INPUT naming what cannot be
   */
  async update(actor: Actor | null, id: string, asked: EventPatchAsked): Promise<EventEntity | Refusal> {
    const uuid = this.allowed(actor, id);
    const changes = eventChanges(asked);
    const kept = placesKept(asked.remotePlaces ?? [], this.thisCollege.code);
    return this.change(uuid, async (tx, event) => {
      const after = Object.assign(new EventEntity(), event, changes);
      const problem = timesProblem(event, after, await this.repository.mostMinutes(tx, uuid), new Date());
      if (problem !== null) return new InvalidTimesError(problem);

      await this.mustHold(tx, after, changes, kept);
      await this.repository.change(tx, uuid, changes);
      await this.repository.keep(tx, uuid, kept);
      if (isNews(event, after)) {
        for (const registration of await this.repository.taking(tx, uuid)) await this.answers.changed(tx, registration, after);
      }
      await this.seats.seatWaiting(tx, after);
      return after;
    });
  }

  /**
   * It will not take place, and everybody who was to come is told why.
   * @throws DomainError FORBIDDEN for all but the host's staff; NOT_FOUND; BAD_USER_INPUT for a reason that cannot be kept
   */
  async cancel(actor: Actor | null, id: string, given: string): Promise<EventEntity | Refusal> {
    const uuid = this.allowed(actor, id);
    const reason = lineOf(given, 'reason', LONGEST_REASON);
    return this.change(uuid, async (tx, event) => {
      const taking = await this.repository.taking(tx, uuid);
      const recorded = taking.some(({ status }) => status === 'ATTENDED' || status === 'NO_SHOW');
      if (recorded) return new EventClosedError(event.status, 'Who came to this event is recorded already: it cannot be cancelled.');

      const after = Object.assign(new EventEntity(), event, { status: 'CANCELLED' as const });
      await this.repository.change(tx, uuid, { status: after.status });
      await this.seatRows.end(tx, taking.map((registration) => registration.id), 'CANCELLED');
      for (const registration of taking) {
        await this.answers.answer(tx, registration, after, { status: 'CANCELLED', format: registration.format, reason });
      }
      return after;
    });
  }

  private allowed(actor: Actor | null, id: string): string {
    if (!eventPolicy.change(this.thisCollege.code, actor)) throw forbidden('change this college’s events');
    return this.thisCollege.ownUuid(id, 'event');
  }

  /** Runs a change of an event that is neither over nor cancelled, while nobody else gives or takes its places. */
  private async change(
    id: string,
    work: (tx: Transaction, event: EventEntity) => Promise<EventEntity | Refusal>,
  ): Promise<EventEntity | Refusal> {
    const outcome = await this.seatRows.inTransaction(async (tx) => {
      const event = await this.seatRows.lockEvent(tx, id);
      if (!event) throw notFound('event');
      return eventPolicy.isClosed(event, new Date())
        ? new EventClosedError(event.status, 'This event is over, or was cancelled: it stays as it is.')
        : work(tx, event);
    });
    this.answers.wake();
    return outcome;
  }

  /** The database would refuse too, without saying what to do. */
  private async mustHold(tx: Transaction, after: EventEntity, changes: EventChanges, kept: readonly PlacesKept[]): Promise<void> {
    if (typeof changes.capacity === 'number') {
      const { taken } = await this.seatRows.seats(tx, after);
      if (changes.capacity < taken) throw badInput('input.capacity', `must not be less than the ${taken} places that are taken`);
    }
    const keeps = kept.reduce((sum, { places }) => sum + places, 0);
    if (after.capacity !== null && keeps > after.capacity) throw badInput('input.remotePlaces', `must not keep more than the ${after.capacity} places there are`);
  }
}

/** Whether those who take part must know. */
function isNews(before: EventEntity, after: EventEntity): boolean {
  const isOtherTime = before.startsAt.getTime() !== after.startsAt.getTime() || before.endsAt.getTime() !== after.endsAt.getTime();
  return isOtherTime || before.title !== after.title;
}
