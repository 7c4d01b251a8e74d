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

/** The opaque cursor behind which a key travels. */
export function encodeCursor(key: string): string {
  return Buffer.from(key, 'utf8').toString('base64url');
}

/** What `encodeCursor` was given; anything that it did not make comes back as a key that does not parse. */
export function decodeCursor(cursor: string): string {
  return Buffer.from(cursor, 'base64url').toString('utf8');
}
