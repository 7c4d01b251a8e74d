import type { EventStatus } from '../../events/event-vocabulary.js';
import { EventClosedError } from '../../events/event.errors.js';
import { eventPolicy } from '../../events/event.policy.js';
import type { ParticipationEntity } from '../participation.entity.js';
import { EventFullError } from '../participation.errors.js';

/** What whoever asked is told of a participation as it stands: a host's refusal to let anybody in is a refusal, all else is a participation. */
export function outcomeOf(participation: ParticipationEntity): ParticipationEntity | EventFullError | EventClosedError {
  const { status, reason, seatAsked, decidedBy, eventCapacity } = participation;
  const eventStatus = eventStatusOf(participation);
  const isOfHome = !seatAsked && decidedBy !== null;
  if (status !== 'DECLINED' || isOfHome) return participation;
  if (reason === 'EVENT_FULL') return new EventFullError(eventCapacity ?? 0);
  if (reason === 'EVENT_CLOSED') return new EventClosedError(eventStatus ?? 'CANCELLED', 'The event has begun, is over or will not take place.');
  if (reason === 'NOT_FOR_YOU') return new EventClosedError(eventStatus ?? 'CANCELLED', 'There is no such event, or it is not open to you.');
  return participation;
}

/** The event's status by what its host told last; null where it told nothing. */
export function eventStatusOf({ eventStatus, eventEndsAt }: ParticipationEntity): EventStatus | null {
  return eventStatus && eventEndsAt ? eventPolicy.statusAt({ status: eventStatus, endsAt: eventEndsAt }, new Date()) : null;
}
