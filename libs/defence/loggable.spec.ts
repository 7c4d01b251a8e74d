import { describe, expect, it } from '@jest/globals';
import { loggable } from './loggable.js';

describe('row 40: what the log may hold of an error', () => {
  it('is our own sentence, and where it was thrown', () => {
    expect(loggable(new Error('The contract has no rule.'))).toEqual({ error: 'Error: The contract has no rule.', stack: expect.arrayContaining([expect.stringMatching(/^\s+at /)]) });
  });

  it('is PostgreSQL’s code and constraint, and not its sentence', () => {
    const error = Object.assign(new Error('Key (full_name)=(Анна) already exists.'), { code: '23505', table: 'volunteer', constraint: 'one_name' });
    expect(loggable(error)).toMatchObject({ error: 'Error 23505', table: 'volunteer', constraint: 'one_name' });
    expect(JSON.stringify(loggable(error))).not.toContain('Анна');
  });

  it('is only the name of a library’s error, which may quote what was asked', () => {
    class NotFound extends Error {
      override readonly name = 'NotFound';
    }
    const several = new NotFound('nothing like {\n  "fullName": "Анна"\n}');
    expect(loggable(several)).toMatchObject({ error: 'NotFound' });
    expect(JSON.stringify(loggable(several))).not.toContain('Анна');
    expect(loggable(new SyntaxError('Unexpected token, "Анна" is not valid JSON'))).toMatchObject({ error: 'SyntaxError' });
  });

  it('is the type of what is no error', () => {
    expect(loggable('Анна')).toEqual({ error: 'Something of the type string was thrown.' });
  });
});
