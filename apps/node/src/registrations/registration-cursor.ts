import { decodeCursor, encodeCursor } from '#contract/event-key.js';
import { badInput } from '../graph/domain-error.js';
import type { RegistrationEntity } from './registration.entity.js';

/** Beyond it PostgreSQL has no integers. */
const LAST = 2 ** 31 - 1;

/** A registration's cursor is its place in the queue. */
export function registrationCursor({ queueNumber }: Pick<RegistrationEntity, 'queueNumber'>): string {
  return encodeCursor(String(queueNumber));
}

/** @throws DomainError BAD_USER_INPUT for what `registrationCursor` did not make */
export function parseRegistrationCursor(cursor: string): number {
  const text = decodeCursor(cursor);
  const place = Number(text);
  if (!/^[1-9]\d{0,9}$/.test(text) || place > LAST) throw badInput('after', 'is not a cursor that this list gave');
  return place;
}
