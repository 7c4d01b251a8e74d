import { describe, expect, it } from '@jest/globals';
import { FINDINGS } from '#membership/findings.js';
import { lineOf } from './join.js';
import { joinWordsIn } from './words.js';

const russian = joinWordsIn('ru');

describe('what the registry found, in Russian', () => {
  it.each(FINDINGS)('%s is said without a word of its English', (finding) => {
    const line = lineOf({ check: 'REACHABLE', outcome: 'FAILED', detail: 'it redirects', finding, about: ['17', '42'] }, russian);
    expect(line.split('\n')[0]?.replace('https', '')).toMatch(/^✗ Узел отвечает: [^a-z]*[а-я][^a-z]*$/);
  });

  it.each([undefined, []])('is said with what a registry leaves out, too: %j', (about) => {
    for (const finding of FINDINGS) expect(lineOf({ check: 'TLS', outcome: 'FAILED', detail: null, finding, about }, russian)).not.toContain('undefined');
  });

  it('is the registry’s own sentence where it is of another version', () => {
    expect(lineOf({ check: 'TLS', outcome: 'FAILED', detail: 'it is new' }, russian)).toContain(': it is new\n');
  });
});
