import { describe, expect, it } from '@jest/globals';
import { committedSupergraph } from './committed.js';
import { composeSupergraph } from './compose.js';

describe('the supergraph', () => {
  it('is the one we reviewed: `npm run supergraph` prints it anew', () => {
    expect(composeSupergraph().supergraph).toBe(committedSupergraph());
  });

  it('loses nothing in composition', () => {
    expect(composeSupergraph().hints).toEqual([]);
  });
});
