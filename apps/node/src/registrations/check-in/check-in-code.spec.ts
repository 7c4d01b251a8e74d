import { describe, expect, it } from '@jest/globals';
import { checkInCode, isCheckInCode } from './check-in-code.js';

const SECRET = '3f0c8ad6-6f0f-4ef1-9d52-0f35bb0f6f1c';
const at = (minute: number) => new Date(Date.parse('2026-04-18T06:00:00Z') + minute * 60_000);

describe('a check-in code', () => {
  it('has six digits and changes every two minutes', () => {
    const { code, changesAt } = checkInCode(SECRET, at(0));
    expect(code).toMatch(/^\d{6}$/);
    expect(changesAt).toEqual(at(2));
    expect(checkInCode(SECRET, at(1.9)).code).toBe(code);
    expect(checkInCode(SECRET, at(2)).code).not.toBe(code);
  });

  it('counts for two minutes more, and not before its time', () => {
    const { code } = checkInCode(SECRET, at(4));
    expect([3.9, 4, 6, 7.9, 8].map((minute) => isCheckInCode(SECRET, code, at(minute)))).toEqual([false, true, true, true, false]);
  });

  it('is each event’s own', () => {
    const { code } = checkInCode(SECRET, at(0));
    expect(isCheckInCode('3f0c8ad6-6f0f-4ef1-9d52-0f35bb0f6f1d', code, at(0))).toBe(false);
  });
});
