import { dayAt, instantAround, timeAt } from '../../college/local-time.js';
import type { EventChanges } from '../event-patch.js';
import { type Times, minutesOf, regularTimesProblem } from '../event-times.js';
import { type PlacesKept, keptAfter } from '../kept-places.js';
import type { EventSeriesEntity } from './event-series.entity.js';
import { patternOf } from './series-pattern.js';

interface OfSeries extends Times {
  readonly occurrenceOn: string | null;
}

type Series = Pick<EventSeriesEntity, 'timeZone' | 'startsAtTime' | 'minutes'>;

/** Why a change of one event's times cannot go for those that follow, too, for people; null where it can. */
export function followingTimesProblem(named: OfSeries, { timeZone }: Series, { startsAt, endsAt }: EventChanges): string | null {
  const { occurrenceOn } = named;
  if (!startsAt && !endsAt) return null;
  const problem = regularTimesProblem({ startsAt: startsAt ?? named.startsAt, endsAt: endsAt ?? named.endsAt });
  if (problem !== null || !startsAt || dayAt(startsAt, timeZone) === occurrenceOn) return problem;
  return `The events that follow can be moved to another time of the day alone, and this one’s day is ${occurrenceOn ?? ''}. For other days, cancel them and begin a new series.`;
}

/**
 * When an event of a series takes place once the change of one of them goes for it, too: each on its own day, at the new time
 * and for as long.
 * @param named which the change was said of
 */
export function followingTimes(event: OfSeries, named: OfSeries, { timeZone }: Series, { startsAt, endsAt }: EventChanges): Partial<Times> {
  if (!startsAt && !endsAt) return {};
  const start = startsAt ? instantAround(`${event.occurrenceOn ?? ''}T${timeAt(startsAt, timeZone)}`, timeZone) : event.startsAt;
  const long = (endsAt ?? named.endsAt).getTime() - (startsAt ?? named.startsAt).getTime();
  return { startsAt: start, endsAt: new Date(start.getTime() + long) };
}

/** What the events that are made later are like, once a change goes for all that follow. */
export function seriesAfter(
  series: EventSeriesEntity,
  named: OfSeries,
  { changes, kept }: { readonly changes: EventChanges; readonly kept: readonly PlacesKept[] },
): Partial<EventSeriesEntity> & Pick<EventSeriesEntity, 'id' | 'pattern'> {
  const { startsAt, endsAt } = changes;
  return {
    id: series.id,
    pattern: patternOf({ ...series.pattern, ...changes }, keptAfter(series.pattern.remotePlaces, kept)),
    ...(startsAt && { startsAtTime: timeAt(startsAt, series.timeZone) }),
    ...((startsAt ?? endsAt) && { minutes: minutesOf({ startsAt: startsAt ?? named.startsAt, endsAt: endsAt ?? named.endsAt }) }),
  };
}
