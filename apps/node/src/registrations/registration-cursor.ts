import { decodeCursor, encodeCursor, eventKey, parseEventKey } from '#contract/event-key.js';
import type { ThisCollege } from '../college/this-college.js';
import { badInput } from '../graph/domain-error.js';
import type { RegistrationPlace } from './registrations.repository.js';

/** A registration's cursor has the form of an event's: its time, then its id. */
export function registrationCursor(thisCollege: ThisCollege, place: RegistrationPlace): string {
  return encodeCursor(eventKey(place.registeredAt, thisCollege.globalId(place.id)));
}

/** @throws DomainError BAD_USER_INPUT for what `registrationCursor` did not make */
export function parseRegistrationCursor(thisCollege: ThisCollege, cursor: string): RegistrationPlace {
  const key = parseEventKey(decodeCursor(cursor));
  const id = key && thisCollege.uuidOf(key.id);
  if (!id) throw badInput('after', 'is not a cursor that this list gave');
  return { registeredAt: key.startsAt, id };
}
