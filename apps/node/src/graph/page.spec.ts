import { describe, expect, it, jest } from '@jest/globals';
import { Page } from './page.js';

describe('a page', () => {
  const of = (size: number, rows: readonly string[]) => {
    const read = jest.fn((limit: number) => Promise.resolve(rows.slice(0, limit)));
    const count = jest.fn(() => Promise.resolve(rows.length));
    return { read, count, page: new Page(size, { read, count, cursorOf: (row: string) => `cursor of ${row}` }) };
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

  it('counts without reading, once', async () => {
    const { page, read, count } = of(2, ['a', 'b', 'c']);
    expect([await page.totalCount(), await page.totalCount()]).toEqual([3, 3]);
    expect(count).toHaveBeenCalledTimes(1);
    expect(read).not.toHaveBeenCalled();
  });
});
