import { describe, expect, it } from '@jest/globals';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { attendancePolicy } from './attendance.policy.js';

describe('row 13: who credits hours', () => {
  it.each([
    ['the host’s curator', aCurator('chhtt'), true, true],
    ['the host’s mentor', aCurator('chhtt', { roles: ['MENTOR'] }), true, false],
    ['the host’s operator', aCurator('chhtt', { roles: ['OPERATOR'] }), false, false],
    ['the host’s coordinator', aCurator('chhtt', { roles: ['COORDINATOR'] }), false, false],
    ['the host’s partner system', aCurator('chhtt', { roles: ['PARTNER'] }), false, false],
    ['the host’s volunteer', aVolunteerActor('chhtt'), false, false],
    ['another college’s curator', aCurator('bat'), false, false],
    ['a visitor', null, false, false],
  ])('%s', (_who, actor, records, corrects) => {
    expect(attendancePolicy.record('chhtt', actor)).toBe(records);
    expect(attendancePolicy.correct('chhtt', actor)).toBe(corrects);
  });

  it('nobody their own', () => {
    const mentor = aCurator('chhtt', { roles: ['MENTOR'] });
    expect(attendancePolicy.isOther(mentor, { volunteerId: mentor.id })).toBe(false);
    expect(attendancePolicy.isOther(mentor, { volunteerId: aCurator('chhtt').id })).toBe(true);
  });
});
