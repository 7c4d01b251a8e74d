import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type EventFilters, countFilters, differInTextAlone, noFilters, readFilters, writeFilters } from './event-filters.js';
import { eventFormats, eventKinds } from './event-vocabulary.js';

const days = fc.date({ min: new Date('2020-01-01'), max: new Date('2039-12-31'), noInvalidDate: true });
const day = days.map((date) => date.toISOString().slice(0, 10));
const filters: fc.Arbitrary<EventFilters> = fc.record({
  text: fc.string({ maxLength: 40, unit: 'grapheme' }).map((text) => text.trim()),
  kinds: fc.subarray([...eventKinds]),
  formats: fc.subarray([...eventFormats]),
  colleges: fc.subarray(['bat', 'chhtt', 'hgt', 'kpk', 'namt']),
  from: fc.option(day),
  to: fc.constant(null),
  freePlaces: fc.boolean(),
});

describe('filters in the address bar', () => {
  it('are read as they were written', () => {
    fc.assert(fc.property(filters, (some) => expect(readFilters(writeFilters('', some))).toEqual(some)));
  });

  it('read well to a person', () => {
    const some: EventFilters = { ...noFilters, kinds: ['DISCUSSION', 'EDUCATIONAL_SESSION'], colleges: ['bat'], freePlaces: true };
    expect(writeFilters('', some)).toBe('?kind=discussion,educational-session&college=bat&places=free');
    expect(writeFilters('?kind=forum', noFilters)).toBe('');
  });

  it('leave the rest of the address alone', () => {
    expect(writeFilters('?lang=en&kind=forum', { ...noFilters, text: 'лес' })).toBe('?lang=en&text=%D0%BB%D0%B5%D1%81');
  });

  it('may be given one by one', () => {
    expect(readFilters('?kind=forum&kind=service').kinds).toEqual(['SERVICE', 'FORUM']);
  });

  it.each([
    '?kind=party&format=fax&college=..%2F..&from=yesterday&to=2026-02-31&places=many',
    '?kind=&format=,,&college=%00&from=2026-13-01&to=26-01-01',
    '?from=%F0%9F%A6%8A&text=%20%20&college=' + 'x'.repeat(5000),
    '?%E0%A4%A&&&===',
  ])('are ignored where they make no sense: %s', (search) => {
    expect(readFilters(search)).toEqual(noFilters);
  });

  it('have no last day before the first', () => {
    expect(readFilters('?from=2026-05-02&to=2026-05-01')).toEqual({ ...noFilters, from: '2026-05-02' });
    expect(readFilters('?from=2026-05-01&to=2026-05-01').to).toBe('2026-05-01');
  });

  it('never make reading fail', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (search) => expect(readFilters(search).text.length).toBeLessThanOrEqual(100)));
  });

  it('are counted, a period as one', () => {
    expect(countFilters(noFilters)).toBe(0);
    expect(countFilters({ ...noFilters, from: '2026-01-01', to: '2026-02-01', text: 'лес' })).toBe(2);
  });

  it('know when somebody is only typing on', () => {
    expect(differInTextAlone({ ...noFilters, text: 'ле' }, { ...noFilters, text: 'лес' })).toBe(true);
    expect(differInTextAlone({ ...noFilters, text: 'ле' }, { ...noFilters, text: 'лес', freePlaces: true })).toBe(false);
    expect(differInTextAlone(noFilters, noFilters)).toBe(false);
  });
});
