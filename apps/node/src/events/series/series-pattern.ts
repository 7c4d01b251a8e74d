import type { PlacesKept } from '../event-patch.js';
import type { EventEntity } from '../event.entity.js';

type OfEvent = Pick<
  EventEntity,
  'title' | 'summary' | 'description' | 'kind' | 'format' | 'audience' | 'venue' | 'meetingUrl' | 'capacity' | 'tags' | 'speakers'
>;

/** What the events of a series have in common beside their times. */
export interface SeriesPattern extends OfEvent {
  readonly remotePlaces: readonly PlacesKept[];
}
