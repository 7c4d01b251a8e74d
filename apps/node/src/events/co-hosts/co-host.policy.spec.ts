import { describe, expect, it } from '@jest/globals';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { coHostPolicy } from './co-host.policy.js';

describe('who answers for a college that is asked to hold an event together', () => {
  it.each([
    ['a visitor', null, null],
    ['a partner’s curator', aCurator('bat'), 'bat'],
    ['a partner’s mentor', aCurator('bat', { roles: ['MENTOR'] }), null],
    ['a partner’s operator', aCurator('bat', { roles: ['OPERATOR'] }), null],
    ['a partner’s volunteer', aVolunteerActor('bat'), null],
    ['a partner’s system', aCurator('bat', { roles: ['PARTNER'] }), null],
    ['the host’s curator', aCurator('chhtt'), null],
  ])('%s', (_who, actor, expected) => {
    expect(coHostPolicy.answersFor('chhtt', actor)).toBe(expected);
  });
});
