import { describe, expect, it } from '@jest/globals';
import { type PublishedFigures, safeFigures } from './figure-totals.js';

function figures(values: Partial<PublishedFigures> = {}): PublishedFigures {
  return {
    volunteers: 40,
    activeVolunteers: 20,
    events: 5,
    registrations: 100,
    minutes: 6_000,
    attendanceRate: 0.9,
    crossCollegeRegistrations: 25,
    crossCollegeOutOf: 100,
    isPartial: false,
    ...values,
  };
}

describe('network figures', () => {
  it('add up what the colleges publish', () => {
    const { totals, withheld } = safeFigures(new Map([['bat', figures()], ['hgt', figures({ registrations: 300, crossCollegeOutOf: 300 })]]));
    expect(totals).toEqual({ volunteers: 80, activeVolunteers: 40, events: 10, registrations: 400, minutes: 12_000, crossCollegeShare: 0.125 });
    expect(withheld.size).toBe(0);
  });

  it('row 32: one suppressed college takes the smallest other with it', () => {
    const { totals, byCollege, withheld } = safeFigures(
      new Map([
        ['bat', figures({ activeVolunteers: null })],
        ['hgt', figures({ activeVolunteers: 12 })],
        ['kpk', figures({ activeVolunteers: 30 })],
      ]),
    );
    expect(totals.activeVolunteers).toBe(30);
    expect(byCollege.get('hgt')?.activeVolunteers).toBeNull();
    expect(byCollege.get('hgt')?.registrations).toBe(100);
    expect([...withheld].sort()).toEqual(['bat', 'hgt']);
  });

  it('row 32: two suppressed colleges already hide each other', () => {
    const { totals, withheld } = safeFigures(
      new Map([
        ['bat', figures({ minutes: null })],
        ['hgt', figures({ minutes: null })],
        ['kpk', figures()],
      ]),
    );
    expect(totals.minutes).toBe(6_000);
    expect([...withheld].sort()).toEqual(['bat', 'hgt']);
  });

  it('are null, not nought, where nobody publishes', () => {
    const { totals } = safeFigures(new Map([['bat', figures({ volunteers: null, registrations: null })]]));
    expect(totals.volunteers).toBeNull();
    expect(totals.crossCollegeShare).toBeNull();
    expect(safeFigures(new Map()).totals.events).toBeNull();
  });

  it('row 32: a college with no closed month yet withholds nothing, and nobody’s figure for its sake', () => {
    const none = figures({ volunteers: null, activeVolunteers: null, events: null, registrations: null, minutes: null, attendanceRate: null, crossCollegeRegistrations: null, crossCollegeOutOf: null, isPartial: false });
    const { totals, byCollege, withheld } = safeFigures(new Map([['bat', figures()], ['kpk', none]]));
    expect([totals.registrations, byCollege.get('bat')?.registrations, byCollege.get('kpk')?.registrations, withheld.size]).toEqual([100, 100, null, 0]);
    expect([...safeFigures(new Map([['bat', figures()], ['kpk', { ...none, isPartial: true }]])).withheld]).toEqual(['bat', 'kpk']);
  });
});
