import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { dayAt, instantAround, timeAt } from '../../college/local-time.js';
import type { Transaction } from '../../database/transaction.js';
import { badInput } from '../../graph/domain-error.js';
import { minutesOf } from '../event-times.js';
import { EventEntity } from '../event.entity.js';
import type { PlacesKept } from '../kept-places.js';
import { EventSeriesEntity } from './event-series.entity.js';
import { eventSeriesPolicy } from './event-series.policy.js';
import { EventSeriesRepository } from './event-series.repository.js';
import { daysOf, ruleOf } from './recurrence.js';
import { alikeIn, patternOf } from './series-pattern.js';

const MINUTE_MS = 60_000;

/** What a series has of others: places kept for them, and whom it asks to hold it together. */
interface Together {
  readonly kept: readonly PlacesKept[];
  readonly coHosts: readonly string[];
}

/** Regular meetings: their events are made ahead of time by a rule, each a row like any other. */
@Injectable()
export class EventSeriesService {
  constructor(private readonly repository: EventSeriesRepository) {}

  /**
   * Begins a series with an event, and makes those that follow it.
   * @param first not kept yet
   * @returns the events, by start
   * @throws DomainError BAD_USER_INPUT for a rule that cannot be used
   */
  async begin(tx: Transaction, first: EventEntity, recurrence: string, { kept, coHosts }: Together, now: Date): Promise<EventEntity[]> {
    const { timeZone } = first;
    const firstOn = dayAt(first.startsAt, timeZone);
    const series = Object.assign(new EventSeriesEntity(), {
      id: uuid(),
      rule: ruleOf(recurrence),
      firstOn,
      timeZone,
      startsAtTime: timeAt(first.startsAt, timeZone),
      firstAtTime: null,
      minutes: minutesOf(first),
      pattern: patternOf(first, kept, coHosts),
      published: false,
      madeThrough: firstOn,
      endsBefore: null,
    });
    const days = daysOf(series, firstOn, eventSeriesPolicy.horizon(firstOn, timeZone, now));
    if (days[0] !== firstOn) throw badInput('input.recurrence', `must have ${firstOn}, the day of the event itself, among its days`);
    if (days.length === 1 && daysOf(series, firstOn, eventSeriesPolicy.dayAfter(firstOn, 10 * 366)).length === 1) {
      throw badInput('input.recurrence', 'must have more than one day');
    }

    const made = eventSeriesPolicy.toMake(days, 0, null);
    const events = made.map((day) => eventOn(series, day));
    await this.repository.add(tx, Object.assign(series, { madeThrough: made.at(-1) ?? firstOn }));
    await this.repository.addEvents(tx, events, kept);
    return events;
  }

  /** Makes what of a series lies within its horizon by now, unless somebody else changes it. */
  async makeAhead(id: string, now: Date): Promise<void> {
    await this.repository.inTransaction(async (tx) => {
      const series = await this.repository.tryLock(tx, id);
      if (series) await this.extend(tx, series, now);
    });
  }

  /** After a long pause some of its days have passed: there was no meeting, and none is made. */
  private async extend(tx: Transaction, series: EventSeriesEntity, now: Date): Promise<void> {
    const from = eventSeriesPolicy.dayAfter(series.madeThrough);
    const ahead = daysOf(series, from, eventSeriesPolicy.horizon(series.firstOn, series.timeZone, now));
    const days = ahead.filter((day) => startOn(series, day) > now);
    if (days.length === 0) return;
    const made = eventSeriesPolicy.toMake(days, await this.repository.countUpcoming(tx, series.id, now), series.endsBefore);
    const last = made.at(-1);
    if (last === undefined) return;

    const events = made.map((day) => eventOn(series, day));
    await this.repository.addEvents(tx, events, series.pattern.remotePlaces);
    await this.repository.askCoHosts(tx, series, events.map((event) => event.id), now);
    await this.repository.save(tx, { id: series.id, madeThrough: last });
  }
}

function startOn({ startsAtTime, timeZone }: EventSeriesEntity, day: string): Date {
  return instantAround(`${day}T${startsAtTime}`, timeZone);
}

function eventOn(series: EventSeriesEntity, day: string): EventEntity {
  const startsAt = startOn(series, day);
  return Object.assign(new EventEntity(), alikeIn(series.pattern), {
    id: uuid(),
    status: series.published ? ('PUBLISHED' as const) : ('DRAFT' as const),
    startsAt,
    endsAt: new Date(startsAt.getTime() + series.minutes * MINUTE_MS),
    timeZone: series.timeZone,
    materials: [],
    coHostCodes: [],
    partOfId: null,
    importKey: null,
    seriesId: series.id,
    occurrenceOn: day,
  });
}
