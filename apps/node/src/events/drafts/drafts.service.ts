import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Actor } from '#identity/actor.js';
import { CollegeService } from '../../college/college.service.js';
import { ThisCollege } from '../../college/this-college.js';
import type { Transaction } from '../../database/transaction.js';
import { badInput, forbidden, notFound } from '../../graph/domain-error.js';
import { CoHostsService } from '../co-hosts/co-hosts.service.js';
import { type EventPatchAsked, eventChanges, partners, placesKept } from '../event-patch.js';
import { plannedTimesProblem, regularTimesProblem } from '../event-times.js';
import type { Audience, EventFormat, EventKind, SeriesScope } from '../event-vocabulary.js';
import { EventEntity } from '../event.entity.js';
import { EventClosedError, InvalidTimesError } from '../event.errors.js';
import { eventPolicy } from '../event.policy.js';
import { type PlacesKept, mustBeAbleToKeep } from '../kept-places.js';
import { PartnersNamedService } from '../partners-named.service.js';
import { sessionProblem, wholeProblem } from '../parts.js';
import { EventSeriesRepository } from '../series/event-series.repository.js';
import { EventSeriesService } from '../series/event-series.service.js';
import { discardProblem, publishProblem } from './draft-problems.js';
import { DraftsRepository } from './drafts.repository.js';

/** The contract's EventInput. */
export interface EventAsked extends EventPatchAsked {
  readonly title: string;
  readonly kind: EventKind;
  readonly format: EventFormat;
  readonly audience: Audience;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly recurrence?: string | null;
}

