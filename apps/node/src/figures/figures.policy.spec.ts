import { describe, expect, it } from '@jest/globals';
import { type ClosedAmount, figuresOf } from './figures.policy.js';
import type { Measure } from './measure.js';

const JANUARY = '2090-01';
const FEBRUARY = '2090-02';

function closed(measure: Measure, ...amounts: readonly (number | null)[]): ClosedAmount[] {
  return amounts.map((amount, index) => ({ measure, month: [JANUARY, FEBRUARY][index] ?? '', since: JANUARY, amount }));
}

describe('the figures over a range', () => {
  it('tell the volunteers of its last month, and of no other where that is suppressed', () => {
    expect(figuresOf(closed('VOLUNTEERS', 30, 40), JANUARY).volunteers).toBe(40);
    expect(figuresOf(closed('VOLUNTEERS', 40, 0), JANUARY).volunteers).toBe(0);
    expect(figuresOf(closed('VOLUNTEERS', 30, null), JANUARY).volunteers).toBeNull();
  });

  it.each(['ACTIVE_VOLUNTEERS', 'EVENTS', 'REGISTRATIONS', 'MINUTES', 'CROSS_COLLEGE_REGISTRATIONS'] as const)(
    'say so when %s lack a suppressed month',
    (measure) => {
      expect(figuresOf(closed(measure, 30, null), JANUARY).isPartial).toBe(true);
      expect(figuresOf(closed(measure, 30, 40), JANUARY).isPartial).toBe(false);
    },
  );

  it('are whole where only an earlier headcount is suppressed: they tell the last alone', () => {
    expect(figuresOf(closed('VOLUNTEERS', null, 40), JANUARY)).toMatchObject({ volunteers: 40, isPartial: false });
  });
});
