import { describe, expect, it } from '@jest/globals';
import { checkingInPolicy } from './checking-in.policy.js';

describe('checking in, at home', () => {
  const part = { status: 'CONFIRMED', checkIn: null, checkInReason: null, checkInTries: 0 } as const;

  it('is for who holds a place', () => {
    expect(checkingInPolicy.holdsPlace(part)).toBe(true);
    for (const status of ['AWAITING_HOME', 'AWAITING_HOST', 'WAITLISTED', 'DECLINED', 'CANCELLED'] as const) {
      expect(checkingInPolicy.holdsPlace({ ...part, status })).toBe(false);
    }
  });

  it('is done once the host took a code, or recorded who came', () => {
    expect(checkingInPolicy.isDone(part)).toBe(false);
    expect(checkingInPolicy.isDone({ ...part, checkIn: 'REFUSED' })).toBe(false);
    expect(checkingInPolicy.isDone({ ...part, checkIn: 'ACCEPTED' })).toBe(true);
    expect(checkingInPolicy.isDone({ ...part, status: 'NO_SHOW' })).toBe(true);
  });

  it('is not tried again once the host has had enough, nor without end', () => {
    expect(checkingInPolicy.mayTry({ ...part, checkInTries: 19 })).toBe(true);
    expect(checkingInPolicy.mayTry({ ...part, checkInTries: 20 })).toBe(false);
    expect(checkingInPolicy.mayTry({ ...part, checkInReason: 'TOO_MANY_TRIES' })).toBe(false);
  });
});
