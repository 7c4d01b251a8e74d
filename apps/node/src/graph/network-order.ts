import { encodeCursor, eventKey, parseEventCursor } from '#contract/event-key.js';
import type { ThisCollege } from '../college/this-college.js';
import { badInput } from './domain-error.js';

/** Where something stands in an order by time that the whole network shares. */
export interface NetworkPlace {
  readonly at: Date;
  readonly id: string;
}

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';
const AFTER_ALL = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** The key of one of this college’s rows. */
export function networkKey(thisCollege: ThisCollege, { at, id }: NetworkPlace): string {
  return eventKey(at, thisCollege.globalId(id));
}

/** The cursor behind which every college’s list goes on after one of this college’s rows. */
export function networkCursor(thisCollege: ThisCollege, place: NetworkPlace): string {
  return encodeCursor(networkKey(thisCollege, place));
}

/**
 * The place from which this college's rows go on, upwards or downwards, behind a cursor that any college gave: where another
 * college has a row of the same moment, the ids in front decide whether all of ours stand above it or below.
 * @throws DomainError BAD_USER_INPUT for what is no cursor
 */
export function placeAtCursor(thisCollege: ThisCollege, cursor: string): NetworkPlace {
  const place = parseEventCursor(cursor);
  if (!place) throw badInput('after', 'is not a cursor that this list gave');
  const { startsAt: at, id } = place;
  if (id.college === thisCollege.code) return { at, id: id.uuid };
  return { at, id: `${thisCollege.code}:` > `${id.college}:` ? BEFORE_ALL : AFTER_ALL };
}
