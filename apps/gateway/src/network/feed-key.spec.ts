import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eventKey, parseEventKey } from '#contract/event-key.js';
import { globalId } from '#contract/ids.js';
import { isKeyOf } from './feed-key.js';

const UUID = '0192f3c4-0000-7000-8000-000000000001';
const instants = fc.date({ min: new Date('0001-01-01T00:00:00.000Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true });
const two = (most: number) => fc.nat({ max: most }).map((number) => String(number).padStart(2, '0'));

describe('a key of a college', () => {
  it('is whatever an honest node makes of a moment and an id', () => {
    fc.assert(fc.property(instants, fc.uuid(), (moment, uuid) => expect(isKeyOf('bat', eventKey(moment, globalId('bat', uuid)))).toBe(true)));
  });

  it('has the time of a day that exists, as the gateway itself will read it in a cursor', () => {
    const times = fc.tuple(fc.constantFrom('0001', '1900', '2023', '2024'), two(13), two(32), two(25), two(60), two(60));
    fc.assert(
      fc.property(times, ([year, month, day, hour, minute, second]) => {
        const key = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z|bat:${UUID}`;
        expect(isKeyOf('bat', key)).toBe(parseEventKey(key) !== null);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(['2023-02-29', '2026-02-30', '2026-04-31', '1900-02-29'])('is of no day such as %s', (day) => {
    expect(isKeyOf('bat', `${day}T00:00:00.000Z|bat:${UUID}`)).toBe(false);
  });

  it('is of a leap day', () => {
    expect(isKeyOf('bat', `2024-02-29T00:00:00.000Z|bat:${UUID}`)).toBe(true);
  });

  it.each([
    `hgt:${UUID}`,
    'bat:zzz',
    `bat:${UUID.toUpperCase()}`,
    `bat:${UUID} and more`,
    `bat:${UUID}\n`,
    `bat:${UUID}|bat:${UUID}`,
    `batx:${UUID}`,
    UUID,
    '',
  ])('names none of its things with %j', (id) => {
    expect(isKeyOf('bat', `2026-01-01T00:00:00.000Z|${id}`)).toBe(false);
  });

  it.each(['0000-01-01T00:00:00.000Z', '2026-01-01T00:00:00.0000', '+02026-01-01T00:00:00.000', '2026-01-01 00:00:00.000Z'])('is of no time %s', (time) => {
    expect(isKeyOf('bat', `${time}|bat:${UUID}`)).toBe(false);
  });
});
