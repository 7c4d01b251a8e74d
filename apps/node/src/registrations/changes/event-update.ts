import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../database/transaction.js';
import { CoHostsService } from '../../events/co-hosts/co-hosts.service.js';
import type { EventChanges } from '../../events/event-patch.js';
import { plannedTimesProblem, timesProblem } from '../../events/event-times.js';
import type { EventEntity } from '../../events/event.entity.js';
import { type PlacesKept, mustBeAbleToKeep } from '../../events/kept-places.js';
import { PartnersNamedService } from '../../events/partners-named.service.js';
import { sessionProblem, sessionsProblem, wholeProblem } from '../../events/parts.js';
import { brokenPromises } from '../../events/promises.js';
import { badInput } from '../../graph/domain-error.js';
import { SeatAnswers } from '../seats/seat-answers.js';
import { SeatsRepository } from '../seats/seats.repository.js';
import { SeatsService } from '../seats/seats.service.js';
import { EventChangesRepository } from './event-changes.repository.js';

/** What is to change of an event; what is not given stays. */
export interface EventPatched {
  readonly changes: EventChanges;
  readonly kept: readonly PlacesKept[];
  /** Codes of all that are asked to hold it together. */
  readonly coHosts: readonly string[] | null;
  /** Uuid of the whole; null is none. */
  readonly partOfId?: string | null;
}

/** Changes one event whose row the transaction holds, and what follows for those who take part in it. */
@Injectable()
export class EventUpdate {
  constructor(
    private readonly repository: EventChangesRepository,
    private readonly seatRows: SeatsRepository,
    private readonly seats: SeatsService,
    private readonly answers: SeatAnswers,
    private readonly coHosts: CoHostsService,
    private readonly partners: PartnersNamedService,
  ) {}

  /**
   * Why the event cannot change so, for people; null where it can. Nothing is written.
   * @throws DomainError BAD_USER_INPUT naming what cannot be
   */
  async problem(tx: Transaction, before: EventEntity, after: EventEntity, patch: EventPatched): Promise<string | null> {
    if (before.status !== 'DRAFT') mustKeepPromises(before, after);
    const times = await this.timesProblem(tx, before, after);
    if (times !== null) return times;
    if (isOtherTime(before, after) || before.partOfId !== after.partOfId) {
      const sessions = await this.partsProblem(tx, before, after);
      if (sessions !== null) return sessions;
    }
    if (typeof patch.changes.capacity === 'number' && patch.changes.capacity !== before.capacity) {
      const { taken } = await this.seatRows.seats(tx, after);
      if (patch.changes.capacity < taken) throw badInput('input.capacity', `must not be less than the ${taken} places that are taken`);
    }
    await this.mustBeAbleToKeep(tx, after, patch);
    if (patch.coHosts) this.partners.check(patch.coHosts, await this.coHosts.asked(tx, after.id), 'input.coHosts');
    return null;
  }

  /** Whoever takes part is told of another title or time; whoever waits moves up where there is room now. */
  async apply(tx: Transaction, before: EventEntity, after: EventEntity, patch: EventPatched): Promise<void> {
    const { startsAt, endsAt } = after; // a change that is said of one event of a series names that one's times alone
    await this.repository.change(tx, after.id, { ...patch.changes, startsAt, endsAt, ...(patch.partOfId !== undefined && { partOfId: patch.partOfId }) });
    await this.repository.keep(tx, after.id, patch.kept);
    if (patch.coHosts) await this.coHosts.inviteOnly(tx, [after.id], patch.coHosts, new Date());
    if (before.status === 'DRAFT') return; // nobody can have a place yet
    if (isOtherTime(before, after) || before.title !== after.title) {
      for (const registration of await this.repository.taking(tx, after.id)) await this.answers.changed(tx, registration, after);
      await this.seats.tellAsking(tx, after);
    }
    await this.seats.seatWaiting(tx, after);
  }

  private async mustBeAbleToKeep(tx: Transaction, after: EventEntity, patch: EventPatched): Promise<void> {
    const { changes, kept } = patch;
    if (kept.length === 0 && changes.format === undefined && changes.audience === undefined && changes.capacity === undefined) return;
    const before = await this.repository.kept(tx, after.id);
    this.partners.check(kept.map(({ college }) => college), before.map(({ college }) => college), 'input.remotePlaces');
    mustBeAbleToKeep(after, before, patch);
  }

  private async timesProblem(tx: Transaction, before: EventEntity, after: EventEntity): Promise<string | null> {
    if (before.status === 'DRAFT') return isOtherTime(before, after) ? plannedTimesProblem(after, new Date()) : null;
    return timesProblem(before, after, await this.repository.mostMinutes(tx, after.id), new Date());
  }

  private async partsProblem(tx: Transaction, before: EventEntity, after: EventEntity): Promise<string | null> {
    const parts = await this.repository.partsOf(tx, after.id);
    if (after.partOfId === null) return sessionsProblem(after, parts);

    const whole = after.partOfId === after.id ? null : await this.seatRows.lockEvent(tx, after.partOfId);
    if (before.partOfId !== after.partOfId) {
      const problem = wholeProblem(whole, whole ? (await this.repository.partsOf(tx, whole.id)).length : 0);
      if (problem !== null) throw badInput('input.partOfId', problem);
      if (parts.length > 0) throw badInput('input.partOfId', 'must be null for an event that has sessions of its own');
    }
    return (whole && sessionProblem(after, whole)) ?? sessionsProblem(after, parts);
  }
}

const PROMISED = {
  format: 'must stay as it is: the event is announced',
  audience: 'must not be narrower than before: the event is announced',
} as const;

function mustKeepPromises(before: EventEntity, after: EventEntity): void {
  const [broken] = brokenPromises(before, after);
  if (broken) throw badInput(`input.${broken}`, PROMISED[broken]);
}

function isOtherTime(before: EventEntity, after: EventEntity): boolean {
  return before.startsAt.getTime() !== after.startsAt.getTime() || before.endsAt.getTime() !== after.endsAt.getTime();
}
