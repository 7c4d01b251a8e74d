/** Where the next page starts, as clients see it. */
export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

/** How a page gets what is asked of it; each is called at most once, and only when a client selects it. */
export interface PageSource<Row> {
  /** Reads at most that many rows from where the page starts. */
  readonly read: (limit: number) => Promise<Row[]>;
  /** Counts every row, on whatever page. */
  readonly count: () => Promise<number>;
  readonly cursorOf: (row: Row) => string;
}

/**
 * One page of a keyset-paginated list. It asks for one row more than it shows, which says whether there is a next page.
 */
export class Page<Row> {
  private reading: Promise<Row[]> | undefined;
  private counting: Promise<number> | undefined;

  /** @param size as `pageSize` clamps it */
  constructor(
    private readonly size: number,
    private readonly source: PageSource<Row>,
  ) {}

  async nodes(): Promise<Row[]> {
    return (await this.rows()).slice(0, this.size);
  }

  async pageInfo(): Promise<PageInfo> {
    const last = (await this.nodes()).at(-1);
    return { hasNextPage: await this.hasNextPage(), endCursor: last === undefined ? null : this.source.cursorOf(last) };
  }

  async hasNextPage(): Promise<boolean> {
    return (await this.rows()).length > this.size;
  }

  totalCount(): Promise<number> {
    return (this.counting ??= this.source.count());
  }

  private rows(): Promise<Row[]> {
    return (this.reading ??= this.source.read(this.size + 1));
  }
}

/** A page of nothing, for which nobody asks the database. */
export function emptyPage<Row>(): Page<Row> {
  return new Page<Row>(0, { read: () => Promise.resolve([]), count: () => Promise.resolve(0), cursorOf: () => '' });
}
