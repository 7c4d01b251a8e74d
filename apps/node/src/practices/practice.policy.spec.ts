import { describe, expect, it } from '@jest/globals';
import type { Actor, Role } from '#identity/actor.js';
import { practicePolicy } from './practice.policy.js';

const of = (college: string, ...roles: Role[]): Actor => ({ id: `${college}:1`, college, roles });
const STAFF = ['MENTOR', 'CURATOR', 'OPERATOR', 'COORDINATOR'] as const;
const shown = { withdrawnAt: null };
const withdrawn = { withdrawnAt: new Date() };

describe('a practice', () => {
  it('is for everybody', () => {
    for (const actor of [null, of('bat', 'VOLUNTEER'), of('bat', 'PARTNER')]) expect(practicePolicy.see('chhtt', actor, shown)).toBe(true);
  });

  it('once withdrawn, is for its college’s staff', () => {
    for (const role of STAFF) expect(practicePolicy.see('chhtt', of('chhtt', role), withdrawn)).toBe(true);
    for (const actor of [null, of('chhtt', 'VOLUNTEER'), of('bat', 'CURATOR'), of('chhtt', 'PARTNER')]) {
      expect(practicePolicy.see('chhtt', actor, withdrawn)).toBe(false);
    }
  });

  it('is published and changed by its college’s staff', () => {
    for (const role of STAFF) expect(practicePolicy.publish('chhtt', of('chhtt', role))).toBe(true);
    for (const actor of [null, of('chhtt', 'VOLUNTEER'), of('bat', 'CURATOR'), of('chhtt', 'PARTNER')]) {
      expect(practicePolicy.publish('chhtt', actor)).toBe(false);
    }
  });

  it('is taken over by curators of other colleges', () => {
    expect(practicePolicy.adopt('chhtt', of('bat', 'CURATOR'))).toBe(true);
    for (const actor of [null, of('chhtt', 'CURATOR'), of('bat', 'MENTOR'), of('bat', 'VOLUNTEER'), of('bat', 'PARTNER')]) {
      expect(practicePolicy.adopt('chhtt', actor)).toBe(false);
    }
  });
});
