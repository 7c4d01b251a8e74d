import { describe, expect, it } from '@jest/globals';
import { canonicalId, collegeOf, globalId, parseGlobalId } from './ids.js';

const UUID = '0192f3c4-0000-7000-8000-000000000001';

describe('global ids', () => {
  it('come apart into what they were made of', () => {
    expect(parseGlobalId(globalId('chhtt', UUID))).toEqual({ college: 'chhtt', uuid: UUID });
  });

  it('are read in either case, and written in lower case', () => {
    const shouted = `chhtt:${UUID.toUpperCase()}`;
    expect(parseGlobalId(shouted)).toEqual({ college: 'chhtt', uuid: UUID });
    expect(canonicalId(shouted)).toBe(`chhtt:${UUID}`);
    expect(canonicalId('chhtt:Anna')).toBe('chhtt:Anna');
  });

  it.each(['', UUID, `:${UUID}`, 'chhtt:', 'chhtt:1', `CHHTT:${UUID}`, `c:${UUID}`, `chhtt:${UUID} `, `a-b:${UUID}`, `chhtt:${UUID.toUpperCase()}F`])(
    'refuse %j',
    (id) => {
      expect(parseGlobalId(id)).toBeNull();
    },
  );

  it('are routed by the code alone', () => {
    expect(collegeOf('bat:anything')).toBe('bat');
    expect(collegeOf('bat')).toBeNull();
    expect(collegeOf('../bat:1')).toBeNull();
  });
});
