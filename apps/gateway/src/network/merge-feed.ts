import { type KeyOrder, isBefore } from './list-kind.js';

/** One place in the merged order: a key that compares as text, and what hangs on it. */
export interface Keyed {
  readonly key: string;
}

/** The next stretch of one college's list. */
export interface Stretch<Item extends Keyed> {
  readonly items: readonly Item[];
  /** Whether the college has more after these. */
  readonly hasMore: boolean;
}

/** Asks one college for `first` items after a key; null when it could not answer. */
export type AskCollege<Item extends Keyed> = (after: string | null, first: number) => Promise<Stretch<Item> | null>;

export interface MergedPage<Item extends Keyed> {
  readonly items: readonly Item[];
  readonly hasNextPage: boolean;
}

/**
 * Cuts one page out of many ordered lists. Every college is asked for its likely share of the page first, and for more
 * only where the merge runs dry. One that cannot give more than it has begun to give ends the page where it ran dry: what
 * else it has is then behind the page's last key, and whoever pages on goes on without it if it still does not answer.
 * @param after the key that the page follows, null for the first page
 * @param order how every college orders its own list
 */
export async function mergeFeed<Item extends Keyed>(
  colleges: readonly AskCollege<Item>[],
  first: number,
  after: string | null,
  order: KeyOrder = 'ascending',
): Promise<MergedPage<Item>> {
  const lists = colleges.map((ask) => new CollegeList(ask, after));
  await Promise.all(lists.map((list) => list.fetch(share(first, lists.length))));

  const items: Item[] = [];
  while (items.length < first) {
    const dry = lists.filter((list) => list.isDry);
    if (dry.length > 0) {
      const remaining = first - items.length;
      await Promise.all(dry.map((list) => list.fetch(remaining)));
      if (dry.some((list) => list.isBroken)) break;
      continue;
    }
    const next = nextOf(lists, order);
    if (!next) break;
    items.push(next);
  }
  return { items, hasNextPage: lists.some((list) => list.hasMore) };
}

/** Of `first` items drawn at random from `colleges` lists, hardly one list gives more than this (mean + 3 deviations). */
function share(first: number, colleges: number): number {
  const mean = first / colleges;
  return Math.min(first, Math.ceil(mean + 3 * Math.sqrt(mean)));
}

function nextOf<Item extends Keyed>(lists: readonly CollegeList<Item>[], order: KeyOrder): Item | undefined {
  let next: CollegeList<Item> | undefined;
  for (const list of lists) {
    if (list.head && (!next?.head || isBefore(order, list.head.key, next.head.key))) next = list;
  }
  return next?.shift();
}

/** What is known so far of one college's list. */
class CollegeList<Item extends Keyed> {
  private items: readonly Item[] = [];
  private position = 0;
  private more = true;
  private hasGiven = false;
  /** It broke off: what it has besides what it gave is known to be there, and cannot be had now. */
  private broken = false;

  constructor(
    private readonly ask: AskCollege<Item>,
    private last: string | null,
  ) {}

  get head(): Item | undefined {
    return this.items[this.position];
  }

  get hasMore(): boolean {
    return this.more || this.broken || this.head !== undefined;
  }

  get isBroken(): boolean {
    return this.broken;
  }

  /** Nothing at hand, and the college has more: nobody can say which item comes next. */
  get isDry(): boolean {
    return this.more && this.head === undefined;
  }

  async fetch(first: number): Promise<void> {
    const stretch = await this.ask(this.last, first);
    this.items = stretch?.items ?? [];
    this.position = 0;
    // A list that promises more and gives nothing would be asked for ever.
    const isDeadEnd = !stretch || (first > 0 && stretch.hasMore && this.items.length === 0);
    this.more = !isDeadEnd && stretch.hasMore;
    this.broken = isDeadEnd && this.hasGiven;
    this.hasGiven ||= this.items.length > 0;
    this.last = this.items.at(-1)?.key ?? this.last;
  }

  shift(): Item | undefined {
    const item = this.head;
    this.position += 1;
    return item;
  }
}
