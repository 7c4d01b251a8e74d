import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { CONTRACT_FILE, printContract } from './contract.js';

describe('the contract', () => {
  it('is the schema we reviewed: run `npm run contract` and read the diff', async () => {
    expect(await printContract()).toBe(readFileSync(CONTRACT_FILE, 'utf8'));
  });
});
