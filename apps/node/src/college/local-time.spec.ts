import { describe, expect, it } from '@jest/globals';
import { dayAt, instantAround, instantOf, timeAt } from './local-time.js';

describe('the instant of a local time', () => {
  it.each([
    ['Europe/Samara', '2026-04-18T09:30', '2026-04-18T05:30:00.000Z'],
    ['Europe/Moscow', '2026-04-18T09:30', '2026-04-18T06:30:00.000Z'],
    ['Europe/Samara', '2026-01-01T00:00', '2025-12-31T20:00:00.000Z'],
    // Russia's winter clocks went back for good on 26 October 2014; Samara had been at +4 since 2011.
    ['Europe/Moscow', '2014-10-25T12:00', '2014-10-25T08:00:00.000Z'],
    ['Europe/Moscow', '2014-10-27T12:00', '2014-10-27T09:00:00.000Z'],
    ['Asia/Kathmandu', '2026-04-18T09:30', '2026-04-18T03:45:00.000Z'],
  ])('in %s at %s', (timeZone, local, utc) => {
    expect(instantOf(local, timeZone)?.toISOString()).toBe(utc);
  });

  it('is the earlier of two, and none that clocks jumped over', () => {
    expect(instantOf('2026-10-25T02:30', 'Europe/Berlin')?.toISOString()).toBe('2026-10-25T00:30:00.000Z');
    expect(instantOf('2026-03-29T02:30', 'Europe/Berlin')).toBeNull();
  });
});

it('knows which day it is where', () => {
  const late = new Date('2026-04-17T20:30:00Z');
  expect([dayAt(late, 'Europe/Samara'), dayAt(late, 'Europe/Moscow')]).toEqual(['2026-04-18', '2026-04-17']);
});

it('knows the time by the clock, and what it would have been where clocks jumped over it', () => {
  expect(timeAt(new Date('2026-04-17T20:30:05Z'), 'Europe/Samara')).toBe('00:30:05');
  expect(instantAround('2026-04-18T00:30:05', 'Europe/Samara')).toEqual(new Date('2026-04-17T20:30:05Z'));
  expect(instantAround('2026-03-29T02:30:00', 'Europe/Berlin')).toEqual(new Date('2026-03-29T01:30:00Z'));
});
