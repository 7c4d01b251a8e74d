import { hash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { hiddenFingerprint, shortened } from './fingerprints.js';

const numbers = Array.from({ length: 200_000 }, (_, number) => `+79${String(number).padStart(9, '0')}`);
const longer = (value: unknown) => hash('sha256', JSON.stringify(value), 'base64url').slice(0, 5);

describe('a hidden fingerprint', () => {
  it('is that of so many telephone numbers that none can be told from it', () => {
    const mark = hiddenFingerprint(numbers[4_711]);
    expect(numbers.filter((number) => hiddenFingerprint(number) === mark).length).toBeGreaterThan(20);
  });

  it('of nothing is had by nothing else, so what was taken out is noticed', () => {
    expect([null, undefined, []].map(hiddenFingerprint)).toEqual(['-', '-', '-']);
    expect(numbers.map(hiddenFingerprint)).not.toContain('-');
  });

  it.each([[null], [[]], ['+79000000001'], [['фото', 'вожатый']]])('of %j is the same where a longer one was noted', (value) => {
    expect(shortened(longer(value))).toBe(hiddenFingerprint(value));
    expect(shortened(hiddenFingerprint(value))).toBe(hiddenFingerprint(value));
  });
});
