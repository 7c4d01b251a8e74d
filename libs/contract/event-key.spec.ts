import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeCursor, encodeCursor, eventKey, parseEventCursor, parseEventKey } from './event-key.js';

const ID = 'chhtt:0192f3c4-0000-7000-8000-000000000001';
const instants = fc.date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true });

describe('event keys', () => {
  it('compare as text in the order of time, then of id', () => {
    fc.assert(
      fc.property(instants, instants, (one, other) => {
        expect(Math.sign(one.getTime() - other.getTime())).toBe(eventKey(one, ID) < eventKey(other, ID) ? -1 : Number(eventKey(one, ID) > eventKey(other, ID)));
      }),
    );
  });

  it('travel in a cursor and come back', () => {
    fc.assert(
      fc.property(instants, (startsAt) => {
        const key = decodeCursor(encodeCursor(eventKey(startsAt, ID)));
        expect(parseEventKey(key)).toEqual({ startsAt, id: ID });
      }),
    );
  });

  it('come back empty from a cursor in which one character is another', () => {
    const cursor = encodeCursor(eventKey(new Date('2026-04-18T06:00:00.000Z'), ID));
    fc.assert(
      fc.property(fc.nat(cursor.length - 1), fc.constantFrom('A', 'a', '0', '-', '_', 'z'), (place, other) => {
        fc.pre(cursor[place] !== other);
        expect(decodeCursor(`${cursor.slice(0, place)}${other}${cursor.slice(place + 1)}`)).toBe('');
      }),
    );
  });

  it.each(['', '|', `2026-04-18|${ID}`, `2026-04-18T06:00:00Z|${ID}`, `2026-13-18T06:00:00.000Z|${ID}`, `2026-04-18T06:00:00.000Z|${ID}|x`])(
    'refuse %j',
    (key) => {
      expect(parseEventKey(key)).toBeNull();
    },
  );

  it.each(['0000-12-31T23:59:59.999Z', '+010000-01-01T00:00:00.000Z', '-000001-01-01T00:00:00.000Z'])('are behind no cursor at %s, beyond the years that compare as text', (time) => {
    expect(parseEventCursor(encodeCursor(eventKey(new Date(time), ID)))).toBeNull();
  });

  it('are behind no cursor without a global id', () => {
    expect(parseEventCursor(encodeCursor('2026-04-18T06:00:00.000Z|chhtt:1'))).toBeNull();
  });
});
