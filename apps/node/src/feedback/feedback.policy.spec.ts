import { describe, expect, it } from '@jest/globals';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { feedbackPolicy } from './feedback.policy.js';

describe('feedback', () => {
  it.each([
    ['the host’s curator', aCurator('chhtt'), true, true],
    ['the host’s operator', aCurator('chhtt', { roles: ['OPERATOR'] }), true, true],
    ['the host’s volunteer', aVolunteerActor('chhtt'), true, false],
    ['a partner’s curator', aCurator('bat'), true, false],
    ['a partner’s volunteer', aVolunteerActor('bat'), true, false],
    ['a partner system', aCurator('chhtt', { roles: ['PARTNER'] }), false, false],
    ['a visitor', null, false, false],
  ])('%s', (_who, actor, leaves, reads) => {
    expect(feedbackPolicy.leave(actor, true)).toBe(leaves);
    expect(feedbackPolicy.leave(actor, false)).toBe(false);
    expect(feedbackPolicy.readComments('chhtt', actor)).toBe(reads);
  });

  it('gives comments from the fifth answer on', () => {
    expect([0, 1, 4, 5, 6].map((answers) => feedbackPolicy.givesComments(answers))).toEqual([false, false, false, true, true]);
  });

  it('has an average of whole tens', () => {
    expect([0, 9, 10, 11, 19, 20].map((answers) => feedbackPolicy.tensCovered(answers))).toEqual([0, 0, 1, 1, 1, 2]);
    expect([0, 9, 10, 19, 20].map((before) => feedbackPolicy.tenOf(before))).toEqual([0, 0, 1, 1, 2]);
  });
});
