import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { ErrorCode } from '#contract/error-codes.js';
import { NodeFailure } from '../college/failure.js';
import type { RawAnswer } from '../college/read-answer.js';
import { RegistryRequest } from './registry-request.js';

const WHOLE = 3_000;
const PAUSE_MILLISECONDS = 50;
const ANSWER: RawAnswer = { data: {}, errors: [] };

/** A registry that answers so after a while, and how long it was given each time. */
function asked(answer: () => RawAnswer) {
  const given: number[] = [];
  const request = new RegistryRequest(async (_body, milliseconds) => {
    given.push(milliseconds);
    await pause(PAUSE_MILLISECONDS);
    return answer();
  });
  return { given, change: () => request.mutate('mutation { a }', {}).catch(() => undefined) };
}

describe('the time that one request has for the registry', () => {
  it('is less by what it was waited for in vain', async () => {
    const { given, change } = asked(() => {
      throw new NodeFailure(ErrorCode.NODE_BAD_ANSWER, 'no GraphQL answer');
    });
    for (let time = 0; time < 3; time += 1) await change();
    expect(given[0]).toBe(WHOLE);
    expect(given[1]).toBeLessThan(WHOLE);
    expect(given[2]).toBeLessThan(given[1] ?? 0);
  });

  it('is the same for each of the changes that it does', async () => {
    const { given, change } = asked(() => ANSWER);
    for (let time = 0; time < 3; time += 1) await change();
    expect(given).toEqual([WHOLE, WHOLE, WHOLE]);
  });
});
