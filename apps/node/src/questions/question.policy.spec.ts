import { describe, expect, it } from '@jest/globals';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { questionPolicy } from './question.policy.js';

describe('questions to speakers', () => {
  it.each([
    // who, actor: read, see a hidden one, moderate
    ['the host’s curator', aCurator('chhtt'), [true, true, true]],
    ['the host’s mentor', aCurator('chhtt', { roles: ['MENTOR'] }), [true, true, true]],
    ['the host’s volunteer', aVolunteerActor('chhtt'), [true, false, false]],
    ['a partner’s curator', aCurator('bat'), [true, false, false]],
    ['a partner’s volunteer', aVolunteerActor('bat'), [true, false, false]],
    ['a partner system', aCurator('chhtt', { roles: ['PARTNER'], scopes: ['events:read'] }), [false, false, false]],
    ['a visitor', null, [false, false, false]],
  ])('%s', (_who, actor, expected) => {
    expect([questionPolicy.read(actor), questionPolicy.see('chhtt', actor, { hidden: true }), questionPolicy.moderate('chhtt', actor)]).toEqual(expected);
    expect(questionPolicy.see('chhtt', actor, { hidden: false })).toBe(expected[0]);
  });

  it('have no vote of who asked them', () => {
    const asker = aVolunteerActor('bat');
    expect(questionPolicy.vote(asker, { askedBy: asker.id })).toBe(false);
    expect(questionPolicy.vote(aVolunteerActor('bat'), { askedBy: asker.id })).toBe(true);
  });

  it('are taken from the announcement to the end', () => {
    const endsAt = new Date('2026-04-18T08:00:00Z');
    const open = (status: 'DRAFT' | 'PUBLISHED' | 'CANCELLED' | 'COMPLETED', now: string) => questionPolicy.isOpen({ status, endsAt }, new Date(now));
    expect(open('PUBLISHED', '2026-04-18T07:59:59Z')).toBe(true);
    expect(open('PUBLISHED', '2026-04-18T08:00:00Z')).toBe(false);
    for (const status of ['DRAFT', 'CANCELLED', 'COMPLETED'] as const) expect(open(status, '2026-04-01T08:00:00Z')).toBe(false);
  });
});
