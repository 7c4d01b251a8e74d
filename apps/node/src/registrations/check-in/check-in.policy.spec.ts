import { describe, expect, it } from '@jest/globals';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { type CodeGiven, checkInPolicy } from './check-in.policy.js';

const NOW = new Date('2026-04-18T07:00:00Z');
const event = { status: 'PUBLISHED', startsAt: new Date('2026-04-18T06:00:00Z'), endsAt: new Date('2026-04-18T08:00:00Z') } as const;
const given: CodeGiven = { registration: { status: 'CONFIRMED', volunteerKind: 'STUDENT' }, event, home: 'bat', givenAt: NOW, wrongTries: 0, isRight: true };
const at = (time: string) => new Date(`2026-04-18T${time}Z`);

describe('a check-in', () => {
  const refusal = (overrides: Partial<CodeGiven>) => checkInPolicy.refusal('chhtt', { ...given, ...overrides }, NOW);

  it('counts with the right code, from who holds a place, while the event goes on', () => {
    expect(refusal({})).toBeNull();
    expect(refusal({ registration: { status: 'CONFIRMED', volunteerKind: 'STAFF' } })).toBeNull();
    expect(refusal({ givenAt: at('06:00:00') })).toBeNull();
  });

  it.each<[string, Partial<CodeGiven>, string]>([
    ['a wrong code', { isRight: false }, 'WRONG_CODE'],
    ['the right code after five wrong ones', { wrongTries: 5 }, 'TOO_MANY_TRIES'],
    ['before the event', { givenAt: at('05:59:59') }, 'NOT_NOW'],
    ['at its end', { givenAt: at('08:00:00') }, 'NOT_NOW'],
    ['from the future', { givenAt: at('07:01:01') }, 'NOT_NOW'],
    ['of a cancelled event', { event: { ...event, status: 'CANCELLED' } }, 'NOT_NOW'],
    ['from the waiting list', { registration: { status: 'WAITLISTED', volunteerKind: 'STUDENT' } }, 'NO_PLACE'],
    ['from who holds none', { registration: null }, 'NO_PLACE'],
    ['once staff recorded who came', { registration: { status: 'NO_SHOW', volunteerKind: 'STUDENT' } }, 'RECORDED'],
    ['of the host’s own staff', { home: 'chhtt', registration: { status: 'CONFIRMED', volunteerKind: 'STAFF' } }, 'ASK_A_COLLEAGUE'],
  ])('%s does not', (_what, overrides, reason) => {
    expect(refusal(overrides)).toBe(reason);
  });

  it('is credited once the event is over, and only where it was not longer than half a day', () => {
    expect(checkInPolicy.credits(event, at('07:59:59'))).toBe(false);
    expect(checkInPolicy.credits(event, at('08:00:00'))).toBe(true);
    expect(checkInPolicy.credits({ ...event, status: 'CANCELLED' }, at('09:00:00'))).toBe(false);
    expect(checkInPolicy.credits({ ...event, startsAt: at('00:00:00'), endsAt: at('12:00:01') }, at('13:00:00'))).toBe(false);
  });

  it.each([
    ['the host’s curator', aCurator('chhtt'), true],
    ['the host’s mentor', aCurator('chhtt', { roles: ['MENTOR'] }), true],
    ['the host’s operator', aCurator('chhtt', { roles: ['OPERATOR'] }), false],
    ['the host’s volunteer', aVolunteerActor('chhtt'), false],
    ['a partner’s curator', aCurator('bat'), false],
    ['a visitor', null, false],
  ])('its code is for %s: %s', (_who, actor, expected) => {
    expect(checkInPolicy.readCode('chhtt', actor)).toBe(expected);
  });
});
