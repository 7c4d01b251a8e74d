import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Kind, print, visit } from 'graphql';
import { collegeContract } from '#contract/college-contract.js';
import { CONTRACT_DIGEST } from '#contract/version.js';
import { CONTRACT_FILE, printContract } from './contract.js';

describe('the contract', () => {
  it('is the schema we reviewed: run `npm run contract` and read the diff', async () => {
    expect(await printContract()).toBe(readFileSync(CONTRACT_FILE, 'utf8'));
  });

  it('is of the version that it says: where this digest is another, CONTRACT_VERSION is one more', () => {
    const terse = visit(collegeContract(), { [Kind.STRING]: (_node, key) => (key === 'description' ? null : undefined) });
    expect(createHash('sha256').update(print(terse)).digest('hex')).toBe(CONTRACT_DIGEST);
  });
});
