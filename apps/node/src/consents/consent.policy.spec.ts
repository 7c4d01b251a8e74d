import { describe, expect, it } from '@jest/globals';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { consentPolicy } from './consent.policy.js';

const TODAY = '2026-11-26';
const ages = { guardianUnder: 18, ownFrom: 14 };

describe('row 37: a consent is in force', () => {
  const own = { ownAgreedOn: '2026-09-01', guardian: false };
  const guardians = { ownAgreedOn: null, guardian: true };
  const both = { ownAgreedOn: '2026-09-01', guardian: true };
  const none = { ownAgreedOn: null, guardian: false };

  it.each([
    // who, birth date: own alone, guardian's alone, both
    ['of age', '2000-01-01', [true, false, true]],
    ['18 today', '2008-11-26', [true, false, true]],
    ['18 tomorrow', '2008-11-27', [false, false, true]],
    ['16', '2010-05-05', [false, false, true]],
    ['14 today, and 13 when they agreed', '2012-11-26', [false, false, false]],
    ['14 tomorrow', '2012-11-27', [false, true, true]],
    ['9', '2017-01-01', [false, true, true]],
    ['of unknown age', null, [false, false, true]],
  ])('for somebody %s', (_who, birthDate, expected) => {
    const holds = [own, guardians, both].map((standing) => consentPolicy.inForce(standing, { birthDate, kind: 'STUDENT' }, TODAY, ages));
    expect(holds).toEqual(expected);
    expect(consentPolicy.inForce(none, { birthDate, kind: 'STUDENT' }, TODAY, ages)).toBe(false);
  });

  it('until the 18th birthday by a guardian’s word, and from then on by the volunteer’s own alone', () => {
    const volunteer = { birthDate: '2008-02-29', kind: 'STUDENT' } as const;
    const holdsOn = (standing: typeof both, day: string) => consentPolicy.inForce(standing, volunteer, day, ages);
    expect([holdsOn(both, '2026-02-28'), holdsOn(both, '2026-03-01')]).toEqual([true, true]);
    expect([holdsOn(own, '2026-02-28'), holdsOn({ ...own, ownAgreedOn: '2025-09-01' }, '2026-03-01')]).toEqual([false, true]);
    const youngest = { guardianUnder: 18, ownFrom: 18 };
    expect(consentPolicy.inForce(guardians, volunteer, '2026-02-28', youngest)).toBe(true);
    expect(consentPolicy.inForce(guardians, volunteer, '2026-03-01', youngest)).toBe(false);
  });

  it('by the ages that the node was given', () => {
    expect(consentPolicy.inForce(own, { birthDate: '2010-05-05', kind: 'STUDENT' }, TODAY, { guardianUnder: 16, ownFrom: 14 })).toBe(true);
  });
});

describe('who may', () => {
  const self = aVolunteerActor('chhtt');
  it.each([
    // who, actor: give, record, withdraw
    ['the volunteer', self, [true, false, true]],
    ['another volunteer', aVolunteerActor('chhtt'), [false, false, false]],
    ['the home’s curator', aCurator('chhtt'), [false, true, true]],
    ['the home’s mentor', aCurator('chhtt', { roles: ['MENTOR'] }), [false, false, false]],
    ['the home’s operator', aCurator('chhtt', { roles: ['OPERATOR'] }), [false, false, false]],
    ['a partner’s curator', aCurator('bat'), [false, false, false]],
    ['someone of the staff who takes part', { ...self, roles: ['MENTOR' as const] }, [true, false, true]],
    ['a partner’s system under the volunteer’s id', { ...self, roles: ['PARTNER' as const] }, [false, false, false]],
    ['a visitor', null, [false, false, false]],
  ])('give, record and withdraw: %s', (_who, actor, expected) => {
    expect([
      consentPolicy.give(actor, self.id),
      consentPolicy.record('chhtt', actor),
      consentPolicy.withdraw('chhtt', actor, self.id),
    ]).toEqual(expected);
  });
});
