import { describe, expect, it } from '@jest/globals';
import { addMonths, monthOf, monthsBetween } from './months.js';

describe('months', () => {
  it('are the college’s own', () => {
    const moment = new Date('2026-03-31T20:30:00Z');
    expect(monthOf(moment, 'Europe/Samara')).toBe('2026-04');
    expect(monthOf(moment, 'Europe/Moscow')).toBe('2026-03');
  });

  it('are counted over the turn of the year', () => {
    expect(addMonths('2026-01', -1)).toBe('2025-12');
    expect(addMonths('2025-12', 1)).toBe('2026-01');
    expect(addMonths('2026-04', -11)).toBe('2025-05');
    expect(monthsBetween('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(monthsBetween('2026-02', '2026-01')).toEqual([]);
  });
});
