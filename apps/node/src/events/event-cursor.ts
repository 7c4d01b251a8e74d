import { decodeCursor, encodeCursor, eventKey, parseEventKey } from '#contract/event-key.js';
import { parseGlobalId } from '#contract/ids.js';
import type { ThisCollege } from '../college/this-college.js';
import { badInput } from '../graph/domain-error.js';
import type { EventPlace } from './events.repository.js';

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';
const AFTER_ALL = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** The event's place in the order that the whole network shares. */
export function keyOf(thisCollege: ThisCollege, event: EventPlace): string {
  return eventKey(event.startsAt, thisCollege.globalId(event.id));
}

export function cursorOf(thisCollege: ThisCollege, event: EventPlace): string {
  return encodeCursor(keyOf(thisCollege, event));
}

/**
 * Where this college's events go on behind a cursor that any college gave. Behind an event of another college that
 * starts at the same moment come all of ours or none, as the ids in front decide.
 * @throws DomainError BAD_USER_INPUT for what is no cursor of events
 */
export function placeBehind(thisCollege: ThisCollege, cursor: string): EventPlace {
  const key = parseEventKey(decodeCursor(cursor));
  const id = key && parseGlobalId(key.id);
  if (!id || !isOrdinaryYear(key.startsAt)) throw badInput('after', 'is not a cursor that this list gave');
  if (id.college === thisCollege.code) return { startsAt: key.startsAt, id: id.uuid };
  return { startsAt: key.startsAt, id: `${thisCollege.code}:` > `${id.college}:` ? BEFORE_ALL : AFTER_ALL };
}

/** Beyond them PostgreSQL has no timestamps. */
function isOrdinaryYear(moment: Date): boolean {
  const year = moment.getUTCFullYear();
  return year >= 1 && year <= 9999;
}
