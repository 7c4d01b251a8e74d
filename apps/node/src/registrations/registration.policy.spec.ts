import { describe, expect, it } from '@jest/globals';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { registrationPolicy } from './registration.policy.js';

describe('whose registrations an actor may see', () => {
  const volunteer = aVolunteerActor('bat');
  const mentor = aCurator('bat', { roles: ['MENTOR'] });

  it.each([
    ['the host’s staff: everybody’s', aCurator('chhtt'), { all: true }],
    ['a volunteer: their own', volunteer, { all: false, volunteerId: volunteer.id }],
    ['a partner’s staff: their own, for they take part too', mentor, { all: false, volunteerId: mentor.id }],
    ['a partner’s system: nobody’s', aCurator('bat', { roles: ['PARTNER'] }), { all: false, volunteerId: null }],
    ['a visitor: nobody’s', null, { all: false, volunteerId: null }],
  ])('%s', (_who, actor, scope) => {
    expect(registrationPolicy.scope('chhtt', actor)).toEqual(scope);
  });

  it('shows one registration by the same rule', () => {
    const registration = { volunteerId: volunteer.id };
    expect(registrationPolicy.see({ all: true }, registration)).toBe(true);
    expect(registrationPolicy.see({ all: false, volunteerId: volunteer.id }, registration)).toBe(true);
    expect(registrationPolicy.see({ all: false, volunteerId: aVolunteerActor('bat').id }, registration)).toBe(false);
    expect(registrationPolicy.see({ all: false, volunteerId: null }, registration)).toBe(false);
  });
});
