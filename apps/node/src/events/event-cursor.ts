import type { ThisCollege } from '../college/this-college.js';
import { networkCursor, networkKey, placeAtCursor } from '../graph/network-order.js';
import type { EventPlace } from './events.repository.js';

/** The event's place in the order that the whole network shares. */
export function keyOf(thisCollege: ThisCollege, { startsAt, id }: EventPlace): string {
  return networkKey(thisCollege, { at: startsAt, id });
}

export function cursorOf(thisCollege: ThisCollege, { startsAt, id }: EventPlace): string {
  return networkCursor(thisCollege, { at: startsAt, id });
}

/**
 * Where this college's events go on behind a cursor that any college gave.
 * @throws DomainError BAD_USER_INPUT for what is no cursor of events
 */
export function placeBehind(thisCollege: ThisCollege, cursor: string): EventPlace {
  const { at, id } = placeAtCursor(thisCollege, cursor);
  return { startsAt: at, id };
}
