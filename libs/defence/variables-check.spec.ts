import { describe, expect, it } from '@jest/globals';
import { tooMuchIn } from './variables-check.js';

const LIMITS = { list: 3, values: 10, depth: 4, text: 5 };

describe('variables', () => {
  it('are looked at as they are, whatever their types', () => {
    expect(tooMuchIn({}, LIMITS)).toBeNull();
    expect(tooMuchIn({ a: [1, null, 'x'], b: { c: { d: true } } }, LIMITS)).toBeNull();
  });

  it.each([
    ['$a holds a list of more than 3 entries.', { a: [1, 2, 3, 4] }],
    ['$a holds a list of more than 3 entries.', { a: { b: [[1, 2, 3, 4]] } }],
    ['$a holds a text of more than 5 characters.', { a: { b: ['123456'] } }],
    ['$a is nested more than 4 deep.', { a: { b: { c: { d: { e: 1 } } } } }],
    ['The variables hold more than 10 values.', Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`v${index}`, index]))],
    ['The variables hold more than 10 values.', { a: Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`v${index}`, index])) }],
  ])('are refused: %s', (problem, variables) => {
    expect(tooMuchIn(variables, LIMITS)).toBe(problem);
  });
});
