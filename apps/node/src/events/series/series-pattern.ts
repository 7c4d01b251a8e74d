import type { EventEntity } from '../event.entity.js';
import type { PlacesKept } from '../kept-places.js';

type OfEvent = Pick<
  EventEntity,
  'title' | 'summary' | 'description' | 'kind' | 'format' | 'audience' | 'venue' | 'meetingUrl' | 'capacity' | 'tags' | 'speakers'
>;

/** What the events of a series have in common beside their times. */
export interface SeriesPattern extends OfEvent {
  readonly remotePlaces: readonly PlacesKept[];
}

/** What of an event is the same for its series, with what it keeps for partners. */
export function patternOf(event: OfEvent, remotePlaces: readonly PlacesKept[]): SeriesPattern {
  return { ...alikeIn(event), remotePlaces };
}

/** The columns alone that all events of a series have in common. */
export function alikeIn(event: OfEvent): OfEvent {
  const { title, summary, description, kind, format, audience, venue, meetingUrl, capacity, tags, speakers } = event;
  return { title, summary, description, kind, format, audience, venue, meetingUrl, capacity, tags, speakers };
}
