import { decodeCursor, encodeCursor } from '#contract/event-key.js';
import { isStorable } from '#contract/storable-text.js';
import { z } from 'zod';
import { badInput } from '../graph/domain-error.js';
import type { VolunteerPlace } from './volunteers.repository.js';

const shape = z.tuple([z.string().refine(isStorable), z.uuid()]);

/** The opaque cursor of a volunteer's place in the list. */
export function volunteerCursor(place: VolunteerPlace): string {
  return encodeCursor(JSON.stringify([place.fullName, place.id]));
}

/** @throws DomainError BAD_USER_INPUT for what `volunteerCursor` did not make */
export function parseVolunteerCursor(cursor: string): VolunteerPlace {
  try {
    const [fullName, id] = shape.parse(JSON.parse(decodeCursor(cursor)));
    return { fullName, id };
  } catch {
    throw badInput('after', 'is not a cursor that this list gave');
  }
}
