import { encodeCursor, eventKey, parseEventCursor } from '#contract/event-key.js';
import type { ThisCollege } from '../college/this-college.js';
import { badInput } from '../graph/domain-error.js';
import type { ParticipationPlace } from './participations.repository.js';

/** A participation's cursor has the form of an event's: a time, then its id. */
export function participationCursor(thisCollege: ThisCollege, { at, id }: ParticipationPlace): string {
  return encodeCursor(eventKey(at, thisCollege.globalId(id)));
}

/** @throws DomainError BAD_USER_INPUT for what `participationCursor` did not make */
export function parseParticipationCursor(thisCollege: ThisCollege, cursor: string): ParticipationPlace {
  const place = parseEventCursor(cursor);
  if (place?.id.college !== thisCollege.code) throw badInput('after', 'is not a cursor that this list gave');
  return { at: place.startsAt, id: place.id.uuid };
}
