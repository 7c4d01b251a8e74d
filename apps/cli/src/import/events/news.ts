import { isDeepStrictEqual } from 'node:util';
import type { EventEntity } from '#node/events/event.entity.js';
import { toldOf } from '#node/registrations/seats/told-event.js';

/** Whether those who take part must hear of a change: whatever their homes are told of an event, and places that those who wait may get. */
export function isNews(before: EventEntity, after: EventEntity): boolean {
  return before.capacity !== after.capacity || !isDeepStrictEqual(toldOf(before), toldOf(after));
}
