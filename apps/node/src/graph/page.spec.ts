import { describe, expect, it, jest } from '@jest/globals';
import { Page, emptyPage } from './page.js';

describe('a page', () => {
  const of = (size: number, rows: readonly string[], after?: string) => {
    const read = jest.fn((limit: number) => Promise.resolve(rows.slice(0, limit)));
    const count = jest.fn(() => Promise.resolve(rows.length));
    return { read, count, page: new Page({ first: size, after }, { read, count, cursorOf: (row: string) => `cursor of ${row}` }) };
  };

  it('reads one row more than it shows, once', async () => {
    const { page, read, count } = of(2, ['a', 'b', 'c']);
    expect(await page.nodes()).toEqual(['a', 'b']);
    expect(await page.pageInfo()).toEqual({ hasNextPage: true, endCursor: 'cursor of b' });
    expect(await page.hasNextPage()).toBe(true);
    expect(read.mock.calls).toEqual([[3]]);
    expect(count).not.toHaveBeenCalled();
  });

  it('ends where the rows end', async () => {
    expect(await of(3, ['a', 'b', 'c']).page.pageInfo()).toEqual({ hasNextPage: false, endCursor: 'cursor of c' });
    expect(await of(3, []).page.pageInfo()).toEqual({ hasNextPage: false, endCursor: null });
  });

  it('ends where it began when it has no rows, so that one can go on from there', async () => {
    expect(await of(0, ['a'], 'a cursor').page.pageInfo()).toEqual({ hasNextPage: true, endCursor: 'a cursor' });
    expect(await of(0, ['a']).page.pageInfo()).toEqual({ hasNextPage: true, endCursor: null });
    expect(await emptyPage({ first: 5, after: 'a cursor' }).pageInfo()).toEqual({ hasNextPage: false, endCursor: 'a cursor' });
  });

  it.each([-1, -2_147_483_648])('of %s rows is refused, empty or not', (first) => {
    const sentence = `first: must be 0 or more, and is ${first}`;
    expect(() => of(first, [])).toThrow(sentence);
    expect(() => emptyPage({ first, after: null })).toThrow(sentence);
  });

  it('counts without reading, once', async () => {
    const { page, read, count } = of(2, ['a', 'b', 'c']);
    expect([await page.totalCount(), await page.totalCount()]).toEqual([3, 3]);
    expect(count).toHaveBeenCalledTimes(1);
    expect(read).not.toHaveBeenCalled();
  });
});
