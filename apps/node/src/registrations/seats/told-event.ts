import type { EventEntity } from '../../events/event.entity.js';
import { eventPolicy } from '../../events/event.policy.js';
import type { MessageContent } from '../../messages/message-kinds.js';

/** What the homes of those who take part are told of an event. */
export function toldOf(event: EventEntity): MessageContent<'EVENT_CHANGED'>['event'] {
  const { title, startsAt, endsAt, timeZone } = event;
  return { title, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), timeZone, status: eventPolicy.statusAt(event, new Date()) };
}
