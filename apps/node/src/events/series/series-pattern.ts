import type { EventEntity } from '../event.entity.js';
import type { PlacesKept } from '../kept-places.js';

type OfEvent = Pick<
  EventEntity,
  'title' | 'summary' | 'description' | 'kind' | 'format' | 'audience' | 'venue' | 'meetingUrl' | 'capacity' | 'tags' | 'speakers'
>;

/** What the events of a series have in common beside their times. */
export interface SeriesPattern extends OfEvent {
  readonly remotePlaces: readonly PlacesKept[];
  /** Codes of the colleges that are asked to hold each of them together. */
  readonly coHosts: readonly string[];
}

/** What of an event is the same for its series, with what it keeps for partners and whom it asks. */
export function patternOf(event: OfEvent, remotePlaces: readonly PlacesKept[], coHosts: readonly string[]): SeriesPattern {
  return { ...alikeIn(event), remotePlaces, coHosts };
}

/** The columns alone that all events of a series have in common. */
export function alikeIn(event: OfEvent): OfEvent {
  const { title, summary, description, kind, format, audience, venue, meetingUrl, capacity, tags, speakers } = event;
  return { title, summary, description, kind, format, audience, venue, meetingUrl, capacity, tags, speakers };
}
