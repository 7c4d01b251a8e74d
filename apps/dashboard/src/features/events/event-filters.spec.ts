import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type EventFilters, countFilters, differInTextAlone, noFilters, readFilters, writeFilters } from './event-filters.js';
import { eventFormats, eventKinds } from './event-vocabulary.js';

const days = fc.date({ min: new Date('2020-01-01'), max: new Date('2039-12-31'), noInvalidDate: true });
const day = days.map((date) => date.toISOString().slice(0, 10));
const period = fc.tuple(fc.option(day), fc.option(day)).map(([one, other]) => (one !== null && other !== null && other < one ? { from: other, to: one } : { from: one, to: other }));
const withoutPeriod = fc.record({
  // Nobody's word is shorter than a sign: so many signs are no more words than are taken.
  text: fc.string({ maxLength: 20, unit: 'grapheme' }).map((text) => text.trim()).filter((text) => Array.from(text).length <= 100),
  kinds: fc.subarray([...eventKinds]),
  formats: fc.subarray([...eventFormats]),
  colleges: fc.subarray(['bat', 'chhtt', 'hgt', 'kpk', 'namt']),
  freePlaces: fc.boolean(),
});
const filters: fc.Arbitrary<EventFilters> = fc.tuple(withoutPeriod, period).map(([rest, days]) => ({ ...rest, ...days }));

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

  it.each([
    ['лес\0 и\u0007 река', 'лес и река'],
    ['\0', ''],
    [`${'я'.repeat(99)}🦊🦊`, `${'я'.repeat(99)}🦊`],
    [Array.from({ length: 21 }, (_, index) => `с${index}`).join(' '), Array.from({ length: 20 }, (_, index) => `с${index}`).join(' ')],
    ['а-'.repeat(21), 'а-'.repeat(20)],
    ['🦊\uD83E', '🦊'],
  ])('have as much of the text %j as the nodes take', (typed, text) => {
    expect(readFilters(writeFilters('', { ...noFilters, text: typed })).text).toBe(text);
  });

  it('have no NUL of an address that somebody wrote', () => {
    expect(readFilters('?text=%00')).toEqual(noFilters);
    expect(readFilters('?text=лес%00%0Aрека').text).toBe('лес река');
  });

  it('never make reading fail, nor a node refuse the text', () => {
    const signs = fc.constantFrom('а', 'ё', 'b', '7', ' ', ' ', '-', '\0', '\u001B', '\u0301', '\u00AD', '🦊');
    const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: signs, maxLength: 300 }));
    fc.assert(
      fc.property(texts, fc.nat(300), (text, cut) => {
        for (const search of [text, `?text=${encodeURIComponent(text)}`, writeFilters('', { ...noFilters, text: text.slice(0, cut) })]) {
          const read = readFilters(search).text;
          expect(Array.from(read).length).toBeLessThanOrEqual(100);
          expect(read).not.toMatch(/[\p{Cc}\p{Surrogate}]/u);
          expect(read.replaceAll(/[\u0301\u00AD]/g, '').match(/[а-яё\da-z]+/g)?.length ?? 0).toBeLessThanOrEqual(20);
          expect(readFilters(writeFilters('', { ...noFilters, text: read })).text).toBe(read);
        }
      }),
    );
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
