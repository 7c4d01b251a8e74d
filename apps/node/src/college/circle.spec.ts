import { describe, expect, it } from '@jest/globals';
import type { Actor } from '#identity/actor.js';
import { eventPolicy } from '../events/event.policy.js';
import { offerPolicy } from '../offers/offer.policy.js';
import { practicePolicy } from '../practices/practice.policy.js';
import { CIRCLES, circleOf, seenFrom } from './circle.js';

const actor = (college: string, role: Actor['roles'][number], scopes?: Actor['scopes']): Actor => ({ id: `${college}:1`, college, roles: [role], ...(scopes && { scopes }) });

describe('a circle', () => {
  it.each([
    ['a visitor', null, 'WORLD'],
    ['a partner’s system without a scope', actor('chhtt', 'PARTNER', []), 'WORLD'],
    ['a partner’s system that may read events', actor('chhtt', 'PARTNER', ['events:read']), 'PARTNERS'],
    ['another college’s volunteer', actor('bat', 'VOLUNTEER'), 'NETWORK'],
    ['another college’s curator', actor('bat', 'CURATOR'), 'NETWORK'],
    ['the college’s volunteer', actor('chhtt', 'VOLUNTEER'), 'COLLEGE'],
    ['the college’s mentor', actor('chhtt', 'MENTOR'), 'STAFF'],
  ])('of %s sees what the policies say', (_who, asking, circle) => {
    expect(circleOf('chhtt', asking)).toBe(circle);
    const sees = (of: (typeof CIRCLES)[number]) => seenFrom(circleOf('chhtt', asking)).includes(of);
    const scope = eventPolicy.scope('chhtt', asking);
    expect(sees('WORLD')).toBe(eventPolicy.see(scope, { audience: 'PUBLIC', status: 'PUBLISHED' }));
    expect(sees('PARTNERS')).toBe(eventPolicy.see(scope, { audience: 'NETWORK', status: 'PUBLISHED' }));
    expect(sees('NETWORK')).toBe(offerPolicy.see(asking));
    expect(sees('COLLEGE')).toBe(eventPolicy.see(scope, { audience: 'COLLEGE', status: 'PUBLISHED' }));
    expect(sees('STAFF')).toBe(eventPolicy.see(scope, { audience: 'PUBLIC', status: 'DRAFT' }));
    expect(sees('STAFF')).toBe(practicePolicy.see('chhtt', asking, { withdrawnAt: new Date() }));
  });
});
