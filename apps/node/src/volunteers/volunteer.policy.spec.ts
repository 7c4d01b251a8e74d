import { describe, expect, it } from '@jest/globals';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { volunteerPolicy } from './volunteer.policy.js';

describe('who may read what of a volunteer', () => {
  const self = aVolunteerActor('chhtt');
  const guide = aCurator('chhtt', { roles: ['MENTOR'] });
  const volunteer = { globalId: self.id, guideId: guide.id };

  it.each([
    // who, actor: list, know, add, personal, display name, kind, shared name
    ['the home’s curator', aCurator('chhtt'), [true, true, true, true, true, true, true]],
    ['the mentor who guides them', guide, [true, true, false, true, true, true, true]],
    ['another mentor of the home', aCurator('chhtt', { roles: ['MENTOR'] }), [true, true, false, false, true, true, true]],
    ['another mentor who is an operator too', aCurator('chhtt', { roles: ['MENTOR', 'OPERATOR'] }), [true, true, false, false, true, true, true]],
    ['another mentor who is a curator too', aCurator('chhtt', { roles: ['MENTOR', 'CURATOR'] }), [true, true, true, true, true, true, true]],
    ['the home’s operator', aCurator('chhtt', { roles: ['OPERATOR'] }), [true, true, false, true, true, true, true]],
    ['the volunteer', self, [false, true, false, true, true, true, false]],
    ['another volunteer of the college', aVolunteerActor('chhtt'), [false, true, false, false, false, false, false]],
    ['a partner’s curator', aCurator('bat'), [false, true, false, false, false, true, true]],
    ['a partner’s mentor under the guide’s id', { ...guide, college: 'bat' }, [false, true, false, false, false, true, true]],
    ['a partner’s volunteer', aVolunteerActor('bat'), [false, false, false, false, false, false, false]],
    ['a partner system', aCurator('bat', { roles: ['PARTNER'] }), [false, false, false, false, false, false, false]],
    ['someone who is not a volunteer under the volunteer’s id', { ...self, roles: ['PARTNER' as const] }, [false, false, false, false, false, false, false]],
    ['a visitor', null, [false, false, false, false, false, false, false]],
  ])('%s', (_who, actor, expected) => {
    expect([
      volunteerPolicy.list('chhtt', actor) !== null,
      volunteerPolicy.know('chhtt', actor),
      volunteerPolicy.add('chhtt', actor),
      volunteerPolicy.readPersonal('chhtt', actor, volunteer),
      volunteerPolicy.readDisplayName('chhtt', actor, volunteer),
      volunteerPolicy.readKind(actor, volunteer),
      volunteerPolicy.readSharedName(actor, true),
    ]).toEqual(expected);
    expect(volunteerPolicy.readSharedName(actor, false)).toBe(false);
  });

  it('a mentor lists those whom they guide', () => {
    const mentor = aCurator('chhtt', { roles: ['MENTOR'] });
    expect(volunteerPolicy.list('chhtt', mentor)).toEqual({ all: false, mentorId: mentor.id });
    for (const roles of [['CURATOR'], ['MENTOR', 'CURATOR'], ['OPERATOR'], ['COORDINATOR']] as const) {
      expect(volunteerPolicy.list('chhtt', aCurator('chhtt', { roles: [...roles] }))).toEqual({ all: true });
    }
  });

  it.each([
    ['a host’s curator, with consent', aCurator('bat'), true, ['bat'], true],
    ['a host’s mentor, with consent', aCurator('bat', { roles: ['MENTOR'] }), true, ['hgt', 'bat'], true],
    ['a host’s curator, without consent', aCurator('bat'), false, ['bat'], false],
    ['a curator of no host, with consent', aCurator('bat'), true, ['hgt'], false],
    ['a host’s curator of whom the home has no evidence', aCurator('bat'), true, [], false],
    ['a host’s volunteer', aVolunteerActor('bat'), true, ['bat'], false],
    ['a host’s partner system', aCurator('bat', { roles: ['PARTNER'] }), true, ['bat'], false],
    ['a visitor', null, true, ['bat'], false],
  ])('row 38: contacts to %s', (_who, actor, consented, hosts, expected) => {
    expect(volunteerPolicy.readSharedContacts(actor, { consented, hosts: new Set(hosts) })).toBe(expected);
  });
});