/** An event until it is announced: only the host's staff, and curators of whom they asked to hold it together, know of it. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly repository: DraftsRepository,
    private readonly coHosts: CoHostsService,
    private readonly series: EventSeriesService,
    private readonly seriesRows: EventSeriesRepository,
    private readonly partners: PartnersNamedService,
    private readonly colleges: CollegeService,
    private readonly thisCollege: ThisCollege,
  ) {}

  /**
   * Makes a draft; of a regular meeting, drafts of all its events that are made ahead.
   * @returns the draft; of several the first
   * @throws DomainError FORBIDDEN for all but the host's staff; BAD_USER_INPUT naming what cannot be
   */
  async create(actor: Actor | null, asked: EventAsked): Promise<EventEntity | InvalidTimesError> {
    this.mustBeStaff(actor, 'create events of this college');
    const { code } = this.thisCollege;
    const now = new Date();
    const event = await this.draftOf(asked);
    const kept = placesKept(asked.remotePlaces ?? [], code);
    mustBeAbleToKeep(event, [], { changes: {}, kept });
    const invited = partners(asked.coHosts ?? [], code, 'input.coHosts');
    this.partners.check(kept.map(({ college }) => college), [], 'input.remotePlaces');
    this.partners.check(invited, [], 'input.coHosts');
    const problem = plannedTimesProblem(event, now);
    if (problem !== null) return new InvalidTimesError(problem);

    if (typeof asked.recurrence === 'string') return this.createSeries(event, asked, kept, invited, now);
    return this.repository.inTransaction(async (tx) => {
      if (typeof asked.partOfId === 'string') {
        const whole = await this.wholeOf(tx, asked.partOfId);
        const outside = sessionProblem(event, whole);
        if (outside !== null) return new InvalidTimesError(outside);
        event.partOfId = whole.id;
      }
      await this.seriesRows.addEvents(tx, [event], kept);
      await this.coHosts.invite(tx, [event.id], invited, now);
      return event;
    });
  }

  /**
   * Announces a draft; of a regular meeting, all of its drafts that are to come, and what is made of it later. What is announced already stays so.
   * A session of what was cancelled is not announced.
   * @throws DomainError FORBIDDEN for all but the host's staff; NOT_FOUND
   */
  async publish(actor: Actor | null, id: string): Promise<EventEntity | EventClosedError> {
    this.mustBeStaff(actor, 'publish this college’s events');
    const ownId = this.thisCollege.ownUuid(id, 'event');
    const now = new Date();
    return this.repository.inTransaction(async (tx) => {
      // A whole is held before its sessions, as by who cancels it. It is looked at again below, for a session may have moved meanwhile.
      await this.repository.unchanging(tx, await this.repository.wholesOf(tx, ownId));
      const event = await this.lock(tx, ownId);
      if (event.status === 'PUBLISHED') return event;
      if (event.status !== 'DRAFT') return new EventClosedError(event.status, 'This event was cancelled, or has taken place: it cannot be published.');
      const series = event.seriesId === null ? null : await this.seriesRows.lock(tx, event.seriesId);
      const drafts = series ? (await this.draftsFrom(tx, series.id, series.firstOn)).filter((draft) => draft.id === ownId || draft.startsAt > now) : [event];
      const wholes = await this.repository.unchanging(tx, drafts.flatMap(({ partOfId }) => partOfId ?? []));
      const problem = publishProblem(drafts, wholes);
      if (problem !== null) return new EventClosedError('CANCELLED', problem);
      await this.repository.publish(tx, drafts.map((draft) => draft.id));
      if (series) await this.seriesRows.save(tx, { id: series.id, published: true });
      return this.lock(tx, ownId); // with its sequence and time of change
    });
  }

  /**
   * Takes a draft out with its sessions, as if it had never been: nobody was told of it.
   * @returns its id
   * @throws DomainError FORBIDDEN for all but the host's staff; NOT_FOUND; BAD_USER_INPUT for what is announced, and where a session is
   */
  async discard(actor: Actor | null, id: string, scope: SeriesScope): Promise<string> {
    this.mustBeStaff(actor, 'discard this college’s drafts');
    const ownId = this.thisCollege.ownUuid(id, 'event');
    await this.repository.inTransaction(async (tx) => {
      const event = await this.lock(tx, ownId);
      const series = event.seriesId === null ? null : await this.seriesRows.lock(tx, event.seriesId);
      const from = scope === 'THIS_AND_FOLLOWING' ? event.occurrenceOn : null;
      const drafts = series && from !== null ? await this.draftsFrom(tx, series.id, from) : [event];
      const all = [event, ...drafts.filter((draft) => draft.id !== ownId)];
      const parts = await this.repository.lockPartsOf(tx, all.map((draft) => draft.id));
      const problem = discardProblem(all, parts, await this.repository.remembered(tx, [...all, ...parts].map((each) => each.id)));
      if (problem !== null) throw badInput('id', problem);
      await this.repository.delete(tx, drafts.map((draft) => draft.id));
      if (series && from !== null) await this.seriesRows.save(tx, { id: series.id, endsBefore: from });
      if (series) await this.seriesRows.deleteEmpty(tx, series.id);
    });
    return this.thisCollege.globalId(ownId);
  }

  private createSeries(first: EventEntity, asked: EventAsked, kept: readonly PlacesKept[], invited: string[], now: Date): Promise<EventEntity | InvalidTimesError> {
    if (typeof asked.partOfId === 'string') throw badInput('input.partOfId', 'must not be given with a recurrence: a session takes place once');
    const problem = first.startsAt <= now ? 'A regular meeting begins in the future.' : regularTimesProblem(first);
    if (problem !== null) return Promise.resolve(new InvalidTimesError(problem));
    return this.repository.inTransaction(async (tx) => {
      const events = await this.series.begin(tx, first, asked.recurrence ?? '', { kept, coHosts: invited }, now);
      await this.coHosts.invite(tx, events.map((event) => event.id), invited, now);
      return events[0] ?? first;
    });
  }

  private async draftOf(asked: EventAsked): Promise<EventEntity> {
    const { timeZone } = await this.colleges.profile();
    const { title, kind, format, audience, startsAt, endsAt } = asked;
    return Object.assign(new EventEntity(), {
      id: uuid(),
      status: 'DRAFT' as const,
      kind,
      format,
      audience,
      title,
      startsAt,
      endsAt,
      timeZone,
      summary: null,
      description: null,
      venue: null,
      meetingUrl: null,
      capacity: null,
      tags: [],
      speakers: [],
      materials: [],
      coHostCodes: [],
      partOfId: null,
      importKey: null,
      seriesId: null,
      occurrenceOn: null,
      ...eventChanges(asked),
    });
  }

  private async lock(tx: Transaction, id: string): Promise<EventEntity> {
    const event = await this.repository.lock(tx, id);
    if (!event) throw notFound('event');
    return event;
  }

  private async draftsFrom(tx: Transaction, seriesId: string, from: string): Promise<EventEntity[]> {
    return (await this.seriesRows.lockFrom(tx, seriesId, from)).filter(({ status }) => status === 'DRAFT');
  }

  private async wholeOf(tx: Transaction, id: string): Promise<EventEntity> {
    const ownId = this.thisCollege.uuidOf(id);
    const whole = ownId === null ? null : await this.repository.lock(tx, ownId);
    const problem = wholeProblem(whole, whole ? await this.repository.countParts(tx, whole.id) : 0);
    if (!whole || problem !== null) throw badInput('input.partOfId', problem ?? 'must name an event');
    return whole;
  }

  private mustBeStaff(actor: Actor | null, what: string): void {
    if (!eventPolicy.change(this.thisCollege.code, actor)) throw forbidden(what);
  }
}
