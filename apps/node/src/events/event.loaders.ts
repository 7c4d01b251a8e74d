import DataLoader from 'dataloader';
import { groupedInKeyOrder, inKeyOrder } from '../graph/in-key-order.js';
import type { CoHostEntity } from './co-hosts/co-host.entity.js';
import type { EventEntity } from './event.entity.js';
import type { EventsRepository } from './events.repository.js';
import type { RemotePlaces } from './remote-places.js';
import type { EventSeriesEntity } from './series/event-series.entity.js';

/** Made anew for each request: a loader's cache must not outlive its actor. */
export const eventLoaders = (events: EventsRepository) => ({
  /** Whoever asks must still be allowed to see what it gives. */
  event: new DataLoader<string, EventEntity | undefined>(async (ids) =>
    inKeyOrder(ids, await events.byIds(ids), (event) => event.id),
  ),
  /** The same goes for the parts. */
  partsByEvent: new DataLoader<string, EventEntity[]>(async (ids) =>
    groupedInKeyOrder(ids, await events.partsOf(ids), (part) => part.partOfId ?? ''),
  ),
  remotePlacesByEvent: new DataLoader<string, RemotePlaces[]>(async (ids) =>
    groupedInKeyOrder(ids, await events.remotePlaces(ids), (row) => row.eventId),
  ),
  /** All that were asked, by code. */
  coHostsByEvent: new DataLoader<string, CoHostEntity[]>(async (ids) =>
    groupedInKeyOrder(ids, await events.coHosts(ids), (row) => row.eventId),
  ),
  series: new DataLoader<string, EventSeriesEntity | undefined>(async (ids) =>
    inKeyOrder(ids, await events.series(ids), (series) => series.id),
  ),
});

export type EventLoaders = ReturnType<typeof eventLoaders>;
