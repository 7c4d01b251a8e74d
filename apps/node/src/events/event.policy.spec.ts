import { describe, expect, it } from '@jest/globals';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { Audience, EventStatus } from './event-vocabulary.js';
import { eventPolicy } from './event.policy.js';

describe('who may know of an event', () => {
  const seenBy = (actor: Parameters<typeof eventPolicy.scope>[1]) => {
    const scope = eventPolicy.scope('chhtt', actor);
    return Object.values(Audience).flatMap((audience) =>
      Object.values(EventStatus)
        .filter((status) => eventPolicy.see(scope, { audience, status }))
        .map((status) => `${audience} ${status}`),
    );
  };
  const announced = (...audiences: Audience[]) =>
    Object.values(Audience)
      .filter((audience) => audiences.includes(audience))
      .flatMap((audience) => ['PUBLISHED', 'CANCELLED', 'COMPLETED'].map((status) => `${audience} ${status}`));

  it.each([
    ['a visitor', null, announced('PUBLIC')],
    ['a partner’s volunteer', aVolunteerActor('bat'), announced('PUBLIC', 'NETWORK')],
    ['a partner’s curator', aCurator('bat'), announced('PUBLIC', 'NETWORK')],
    ['the host’s partner system', aCurator('chhtt', { roles: ['PARTNER'], scopes: [] }), announced('PUBLIC')],
    ['a partner system that may read events', aCurator('bat', { roles: ['PARTNER'], scopes: ['events:read'] }), announced('PUBLIC', 'NETWORK')],
    ['the host’s volunteer', aVolunteerActor('chhtt'), announced('PUBLIC', 'NETWORK', 'COLLEGE')],
  ])('%s', (_who, actor, expected) => {
    expect(seenBy(actor)).toEqual(expected);
  });

  it.each(['CURATOR', 'MENTOR', 'OPERATOR', 'COORDINATOR'] as const)('the host’s %s sees drafts too', (role) => {
    expect(seenBy(aCurator('chhtt', { roles: [role] }))).toHaveLength(12);
  });
});

describe('where to meet online', () => {
  it('is for the host’s staff and for those who hold a place', () => {
    expect(eventPolicy.readMeetingUrl('chhtt', aCurator('chhtt'), false)).toBe(true);
    expect(eventPolicy.readMeetingUrl('chhtt', aVolunteerActor('bat'), true)).toBe(true);
    expect(eventPolicy.readMeetingUrl('chhtt', aVolunteerActor('chhtt'), false)).toBe(false);
    expect(eventPolicy.readMeetingUrl('chhtt', aCurator('bat'), false)).toBe(false);
    expect(eventPolicy.readMeetingUrl('chhtt', null, false)).toBe(false);
  });
});

describe('what several colleges hold together', () => {
  const asked = (state: 'INVITED' | 'ACCEPTED' | 'DECLINED') => [{ college: 'bat', state }];
  const sees = (actor: Parameters<typeof eventPolicy.scope>[1], state: 'INVITED' | 'ACCEPTED' | 'DECLINED') =>
    eventPolicy.seeAsCoHost(eventPolicy.scope('chhtt', actor), asked(state));

  it('is known to curators of whom was asked, until they decline', () => {
    expect([sees(aCurator('bat'), 'INVITED'), sees(aCurator('bat'), 'ACCEPTED'), sees(aCurator('bat'), 'DECLINED')]).toEqual([true, true, false]);
  });

  it.each([
    ['another partner’s curator', aCurator('hgt')],
    ['the partner’s mentor', aCurator('bat', { roles: ['MENTOR'] })],
    ['the partner’s volunteer', aVolunteerActor('bat')],
    ['a visitor', null],
  ])('and not to %s', (_who, actor) => {
    expect(sees(actor, 'INVITED')).toBe(false);
  });
});

describe('an event that is announced', () => {
  it('is kept from nobody whom it was announced to', () => {
    expect(eventPolicy.keepsAudience('COLLEGE', 'NETWORK')).toBe(true);
    expect(eventPolicy.keepsAudience('PUBLIC', 'PUBLIC')).toBe(true);
    expect(eventPolicy.keepsAudience('PUBLIC', 'NETWORK')).toBe(false);
    expect(eventPolicy.keepsAudience('NETWORK', 'COLLEGE')).toBe(false);
  });

  it('is past changing once it is over or cancelled, and a draft never is', () => {
    const now = new Date('2026-04-18T06:00:00Z');
    const ends = { endsAt: now };
    const goesOn = { endsAt: new Date(now.getTime() + 1) };
    expect(eventPolicy.isClosed({ status: 'PUBLISHED', ...ends }, now)).toBe(true);
    expect(eventPolicy.isClosed({ status: 'PUBLISHED', ...goesOn }, now)).toBe(false);
    expect(eventPolicy.isClosed({ status: 'CANCELLED', ...goesOn }, now)).toBe(true);
    expect(eventPolicy.isClosed({ status: 'DRAFT', ...ends }, now)).toBe(false);
  });

  it('has taken place once it has ended, unless it was never announced or was called off', () => {
    const now = new Date('2026-04-18T06:00:00Z');
    const at = (status: EventStatus, endsAt: Date) => eventPolicy.statusAt({ status, endsAt }, now);
    expect(Object.values(EventStatus).map((status) => at(status, now))).toEqual(['DRAFT', 'COMPLETED', 'CANCELLED', 'COMPLETED']);
    expect(at('PUBLISHED', new Date(now.getTime() + 1))).toBe('PUBLISHED');
  });
});
