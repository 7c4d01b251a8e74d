import { describe, expect, it } from '@jest/globals';
import { noFilters } from './event-filters.js';
import { eventQuestion } from './event-question.js';

const now = new Date('2026-11-24T12:00:00Z');

describe('what the page asks of the merged feed', () => {
  it('is what begins from now on', () => {
    expect(eventQuestion(noFilters, [], now)).toEqual({ from: '2026-11-24T12:00:00.000Z' });
  });

  it('includes the whole of the first and of the last day', () => {
    const { from, to } = eventQuestion({ ...noFilters, from: '2026-12-01', to: '2026-12-31' }, [], now);
    expect(new Date(from)).toEqual(new Date(2026, 11, 1, 0, 0, 0, 0));
    expect(to && new Date(to)).toEqual(new Date(2026, 11, 31, 23, 59, 59, 999));
  });

  it('leaves out colleges that the network does not have', () => {
    expect(eventQuestion({ ...noFilters, colleges: ['bat', 'gone'] }, ['bat', 'kpk'], now).colleges).toEqual(['bat']);
    expect(eventQuestion({ ...noFilters, colleges: ['gone'] }, ['bat'], now)).not.toHaveProperty('colleges');
  });

  it('passes everything else on', () => {
    const filters = { ...noFilters, kinds: ['FORUM'], formats: ['HYBRID'], text: 'лес', freePlaces: true } as const;
    expect(eventQuestion(filters, [], now)).toMatchObject({ kinds: ['FORUM'], formats: ['HYBRID'], text: 'лес', withFreePlaces: true });
  });
});
