import { describe, expect, it } from '@jest/globals';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { peoplePolicy } from './people.policy.js';

describe('who sees and says who guides whom', () => {
  it.each([
    // who, actor: see teams, see mentors, say who guides whom
    ['the college’s curator', aCurator('chhtt'), [true, true, true]],
    ['the college’s mentor', aCurator('chhtt', { roles: ['MENTOR'] }), [true, true, false]],
    ['the college’s operator', aCurator('chhtt', { roles: ['OPERATOR'] }), [true, true, false]],
    ['the college’s volunteer', aVolunteerActor('chhtt'), [true, true, false]],
    ['another college’s curator', aCurator('bat'), [true, false, false]],
    ['a partner system', aCurator('chhtt', { roles: ['PARTNER'] }), [false, false, false]],
    ['a visitor', null, [false, false, false]],
  ])('%s', (_who, actor, expected) => {
    expect([peoplePolicy.seeTeams(actor), peoplePolicy.seeMentors('chhtt', actor), peoplePolicy.arrange('chhtt', actor)]).toEqual(expected);
  });

  it('staff alone, at their own college, say whether their name is published', () => {
    const asking = [aCurator('chhtt'), aCurator('chhtt', { roles: ['OPERATOR'] }), aCurator('bat'), aVolunteerActor('chhtt'), aCurator('chhtt', { roles: ['PARTNER'] }), null];
    expect(asking.map((actor) => peoplePolicy.publishOwnName('chhtt', actor))).toEqual([true, true, false, false, false, false]);
  });

  it('mentors and curators guide until they leave the staff', () => {
    expect((['MENTOR', 'CURATOR', 'OPERATOR', 'COORDINATOR'] as const).filter((role) => peoplePolicy.guides({ role, leftAt: null }))).toEqual(['MENTOR', 'CURATOR']);
    expect(peoplePolicy.guides({ role: 'MENTOR', leftAt: new Date() })).toBe(false);
  });
});
