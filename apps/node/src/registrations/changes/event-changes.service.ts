import { Injectable } from '@nestjs/common';
import type { Actor } from '#identity/actor.js';
import { ThisCollege } from '../../college/this-college.js';
import type { Transaction } from '../../database/transaction.js';
import { type EventPatchAsked, eventChanges, partners, placesKept } from '../../events/event-patch.js';
import type { SeriesScope } from '../../events/event-vocabulary.js';
import { EventEntity } from '../../events/event.entity.js';
import { EventClosedError, InvalidTimesError } from '../../events/event.errors.js';
import { eventPolicy } from '../../events/event.policy.js';
import { EventSeriesRepository } from '../../events/series/event-series.repository.js';
import type { EventSeriesEntity } from '../../events/series/event-series.entity.js';
import { followingTimes, followingTimesProblem, seriesAfter } from '../../events/series/following.js';
import { mustBeAbleToKeep } from '../../events/kept-places.js';
import { badInput, forbidden, notFound } from '../../graph/domain-error.js';
import { lineOf } from '../../graph/input-text.js';
import { SeatAnswers } from '../seats/seat-answers.js';
import { SeatsRepository } from '../seats/seats.repository.js';
import { EventCancelling } from './event-cancelling.js';
import { type EventPatched, EventUpdate } from './event-update.js';

const LONGEST_REASON = 500;

type Refusal = InvalidTimesError | EventClosedError;

/** Events whose rows the transaction holds. */
interface Held {
  /** The one that was named. */
  readonly event: EventEntity;
  /** All that are meant, by start. */
  readonly events: readonly EventEntity[];
  /** Where those that follow are meant, too. */
  readonly series: EventSeriesEntity | null;
}

/** Changes events, and what follows for those who take part in them. */
@Injectable()
export class EventChangesService {
  constructor(
    private readonly seatRows: SeatsRepository,
    private readonly seriesRows: EventSeriesRepository,
    private readonly updating: EventUpdate,
    private readonly cancelling: EventCancelling,
    private readonly answers: SeatAnswers,
    private readonly thisCollege: ThisCollege,
  ) {}

  /**
   * Whoever takes part is told of another title or time; whoever waits moves up where there is room now.
   * @throws DomainError FORBIDDEN for all but the host's staff; NOT_FOUND; BAD_USER_INPUT naming what cannot be
   */
  async update(actor: Actor | null, id: string, asked: EventPatchAsked, scope: SeriesScope): Promise<EventEntity | Refusal> {
    const uuid = this.allowed(actor, id);
    const patch = this.patchOf(asked);
    if (scope === 'THIS_AND_FOLLOWING') mustSuitMany(asked);
    return this.change(uuid, scope, async (tx, { event, events, series }) => {
      const problem = series && followingTimesProblem(event, series, patch.changes);
      if (problem !== null) return new InvalidTimesError(problem);

      const changes = events.map((before) => ({ before, after: afterOf(before, event, series, patch) }));
      for (const { before, after } of changes) {
        const refusal = await this.updating.problem(tx, before, after, patch);
        if (refusal !== null) return new InvalidTimesError(refusal);
      }
      const later = series && seriesAfter(series, event, patch);
      if (later) mustBeAbleToKeep(later.pattern, series.pattern.remotePlaces, patch);
      for (const { before, after } of changes) await this.updating.apply(tx, before, after, patch);
      if (later) await this.seriesRows.save(tx, later);
      return changes.find(({ before }) => before.id === uuid)?.after ?? event;
    });
  }

  /**
   * It will not take place, and everybody who was to come is told why; its sessions neither.
   * @throws DomainError FORBIDDEN for all but the host's staff; NOT_FOUND; BAD_USER_INPUT for a reason that cannot be kept
   */
  async cancel(actor: Actor | null, id: string, given: string, scope: SeriesScope): Promise<EventEntity | Refusal> {
    const uuid = this.allowed(actor, id);
    const reason = lineOf(given, 'reason', LONGEST_REASON);
    return this.change(uuid, scope, async (tx, { event, events, series }) => {
      for (const each of events) {
        const refusal = await this.cancelling.problem(tx, each);
        if (refusal) return refusal;
      }
      const cancelled: EventEntity[] = [];
      for (const each of events) cancelled.push(await this.cancelling.apply(tx, each, reason));
      if (series) await this.seriesRows.save(tx, { id: series.id, endsBefore: event.occurrenceOn });
      return cancelled.find((each) => each.id === uuid) ?? event;
    });
  }

  private allowed(actor: Actor | null, id: string): string {
    if (!eventPolicy.change(this.thisCollege.code, actor)) throw forbidden('change this college’s events');
    return this.thisCollege.ownUuid(id, 'event');
  }

  private patchOf(asked: EventPatchAsked): EventPatched {
    const { code } = this.thisCollege;
    const { remotePlaces, coHosts, partOfId } = asked;
    return {
      changes: eventChanges(asked),
      kept: placesKept(remotePlaces ?? [], code),
      coHosts: coHosts ? partners(coHosts, code, 'input.coHosts') : null,
      ...(partOfId !== undefined && { partOfId: partOfId === null ? null : this.wholeAsked(partOfId) }),
    };
  }

  private wholeAsked(id: string): string {
    const uuid = this.thisCollege.uuidOf(id);
    if (uuid === null) throw badInput('input.partOfId', 'must name an event of this college');
    return uuid;
  }

  /** Runs a change of events that are neither over nor cancelled, while nobody else gives or takes their places. */
  private async change(
    id: string,
    scope: SeriesScope,
    work: (tx: Transaction, held: Held) => Promise<EventEntity | Refusal>,
  ): Promise<EventEntity | Refusal> {
    const outcome = await this.seatRows.inTransaction(async (tx) => {
      const event = await this.seatRows.lockEvent(tx, id);
      if (!event) throw notFound('event');
      const now = new Date();
      if (eventPolicy.isClosed(event, now)) return new EventClosedError(eventPolicy.statusAt(event, now), 'This event is over, or was cancelled: it stays as it is.');
      const done = await work(tx, await this.heldWith(tx, event, scope));
      // With what the database wrote beside it: its sequence, the time of the change, who holds it.
      return done instanceof EventEntity ? ((await this.seatRows.lockEvent(tx, id)) ?? done) : done;
    });
    this.answers.wake();
    return outcome;
  }

  private async heldWith(tx: Transaction, event: EventEntity, scope: SeriesScope): Promise<Held> {
    if (scope === 'THIS_EVENT') return { event, events: [event], series: null };
    const series = event.seriesId === null ? null : await this.seriesRows.lock(tx, event.seriesId);
    if (!series || event.occurrenceOn === null) throw badInput('scope', 'must be THIS_EVENT: this event is not one of a series');
    const events = await this.seriesRows.lockFrom(tx, series.id, event.occurrenceOn);
    return { event, events: events.filter((each) => !eventPolicy.isClosed(each, new Date())), series };
  }
}

function afterOf(before: EventEntity, named: EventEntity, series: EventSeriesEntity | null, { changes, partOfId }: EventPatched): EventEntity {
  const times = series ? followingTimes(before, named, series, changes) : {};
  return Object.assign(new EventEntity(), before, changes, { ...times, ...(partOfId !== undefined && { partOfId }) });
}

/** What would make no sense for all events of a series. */
function mustSuitMany({ partOfId, timeZone }: EventPatchAsked): void {
  if (partOfId !== undefined) throw badInput('input.partOfId', 'must not be given for the events that follow: a session takes place once');
  if (timeZone !== undefined) throw badInput('input.timeZone', 'must not be given for the events that follow: their days are counted in it');
}
