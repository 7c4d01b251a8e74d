import { describe, expect, it } from '@jest/globals';
import { volunteerIdentityKey } from './volunteer-identity-key.js';

describe('what makes two rows the same volunteer', () => {
  const key = volunteerIdentityKey('Семёнова Алёна', '2009-02-28');

  it.each(['семенова алена', '  СЕМЁНОВА\u00a0 АЛЁНА ', 'Семе\u0308нова Але\u0308на'])('is not how the name is written: %j', (name) => {
    expect(volunteerIdentityKey(name, '2009-02-28')).toBe(key);
  });

  it('is the name and the date of birth', () => {
    expect(volunteerIdentityKey('Семёнова Алёна', '2009-02-27')).not.toBe(key);
    expect(volunteerIdentityKey('Семёнова Алёна', null)).not.toBe(key);
    expect(volunteerIdentityKey('Семёнова Елена', '2009-02-28')).not.toBe(key);
  });
});
