import { dayAt, instantAround, timeAt } from '../../college/local-time.js';
import type { EventChanges } from '../event-patch.js';
import { type Times, minutesOf, regularTimesProblem } from '../event-times.js';
import { type PlacesKept, keptAfter } from '../kept-places.js';
import type { EventSeriesEntity } from './event-series.entity.js';
import { patternOf } from './series-pattern.js';

type Series = Pick<EventSeriesEntity, 'timeZone' | 'startsAtTime' | 'minutes'>;

/** Why a change of one event's times cannot go for those that follow, too, for people; null where it can. */
export function followingTimesProblem(named: Times, { timeZone }: Series, { startsAt, endsAt }: EventChanges): string | null {
  if (!startsAt && !endsAt) return null;
  const problem = regularTimesProblem({ startsAt: startsAt ?? named.startsAt, endsAt: endsAt ?? named.endsAt });
  const day = dayAt(named.startsAt, timeZone);
  if (problem !== null || !startsAt || dayAt(startsAt, timeZone) === day) return problem;
  return `The events that follow can be moved to another time of the day alone, and this one’s day is ${day}. For other days, cancel them and begin a new series.`;
}

/**
 * When an event of a series takes place once the change of one of them goes for it, too: each on the day that it has, which may
 * be another than the rule's, at the new time and for as long.
 * @param named which the change was said of
 */
export function followingTimes(event: Times, named: Times, { timeZone }: Series, { startsAt, endsAt }: EventChanges): Partial<Times> {
  if (!startsAt && !endsAt) return {};
  const start = startsAt ? instantAround(`${dayAt(event.startsAt, timeZone)}T${timeAt(startsAt, timeZone)}`, timeZone) : event.startsAt;
  const long = (endsAt ?? named.endsAt).getTime() - (startsAt ?? named.startsAt).getTime();
  return { startsAt: start, endsAt: new Date(start.getTime() + long) };
}

/** What the events that are made later are like, once a change goes for all that follow. */
export function seriesAfter(
  series: EventSeriesEntity,
  named: Times,
  { changes, kept, coHosts }: { readonly changes: EventChanges; readonly kept: readonly PlacesKept[]; readonly coHosts: readonly string[] | null },
): Partial<EventSeriesEntity> & Pick<EventSeriesEntity, 'id' | 'pattern'> {
  const { startsAt, endsAt } = changes;
  return {
    id: series.id,
    pattern: patternOf({ ...series.pattern, ...changes }, keptAfter(series.pattern.remotePlaces, kept), coHosts ?? series.pattern.coHosts),
    ...(startsAt && { startsAtTime: timeAt(startsAt, series.timeZone), firstAtTime: series.firstAtTime ?? series.startsAtTime }),
    ...((startsAt ?? endsAt) && { minutes: minutesOf({ startsAt: startsAt ?? named.startsAt, endsAt: endsAt ?? named.endsAt }) }),
  };
}
