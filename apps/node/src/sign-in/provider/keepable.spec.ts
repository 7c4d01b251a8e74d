import { describe, expect, it } from '@jest/globals';
import { problemInQuery, problemInRecord } from './keepable.js';

describe('row 55: what the provider is asked to remember', () => {
  it('names the parameter that a database cannot hold', () => {
    expect(problemInQuery('client_id=dobroset-page&state=%00')).toBe('state must not contain a NUL character or half of a character');
    expect(problemInQuery('sta%00te=x')).toBe('a parameter’s name must not contain a NUL character or half of a character');
    expect(problemInQuery('state=%ED%A0%80&nonce=%F0%9F%98%80')).toBeNull(); // what is no UTF-8 is read as U+FFFD
    expect(problemInQuery('')).toBeNull();
  });

  it('is no longer than a sign-in needs', () => {
    expect(problemInQuery(`state=${'x'.repeat(4_096)}`)).toBe('the query must be at most 4096 characters');
    expect(problemInRecord({ params: { state: 'x'.repeat(16_384) } })).toBe('more was sent than can be remembered');
  });

  it('may hold what only looks like a NUL', () => {
    expect(problemInRecord({ params: { state: '\\u0000', nonce: ['😀'] } })).toBeNull();
    for (const text of ['\0', '\ud800']) {
      expect(problemInRecord({ params: { state: text } })).toContain('NUL');
      expect(problemInRecord({ params: { [text]: 'x' } })).toContain('NUL');
    }
  });
});
