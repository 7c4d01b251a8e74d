import { pageSize, problemOfFirst } from '#contract/page.js';
import { badInput } from './domain-error.js';

/** What a client asks of a list. */
export interface PageAsked {
  readonly first: number | null | undefined;
  readonly after: string | null | undefined;
}

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
  private readonly size: number;

  /** @throws DomainError BAD_USER_INPUT for a `first` that cannot be used */
  constructor(
    private readonly asked: PageAsked,
    private readonly source: PageSource<Row>,
  ) {
    const problem = problemOfFirst(asked.first);
    if (problem !== null) throw badInput('first', problem);
    this.size = pageSize(asked.first);
  }

  async nodes(): Promise<Row[]> {
    return (await this.rows()).slice(0, this.size);
  }

  /** A page without rows ends where it began. */
  async pageInfo(): Promise<PageInfo> {
    const last = (await this.nodes()).at(-1);
    const endCursor = last === undefined ? (this.asked.after ?? null) : this.source.cursorOf(last);
    return { hasNextPage: await this.hasNextPage(), endCursor };
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
export function emptyPage<Row>(asked: PageAsked): Page<Row> {
  return new Page<Row>(asked, { read: () => Promise.resolve([]), count: () => Promise.resolve(0), cursorOf: () => '' });
}
