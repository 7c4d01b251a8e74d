import { describe, expect, it } from '@jest/globals';
import type { Decision } from './log-entry.entity.js';
import { pastIn } from './membership-past.js';

const LATER = { isSuspended: false, memberUntil: null };

/** Each decision a day after the one before. */
const past = (...decisions: Decision[]) => pastIn(decisions.map((decision, day) => ({ decision, at: new Date(Date.UTC(2026, 0, 1 + day)) })));
const day = (number: number) => new Date(Date.UTC(2026, 0, number));

describe('rows 15, 16: what the log tells of a college', () => {
  it.each<[string, Decision[], object]>([
    ['an observer that leaves was no member', ['LEFT'], LATER],
    ['a member that leaves was one until then', ['MADE_MEMBER', 'LEFT'], { ...LATER, memberUntil: day(2) }],
    ['so was a founder', ['FOUNDED', 'LEFT'], { ...LATER, memberUntil: day(2) }],
    ['and still was, when it comes back and leaves as an observer', ['FOUNDED', 'LEFT', 'LEFT'], { ...LATER, memberUntil: day(2) }],
    ['who is a member again has no end', ['FOUNDED', 'LEFT', 'MADE_MEMBER'], LATER],
    ['leaving ends no suspension', ['FOUNDED', 'SUSPENDED', 'LEFT'], { isSuspended: true, memberUntil: null }],
    ['nor does leaving twice', ['MADE_MEMBER', 'SUSPENDED', 'LEFT', 'LEFT'], { isSuspended: true, memberUntil: null }],
    ['two coordinators do', ['FOUNDED', 'SUSPENDED', 'LEFT', 'MADE_MEMBER'], LATER],
  ])('%s', (_what, decisions, told) => {
    expect(past(...decisions)).toEqual(told);
  });
});
