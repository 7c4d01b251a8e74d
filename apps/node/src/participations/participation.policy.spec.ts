import { describe, expect, it } from '@jest/globals';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { participationPolicy } from './participation.policy.js';

const self = aVolunteerActor('chhtt');
const mentor = aCurator('chhtt', { roles: ['MENTOR'] });
const whose = { volunteerId: self.id, mentorId: mentor.id };

describe('who may', () => {
  it.each([
    // who, actor: take part, withdraw; decide where nobody, the curator, a mentor approves
    ['the volunteer', self, [true, true], [false, false, false]],
    ['another volunteer', aVolunteerActor('chhtt'), [true, false], [false, false, false]],
    ['the home’s curator', aCurator('chhtt'), [true, true], [true, true, true]],
    ['the volunteer’s mentor', mentor, [true, false], [false, false, true]],
    ['another mentor', aCurator('chhtt', { roles: ['MENTOR'] }), [true, false], [false, false, false]],
    ['the home’s operator', aCurator('chhtt', { roles: ['OPERATOR'] }), [true, false], [false, false, false]],
    ['a partner’s curator', aCurator('bat'), [false, false], [false, false, false]],
    ['a partner’s system', aCurator('chhtt', { roles: ['PARTNER'] }), [false, false], [false, false, false]],
    ['a partner’s system under the volunteer’s id', { ...self, roles: ['PARTNER' as const] }, [false, false], [false, false, false]],
    ['a visitor', null, [false, false], [false, false, false]],
  ])('%s', (_who, actor, own, decides) => {
    expect([
      participationPolicy.takePart('chhtt', actor),
      participationPolicy.withdraw('chhtt', actor, whose),
    ]).toEqual(own);
    const approvals = ['AUTOMATIC', 'CURATOR', 'MENTOR'] as const;
    expect(approvals.map((approval) => actor !== null && participationPolicy.decideFor('chhtt', approval, actor, whose))).toEqual(decides);
  });

  it('a mentor does not decide for themselves, whoever is said to guide them', () => {
    expect(participationPolicy.decideFor('chhtt', 'MENTOR', mentor, { volunteerId: mentor.id, mentorId: mentor.id })).toBe(false);
  });

  it('list: all for staff, their own for a mentor, nothing for others', () => {
    expect(participationPolicy.scope('chhtt', aCurator('chhtt'))).toEqual({ all: true });
    expect(participationPolicy.scope('chhtt', mentor)).toEqual({ all: false, mentorId: mentor.id });
    expect(participationPolicy.scope('chhtt', aCurator('chhtt', { roles: ['MENTOR', 'CURATOR'] }))).toEqual({ all: true });
    for (const actor of [self, aCurator('bat'), null]) expect(participationPolicy.scope('chhtt', actor)).toBeNull();
  });
});

describe('it is too late to give up', () => {
  const now = new Date('2026-11-26T10:00:00Z');
  it.each([
    ['CONFIRMED', true, '2026-11-26T10:00:01Z', false],
    ['CONFIRMED', true, '2026-11-26T10:00:00Z', true],
    ['AWAITING_HOST', true, null, false],
    ['AWAITING_HOME', false, '2026-11-26T09:00:00Z', false],
    ['ATTENDED', false, null, true],
    ['NO_SHOW', true, '2026-11-27T09:00:00Z', true],
  ] as const)('%s, asked: %s, of an event that begins at %s: %s', (status, seatAsked, startsAt, tooLate) => {
    expect(participationPolicy.isTooLate({ status, seatAsked, eventStartsAt: startsAt === null ? null : new Date(startsAt) }, now)).toBe(tooLate);
  });
});

describe('a host may say that somebody came', () => {
  it.each([
    ['CONFIRMED', true, 0, true],
    ['CANCELLED', false, 1, true],
    ['AWAITING_HOME', false, 0, false],
    ['AWAITING_HOME', false, 1, true],
    ['DECLINED', false, 0, false],
    ['DECLINED', false, 1, true],
    ['DECLINED', true, 1, false],
  ] as const)('%s, asked: %s, asked for %s times: %s', (status, seatAsked, request, may) => {
    expect(participationPolicy.mayHaveCome({ status, seatAsked, request })).toBe(may);
  });
});

describe('it is too late to ask the host', () => {
  const now = new Date('2026-11-26T10:00:00Z');
  it.each([
    ['AWAITING_HOME', '2026-11-26T10:00:01Z', 'PUBLISHED', false],
    ['AWAITING_HOME', '2026-11-26T10:00:00Z', 'PUBLISHED', true],
    ['AWAITING_HOME', '2026-11-26T11:00:00Z', 'CANCELLED', true],
    ['AWAITING_HOME', null, null, false],
    ['CONFIRMED', '2026-11-26T10:00:00Z', 'PUBLISHED', false],
  ] as const)('%s, of an event that begins at %s and is %s: %s', (status, startsAt, eventStatus, tooLate) => {
    expect(participationPolicy.isTooLateToAsk({ status, eventStatus, eventStartsAt: startsAt === null ? null : new Date(startsAt) }, now)).toBe(tooLate);
  });
});

describe('nobody goes on waiting for a host that says nothing', () => {
  const now = new Date('2026-11-26T10:00:00Z');
  it.each([
    ['AWAITING_HOST', '2026-10-27T10:00:00Z', null, true],
    ['AWAITING_HOST', '2026-10-27T10:00:01Z', null, false],
    ['AWAITING_HOME', '2026-10-27T10:00:00Z', null, true],
    ['WAITLISTED', '2026-01-01T00:00:00Z', '2026-10-27T10:00:00Z', true],
    ['AWAITING_HOST', '2026-01-01T00:00:00Z', '2026-10-27T10:00:01Z', false],
    ['CONFIRMED', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', false],
    ['ATTENDED', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', false],
  ] as const)('%s, asked for at %s, of an event that ends at %s: %s', (status, requestedAt, endsAt, isLost) => {
    const waiting = { status, requestedAt: new Date(requestedAt), eventEndsAt: endsAt === null ? null : new Date(endsAt) };
    expect(participationPolicy.isHostLost(waiting, now)).toBe(isLost);
  });
});
