import { describe, expect, it } from '@jest/globals';
import { AbsentReceivers } from './absent-receivers.js';

describe('receivers that are not reached', () => {
  it('are gone for a moment, and missed until they are heard of', () => {
    const absent = new AbsentReceivers();
    absent.add('bat', performance.now());
    expect([absent.isGone('bat'), absent.has('bat'), absent.isGone('hgt'), absent.has('hgt')]).toEqual([true, true, false, false]);
    expect([absent.delete('bat'), absent.delete('bat'), absent.has('bat')]).toEqual([true, false, false]);
  });

  it('are there where they were heard of since the attempt began that did not reach them', () => {
    const absent = new AbsentReceivers();
    const triedAt = performance.now() - 1;
    absent.delete('bat');
    absent.add('bat', triedAt);
    expect(absent.has('bat')).toBe(false);
    absent.add('bat', performance.now() + 1);
    expect(absent.has('bat')).toBe(true);
  });
});
