import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Waiting, seatPolicy } from './seat.policy.js';

const NOW = new Date('2026-04-01T06:00:00Z');
const event = { status: 'PUBLISHED', audience: 'NETWORK', format: 'ONSITE', startsAt: new Date('2026-04-18T06:00:00Z') } as const;
const refusal = (change: Partial<Parameters<typeof seatPolicy.refusal>[2]>, home = 'bat', format: Parameters<typeof seatPolicy.refusal>[3] = null) =>
  seatPolicy.refusal('chhtt', home, { ...event, ...change }, format, NOW);

describe('who may have a place', () => {
  it.each([
    ['a partner’s volunteer on a network event', {}, 'bat', null],
    ['a partner’s volunteer on a public event', { audience: 'PUBLIC' }, 'bat', null],
    ['the host’s own on an event of the college', { audience: 'COLLEGE' }, 'chhtt', null],
    ['a partner’s on an event of the college', { audience: 'COLLEGE' }, 'bat', 'NOT_FOR_YOU'],
    ['nobody on a draft', { status: 'DRAFT' }, 'chhtt', 'NOT_FOR_YOU'],
    ['nobody on a cancelled event', { status: 'CANCELLED' }, 'chhtt', 'EVENT_CLOSED'],
    ['nobody on a completed event', { status: 'COMPLETED' }, 'chhtt', 'EVENT_CLOSED'],
    ['nobody from the moment it begins', { startsAt: NOW }, 'chhtt', 'EVENT_CLOSED'],
    ['nobody from elsewhere on a closed event of the college', { status: 'CANCELLED', audience: 'COLLEGE' }, 'bat', 'NOT_FOR_YOU'],
  ] as const)('%s', (_who, change, home, expected) => {
    expect(refusal(change, home)).toBe(expected);
  });

  it('takes part as the event offers, and on a hybrid one as they like', () => {
    expect(refusal({}, 'bat', 'ONSITE')).toBeNull();
    expect(refusal({}, 'bat', 'ONLINE')).toBe('FORMAT_NOT_OFFERED');
    expect(refusal({ format: 'ONLINE' }, 'bat', 'ONSITE')).toBe('FORMAT_NOT_OFFERED');
    expect(refusal({ format: 'ONSITE' }, 'bat', 'HYBRID')).toBe('FORMAT_NOT_OFFERED');
    for (const format of ['ONSITE', 'ONLINE', 'HYBRID'] as const) expect(refusal({ format: 'HYBRID' }, 'bat', format)).toBeNull();
  });
});

describe('who gets a place', () => {
  const queue = (...people: readonly string[]) =>
    people.map((text) => {
      const [home = '', format] = text.split(' ');
      return { home, format: format === 'online' ? ('ONLINE' as const) : ('ONSITE' as const), text };
    });
  const seated = (capacity: number | null, taken: number, kept: Record<string, number>, ...people: readonly string[]) =>
    seatPolicy.toSeat({ capacity, taken, kept: new Map(Object.entries(kept)) }, queue(...people)).map(({ text }) => text);

  it('first come, first served, as long as there is room', () => {
    expect(seated(3, 1, {}, 'bat 1', 'hgt 2', 'kpk 3')).toEqual(['bat 1', 'hgt 2']);
    expect(seated(1, 1, {}, 'bat 1')).toEqual([]);
    expect(seated(null, 900, {}, 'bat 1', 'hgt 2')).toEqual(['bat 1', 'hgt 2']);
  });

  it('a place kept for a partner’s remote participants goes to nobody else', () => {
    expect(seated(2, 0, { kpk: 1 }, 'bat 1', 'kpk 2', 'kpk online', 'bat 4')).toEqual(['bat 1', 'kpk online']);
    expect(seated(1, 0, { kpk: 1 }, 'bat online', 'kpk 2')).toEqual([]);
  });

  it('they take a kept place first, and one of the others’ when those are taken', () => {
    expect(seated(3, 0, { kpk: 1 }, 'kpk online', 'kpk online', 'bat 3', 'bat 4')).toEqual(['kpk online', 'kpk online', 'bat 3']);
  });

  it('more places kept than there are give no more places', () => {
    expect(seated(2, 1, { kpk: 5, bat: 5 }, 'kpk online', 'bat online', 'hgt 3')).toEqual(['kpk online']);
  });

  it('never more than there are, nobody overtaken on a place that both could have, and none left over', () => {
    const home = fc.constantFrom('bat', 'hgt', 'kpk');
    const waiting = fc.array(fc.record({ home, format: fc.constantFrom('ONSITE' as const, 'ONLINE' as const) }));
    const kept = fc.dictionary(home, fc.nat(4)).map((places) => new Map(Object.entries(places)));
    fc.assert(
      fc.property(fc.nat(12), fc.nat(14), kept, waiting, (capacity, taken, keeps, people) => {
        const seats = { capacity, taken, kept: keeps };
        const got = new Set<Waiting>(seatPolicy.toSeat(seats, people));
        expect(got.size).toBeLessThanOrEqual(Math.max(0, capacity - taken));
        people.forEach((one, place) => {
          if (got.has(one)) return;
          const overtaken = people.slice(place + 1).filter((other) => other.home === one.home && other.format === one.format && got.has(other));
          expect(overtaken).toEqual([]);
          // Alone with what the others left, they would not get one either.
          const left = new Map(keeps);
          for (const { home: of, format } of got) if (format === 'ONLINE') left.set(of, Math.max(0, (left.get(of) ?? 0) - 1));
          expect(seatPolicy.toSeat({ capacity, taken: taken + got.size, kept: left }, [one])).toEqual([]);
        });
      }),
      { numRuns: 1_000 },
    );
  });
});
