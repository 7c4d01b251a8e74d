import { decodeCursor, encodeCursor, eventKey, parseEventKey } from '#contract/event-key.js';
import type { ThisCollege } from '../../college/this-college.js';
import { badInput } from '../../graph/domain-error.js';
import type { OverlapRow } from './record-entries.repository.js';

const BETWEEN = ' ';

/** An overlap's cursor: when the first begins and its id, then the second's id. */
export function overlapCursor(thisCollege: ThisCollege, { at, firstId, secondId }: OverlapRow): string {
  return encodeCursor(`${eventKey(at, thisCollege.globalId(firstId))}${BETWEEN}${thisCollege.globalId(secondId)}`);
}

/** @throws DomainError BAD_USER_INPUT for what `overlapCursor` did not make */
export function parseOverlapCursor(thisCollege: ThisCollege, cursor: string): OverlapRow {
  const [first = '', second] = decodeCursor(cursor).split(BETWEEN);
  const key = parseEventKey(first);
  const firstId = key && thisCollege.uuidOf(key.id);
  const secondId = thisCollege.uuidOf(second);
  if (!firstId || secondId === null) throw badInput('after', 'is not a cursor that this list gave');
  return { at: key.startsAt, firstId, secondId };
}
