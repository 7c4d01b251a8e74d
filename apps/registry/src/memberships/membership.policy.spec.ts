import { describe, expect, it } from '@jest/globals';
import type { Actor, Role } from '#identity/actor.js';
import { membershipPolicy } from './membership.policy.js';

const actor = (college: string, ...roles: Role[]): Actor => ({ id: `${college}:1`, college, roles });
const hub = { coordinates: true, status: 'MEMBER' } as const;

describe('who may decide for the network', () => {
  it('is a coordinator of a member that coordinates', () => {
    expect(membershipPolicy.coordinate(actor('chhtt', 'COORDINATOR'), hub)).toBe(true);
  });

  it.each([
    ['a visitor', null, hub],
    ['another role', actor('chhtt', 'CURATOR', 'OPERATOR'), hub],
    ['a college that does not coordinate', actor('bat', 'COORDINATOR'), { ...hub, coordinates: false }],
    ['an observer', actor('bat', 'COORDINATOR'), { ...hub, status: 'OBSERVER' as const }],
    ['a suspended one', actor('bat', 'COORDINATOR'), { ...hub, status: 'SUSPENDED' as const }],
    ['a college that nobody knows', actor('bat', 'COORDINATOR'), null],
  ])('is not %s', (_who, asking, home) => {
    expect(membershipPolicy.coordinate(asking, home)).toBe(false);
  });

  it('is nobody about their own college', () => {
    expect(membershipPolicy.decideAbout(actor('chhtt', 'COORDINATOR'), 'chhtt')).toBe(false);
    expect(membershipPolicy.decideAbout(actor('chhtt', 'COORDINATOR'), 'bat')).toBe(true);
  });
});

describe('who may take a college off the network', () => {
  it('is a coordinator, or the college’s own operator', () => {
    const member = { coordinates: false, status: 'MEMBER' } as const;
    expect(membershipPolicy.leave(actor('chhtt', 'COORDINATOR'), hub, 'bat')).toBe(true);
    expect(membershipPolicy.leave(actor('bat', 'OPERATOR'), member, 'bat')).toBe(true);
    expect(membershipPolicy.leave(actor('hgt', 'OPERATOR'), member, 'bat')).toBe(false);
    expect(membershipPolicy.leave(actor('bat', 'CURATOR'), member, 'bat')).toBe(false);
    expect(membershipPolicy.leave(null, null, 'bat')).toBe(false);
  });
});
