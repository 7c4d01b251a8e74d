import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type KeyOrder, isBefore } from './list-kind.js';
import { type AskCollege, type Keyed, type Stretch, mergeFeed } from './merge-feed.js';

/** A college that answers honestly from a list, and counts how much it was asked for. */
function collegeWith(keys: readonly string[], order: KeyOrder = 'ascending'): { ask: AskCollege<Keyed>; asked: number[] } {
  const sorted = inOrder(keys, order);
  const asked: number[] = [];
  const ask: AskCollege<Keyed> = (after, first) => {
    asked.push(first);
    const rest = sorted.filter((key) => after === null || isBefore(order, after, key));
    return Promise.resolve({ items: rest.slice(0, first).map((key) => ({ key })), hasMore: rest.length > first });
  };
  return { ask, asked };
}

const inOrder = (keys: readonly string[], order: KeyOrder) => (order === 'ascending' ? [...keys].sort() : [...keys].sort().reverse());
const keysOf = (items: readonly Keyed[]) => items.map(({ key }) => key);

describe('mergeFeed', () => {
  it.each(['ascending', 'descending'] as const)('gives the page that sorting everything would give, %s, whoever holds it', async (order) => {
    const lists = fc.uniqueArray(fc.tuple(fc.nat({ max: 6 }), fc.stringMatching(/^[a-z]{1,4}$/)), {
      selector: ([, key]) => key,
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(lists, fc.nat({ max: 30 }), fc.option(fc.stringMatching(/^[a-z]{1,4}$/)), async (rows, first, after) => {
        const colleges = [0, 1, 2, 3, 4, 5, 6].map((owner) => collegeWith(rows.filter(([of]) => of === owner).map(([, key]) => key), order));
        const expected = inOrder(rows.map(([, key]) => key), order).filter((key) => after === null || isBefore(order, after, key));

        const page = await mergeFeed(colleges.map(({ ask }) => ask), first, after, order);

        expect(keysOf(page.items)).toEqual(expected.slice(0, first));
        expect(page.hasNextPage).toBe(expected.length > first);
      }),
    );
  });

  it('asks each college for a share, and only the one that runs dry for more', async () => {
    const busy = collegeWith(Array.from({ length: 40 }, (_, index) => `a${String(index).padStart(2, '0')}`));
    const quiet = Array.from({ length: 19 }, (_, index) => collegeWith([`b${index}`, `c${index}`]));

    const page = await mergeFeed([busy, ...quiet].map(({ ask }) => ask), 20, null);

    expect(page.items).toHaveLength(20);
    expect(Math.max(...busy.asked)).toBeLessThan(20);
    expect(busy.asked.length).toBeGreaterThan(1);
    expect(quiet.map(({ asked }) => asked.length)).toEqual(quiet.map(() => 1));
  });

  it('goes on without a college that does not answer', async () => {
    const page = await mergeFeed([collegeWith(['a', 'c']).ask, () => Promise.resolve(null)], 5, null);
    expect(keysOf(page.items)).toEqual(['a', 'c']);
    expect(page.hasNextPage).toBe(false);
  });

  it('ends although a college promises more for ever', async () => {
    const page = await mergeFeed([() => Promise.resolve({ items: [], hasMore: true })], 5, null);
    expect(page).toEqual({ items: [], hasNextPage: false });
  });

  describe('cuts the page where a college that has more', () => {
    const early = ['a1', 'a2', 'a3', 'a4'];
    const late = collegeWith(['c1', 'c2']).ask;

    it.each<[string, Stretch<Keyed> | null]>([
      ['fails within it', null],
      ['promises it and gives nothing', { items: [], hasMore: true }],
    ])('%s: what it has lies behind the cursor', async (_what, then) => {
      const honest = collegeWith([...early, 'b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7', 'b8', 'b9']);
      const breaking: AskCollege<Keyed> = (after, first) => (after === null ? honest.ask(after, Math.min(first, early.length)) : Promise.resolve(then));

      const page = await mergeFeed([breaking, late], 20, null);
      expect({ keys: keysOf(page.items), hasNextPage: page.hasNextPage }).toEqual({ keys: early, hasNextPage: true });

      const next = await mergeFeed([breaking, late], 20, page.items.at(-1)?.key ?? null);
      expect({ keys: keysOf(next.items), hasNextPage: next.hasNextPage }).toEqual({ keys: ['c1', 'c2'], hasNextPage: false });
    });
  });

  it('of nobody is an empty page', async () => {
    expect(await mergeFeed([], 20, null)).toEqual({ items: [], hasNextPage: false });
  });
});
