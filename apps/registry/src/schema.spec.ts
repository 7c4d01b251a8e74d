import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { SCHEMA_FILE, printSchema } from './schema.js';

describe('the registry’s schema', () => {
  it('is the one we reviewed: run `npm run contract` and read the diff', async () => {
    expect(await printSchema()).toBe(readFileSync(SCHEMA_FILE, 'utf8'));
  });
});
