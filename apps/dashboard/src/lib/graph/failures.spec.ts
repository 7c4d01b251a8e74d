import { describe, expect, it } from '@jest/globals';
import { failedColleges, unansweredColleges } from './failures.js';

describe('the colleges that did not answer', () => {
  it('are those that coverage and errors name, once each', () => {
    const coverage = { missing: [{ college: { code: 'bat' }, reason: 'NODE_TIMEOUT' }] };
    const errors = [
      { extensions: { code: 'NODE_UNAVAILABLE', college: 'bat' } },
      { extensions: { code: 'NODE_UNAVAILABLE', college: 'kpk' } },
    ];
    expect(unansweredColleges(coverage, errors)).toEqual([
      { code: 'bat', reason: 'NODE_TIMEOUT' },
      { code: 'kpk', reason: 'NODE_UNAVAILABLE' },
    ]);
  });

  it('are not those whose figures are suppressed', () => {
    expect(unansweredColleges({ missing: [{ college: { code: 'bat' }, reason: 'SUPPRESSED' }] }, [])).toEqual([]);
  });

  it('are not those that refused a field or lack it', () => {
    const errors = ['FORBIDDEN', 'CONTRACT_SKEW', 'NOT_FOUND'].map((code) => ({ extensions: { code, college: 'bat' } }));
    expect(failedColleges(errors)).toEqual([]);
  });

  it('are none where an error names no college', () => {
    expect(failedColleges([{}, { extensions: { code: 'NODE_TIMEOUT' } }, { extensions: { college: 'bat' } }])).toEqual([]);
  });
});
