import { describe, expect, it } from '@jest/globals';
import { placedErrors } from './placed-errors.js';

const PATH = ['offers', 'nodes', '@'];
const lost = { __typename: 'Offer', id: 'bat:1' };
const found = { __typename: 'Offer', id: 'hgt:2', kind: 'VENUE' };
const gathered = { offers: { nodes: [lost, null, found] } };

function placed(path: (string | number)[] | undefined, asked: readonly Record<string, unknown>[] | null) {
  return placedErrors([{ message: 'No.', ...(path && { path }) }], PATH, asked, gathered)[0]?.path;
}

describe('an error of a fetch', () => {
  it('stands at the entity that was asked about, whatever stands before it that was not', () => {
    expect(placed(['_entities', 0, 'matches', 'totalCount'], [found])).toEqual(['offers', 'nodes', 2, 'matches', 'totalCount']);
    expect(placed(['_entities', 1, 'matches'], [lost, found])).toEqual(['offers', 'nodes', 2, 'matches']);
    expect(placed(['_entities', 0], [lost, found])).toEqual(['offers', 'nodes', 0]);
  });

  it('of no entity stands below the fetch; one without a path has none', () => {
    expect(placed(['colleges', 0], null)).toEqual([...PATH, 'colleges', 0]);
    expect(placed(undefined, [found])).toBeUndefined();
  });
});
