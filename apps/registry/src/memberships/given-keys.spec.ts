import { describe, expect, it } from '@jest/globals';
import type { RosterKey } from '#roster/roster.js';
import { demandInUse, whyNotGivenAnew } from './given-keys.js';

const key = (x: string, retiredAt?: string): RosterKey => ({ kid: `name of ${x}`, kty: 'OKP', crv: 'Ed25519', x, ...(retiredAt !== undefined && { retiredAt }) });
const bat = { code: 'bat', status: 'LEFT' as const, keys: [key('in use'), key('old', '2020-01-01T00:00:00Z'), key('in overlap', '2999-01-01T00:00:00Z')] };
const everybody = [
  bat,
  { code: 'new', status: 'INVITED' as const, keys: [key('announced')] },
];

describe('row 4: keys that a college comes with', () => {
  it.each([
    ['keys that nobody had', 'bat', 'fresh', null],
    ['its own that nothing replaced', 'bat', 'in use', null],
    ['what somebody has only announced', 'bat', 'announced', null],
    ['its own that were replaced', 'bat', 'old', /replaced before/],
    ['its own that are being replaced', 'bat', 'in overlap', /replaced before/],
    ['another’s', 'hgt', 'in use', /another college’s/],
    ['another’s that were replaced', 'hgt', 'old', /another college’s/],
  ])('%s', (_what, code, x, why) => {
    const said = whyNotGivenAnew(everybody, code, [{ crv: 'Ed25519', x }]);
    if (why === null) expect(said).toBeNull();
    else expect(said).toMatch(why);
  });
});

describe('row 4: a key that something was said under', () => {
  it.each(['in use', 'in overlap'])('is one that the college has: %s', (x) => {
    expect(() => demandInUse(bat, `name of ${x}`)).not.toThrow();
  });

  it.each(['old', 'fresh'])('is none that it gave up, or never had: %s', (x) => {
    expect(() => demandInUse(bat, `name of ${x}`)).toThrow('in use no more');
  });
});
