import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jsonPieces } from './json-pieces.js';

const LONG = 'ы"\n\ud800<'.repeat(22_000);
const SHORT_ENOUGH = 300_000;

describe('JSON in pieces', () => {
  it.each([{}, [], '', null, 7, { data: null, errors: [{ message: 'x', path: ['a', 0] }] }])('is one piece where it is short: %j', (value) => {
    expect([...jsonPieces(value)]).toEqual([JSON.stringify(value)]);
  });

  it.each<[string, unknown]>([
    ['a list that is long', Array.from({ length: 10 }, (_, id) => ({ id, text: LONG }))],
    ['objects in objects, with nothing or little beside what is long', { data: { a: { b: { c: LONG, d: [], e: {}, f: undefined } }, g: [undefined, LONG, null] }, errors: undefined }],
    ['very many values', { data: Array.from({ length: 20_000 }, (_, value) => value % 3 === 0) }],
    ['an object without a prototype', Object.assign(Object.create(null) as object, { '"': LONG, 7: 'first', a: LONG })],
    ['what makes JSON of itself', [new Date(0), { toJSON: undefined, LONG }, Object.assign(new Date(0), { LONG })]],
    ['nothing but what is left out', { a: Array.from({ length: 20_000 }, () => undefined), b: Object.fromEntries(Array.from({ length: 20_000 }, (_, key) => [key, undefined])) }],
  ])('is what JSON.stringify gives, and in no long piece: %s', (_what, value) => {
    const pieces = [...jsonPieces(value)];
    expect(pieces.join('')).toBe(JSON.stringify(value));
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.filter(({ length }) => length > SHORT_ENOUGH)).toEqual([]);
  });

  it('is what JSON.stringify gives, of whatever JSON there is', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (json) => {
        const value: unknown = JSON.parse(json);
        const long = [value, LONG, { [json]: value, LONG, value }];
        expect([...jsonPieces(long)].join('')).toBe(JSON.stringify(long));
      }),
      { numRuns: 100 },
    );
  });
});
