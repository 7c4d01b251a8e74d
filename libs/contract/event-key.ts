import { hash } from 'node:crypto';
import { type GlobalId, parseGlobalId } from './ids.js';

/**
 * The place of an event in the order that every college shares: by start, then by global id.
 * `2026-04-18T06:00:00.000Z|chhtt:0192f3c4-…`: fixed width up to the bar, so that keys compare as plain strings.
 */
export function eventKey(startsAt: Date, id: string): string {
  return `${startsAt.toISOString()}|${id}`;
}

/** Takes a key apart; null when it is not one. */
export function parseEventKey(key: string): { readonly startsAt: Date; readonly id: string } | null {
  const [time = '', id = '', ...rest] = key.split('|');
  const startsAt = new Date(time);
  const intact = rest.length === 0 && id.includes(':') && !Number.isNaN(startsAt.getTime());
  return intact && startsAt.toISOString() === time ? { startsAt, id } : null;
}

/** Characters of a cursor that say whether the rest is as it was given: no secret, and enough for whoever edits one. */
const CHECK_LENGTH = 8;

/** The opaque cursor in which a key travels, in base64url. */
export function encodeCursor(key: string): string {
  return `${checkOf(key)}${Buffer.from(key, 'utf8').toString('base64url')}`;
}

/** What `encodeCursor` was given; what it did not make comes back empty, which is no key of any list. */
export function decodeCursor(cursor: string): string {
  const key = Buffer.from(cursor.slice(CHECK_LENGTH), 'base64url').toString('utf8');
  return encodeCursor(key) === cursor ? key : '';
}

/** Where a list in the order of keys goes on behind a cursor; null for what no such list gave. */
export function parseEventCursor(cursor: string): { readonly startsAt: Date; readonly id: GlobalId } | null {
  const key = parseEventKey(decodeCursor(cursor));
  const id = key && parseGlobalId(key.id);
  return id && isOrdinaryYear(key.startsAt) ? { startsAt: key.startsAt, id } : null;
}

/** Keys compare as text while a year has four digits, and PostgreSQL has no timestamps before the first. */
function isOrdinaryYear(moment: Date): boolean {
  const year = moment.getUTCFullYear();
  return year >= 1 && year <= 9_999;
}

function checkOf(key: string): string {
  return hash('sha256', key, 'base64url').slice(0, CHECK_LENGTH);
}
