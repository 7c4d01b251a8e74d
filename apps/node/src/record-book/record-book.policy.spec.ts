import { describe, expect, it } from '@jest/globals';
import type { Actor, Role } from '#identity/actor.js';
import { recordBookPolicy } from './record-book.policy.js';

const owner = { volunteerId: 'kpk:1', mentorId: 'kpk:2' };
const actor = (id: string, ...roles: Role[]): Actor => ({ id, college: id.split(':')[0] ?? '', roles });

it.each([
  ['whose it is', actor('kpk:1', 'VOLUNTEER'), true],
  ['a mentor whose own it is', actor('kpk:1', 'MENTOR'), true],
  ['the home’s curator', actor('kpk:9', 'CURATOR'), true],
  ['the mentor who guides them', actor('kpk:2', 'MENTOR'), true],
  ['another mentor', actor('kpk:3', 'MENTOR'), false],
  ['who guides them and is no mentor any more', actor('kpk:2', 'OPERATOR'), false],
  ['another volunteer', actor('kpk:4', 'VOLUNTEER'), false],
  ['the home’s operator', actor('kpk:5', 'OPERATOR'), false],
  ['the home’s coordinator', actor('kpk:6', 'COORDINATOR'), false],
  ['another college’s curator', actor('bat:9', 'CURATOR'), false],
  ['a partner’s system of that id', actor('kpk:1', 'PARTNER'), false],
  ['a visitor', null, false],
])('a record book is taken away by %s: %s', (_who, who, expected) => {
  expect(recordBookPolicy.take('kpk', who, owner)).toBe(expected);
});

describe('of whom nobody guides', () => {
  it('no mentor takes the book', () => {
    expect(recordBookPolicy.take('kpk', actor('kpk:2', 'MENTOR'), { ...owner, mentorId: null })).toBe(false);
  });
});
