import { describe, expect, it } from '@jest/globals';
import { lastTwelveMonths, monthRangeText } from './months.js';

describe('the months that figures cover', () => {
  it('are twelve, and the running one is not among them', () => {
    expect(lastTwelveMonths(new Date('2026-11-24T12:00:00Z'))).toEqual({ from: '2025-11', to: '2026-10' });
    expect(lastTwelveMonths(new Date('2027-01-31T23:59:59Z'))).toEqual({ from: '2026-01', to: '2026-12' });
    expect(lastTwelveMonths(new Date('2028-03-31T00:00:00Z'))).toEqual({ from: '2027-03', to: '2028-02' });
  });

  it('are said in the language of the page', () => {
    expect(monthRangeText({ from: '2025-11', to: '2026-10' }, 'ru')).toMatch(/^ноябрь 2025.*октябрь 2026/);
    expect(monthRangeText({ from: '2026-01', to: '2026-12' }, 'en')).toMatch(/^January.*December 2026$/);
  });
});
