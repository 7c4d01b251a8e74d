import { describe, expect, it } from '@jest/globals';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { volunteerPolicy } from './volunteer.policy.js';

describe('who may read what of a volunteer', () => {
  const self = aVolunteerActor('chhtt');
  const volunteer = { globalId: self.id, shareDisplayName: false };
  const sharing = { ...volunteer, shareDisplayName: true };

  it.each([
    // who, actor: list, know, personal, name, shared name, kind
    ['the home’s curator', aCurator('chhtt'), [true, true, true, true, true, true]],
    ['the home’s mentor', aCurator('chhtt', { roles: ['MENTOR'] }), [true, true, true, true, true, true]],
    ['the volunteer', self, [false, true, true, true, true, true]],
    ['another volunteer of the college', aVolunteerActor('chhtt'), [false, true, false, false, false, false]],
    ['a partner’s curator', aCurator('bat'), [false, true, false, false, true, true]],
    ['a partner’s volunteer', aVolunteerActor('bat'), [false, false, false, false, false, false]],
    ['a partner system', aCurator('bat', { roles: ['PARTNER'] }), [false, false, false, false, false, false]],
    ['someone who is not a volunteer under the volunteer’s id', { ...self, roles: ['PARTNER' as const] }, [false, false, false, false, false, false]],
    ['a visitor', null, [false, false, false, false, false, false]],
  ])('%s', (_who, actor, expected) => {
    expect([
      volunteerPolicy.list('chhtt', actor),
      volunteerPolicy.know('chhtt', actor),
      volunteerPolicy.readPersonal('chhtt', actor, volunteer),
      volunteerPolicy.readDisplayName('chhtt', actor, volunteer),
      volunteerPolicy.readDisplayName('chhtt', actor, sharing),
      volunteerPolicy.readKind(actor, volunteer),
    ]).toEqual(expected);
  });
});
