import { ErrorCode } from '#contract/error-codes.js';
import { nodeError } from '../college/failure.js';
import type { NodeCalls, NodeError, Path, Variables } from '../college/graph-context.js';
import { isCount } from './counts.js';
import type { CoverageTally } from './coverage.js';
import { ID_POSITION, isKeyOf } from './feed-key.js';
import { type ListKind, isBefore } from './list-kind.js';
import { type AskCollege, type Keyed, type Stretch } from './merge-feed.js';
import type { PageLookahead } from './page-lookahead.js';
import { whatTook } from './what-took.js';

/** One thing of a college's feed. */
export interface FeedItem extends Keyed {
  /** What the node answered for the page's own selection; absent where the feed was asked for keys alone. */
  readonly entity: Record<string, unknown> | null | undefined;
  /** What went wrong inside `entity`, with paths that begin there. */
  readonly errors: readonly NodeError[];
}

/** The global id of what stands at that place. */
export function idOf({ key }: Keyed): string {
  return key.slice(ID_POSITION);
}

/** What a merged list asks of every college. */
export interface FeedQuestion {
  readonly document: string;
  /** The filter, and the client's variables that the page's selection uses. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** By what the plan asks of the page, or by the list where it asks for ids alone. */
const documents = new WeakMap<PageLookahead | ListKind, { readonly withTotal: string; readonly withoutTotal: string }>();

/** The feed's document; the same text for the same plan, so that what is cached by text stays so. */
export function documentFor(kind: ListKind, lookahead: PageLookahead | null, withTotal: boolean): string {
  const pair = documents.get(lookahead ?? kind) ?? {
    withTotal: feedDocument(kind, lookahead, true),
    withoutTotal: feedDocument(kind, lookahead, false),
  };
  documents.set(lookahead ?? kind, pair);
  return withTotal ? pair.withTotal : pair.withoutTotal;
}

function feedDocument({ type, feed, item, filter }: ListKind, lookahead: PageLookahead | null, withTotal: boolean): string {
  const variables = [`$feedFilter: ${filter}`, '$feedFirst: Int', '$feedAfter: String', ...(lookahead?.variableDefinitions ?? [])];
  const entity = lookahead ? ` ${item} ${lookahead.selection}` : '';
  return `query ${type}Feed(${variables.join(', ')}) {
  ${feed}(filter: $feedFilter, first: $feedFirst, after: $feedAfter) {
    items { key${entity} }
    hasNextPage${withTotal ? '\n    totalCount' : ''}
  }
}`;
}

/** What was last asked of a question. */
interface Asked extends Variables {
  readonly feedFirst: number;
  readonly feedAfter: string | null;
}

const lastAsked = new WeakMap<FeedQuestion, Asked>();

/** The same variables for the same stretch: every college is asked for it first, and what is the same is written once. */
function variablesFor(question: FeedQuestion, feedFirst: number, feedAfter: string | null): Variables {
  const last = lastAsked.get(question);
  if (last?.feedFirst === feedFirst && last.feedAfter === feedAfter) return last;
  const variables = { ...question.variables, feedFirst, feedAfter };
  lastAsked.set(question, variables);
  return variables;
}

interface FeedData {
  readonly items: readonly (Keyed & Readonly<Record<string, unknown>>)[];
  readonly hasNextPage: boolean;
  readonly totalCount?: number;
}

/** One college's end of a merged list: asks its node, checks what it says, and keeps the tally and the total. */
export class CollegeFeed {
  /** How much the college has on the whole list; 0 until it has answered. */
  totalCount = 0;

  constructor(
    private readonly college: string,
    private readonly kind: ListKind,
    private readonly nodes: NodeCalls,
    private readonly question: FeedQuestion,
    private readonly tally: CoverageTally,
    private readonly encodeCursor: (key: string) => string,
  ) {}

  readonly ask: AskCollege<FeedItem> = async (after, first) => {
    const variables = variablesFor(this.question, first, after === null ? null : this.encodeCursor(after));
    const { data, errors } = await this.nodes.read(this.college, this.question.document, variables);
    // The answer was shaped by the contract's types on its way in.
    const feed = (data as Record<string, FeedData | null> | null)?.[this.kind.feed];
    if (!feed) {
      const failure = whatTook(errors, ({ path }) => isWithin(path, this.kind.item));
      return this.failed(failure?.extensions.code, failure?.message);
    }
    const { totalCount = 0 } = feed;
    if (!this.isOrdered(feed, after) || promisesInVain(feed, first) || !isCount(totalCount)) return this.failed(ErrorCode.NODE_BAD_ANSWER);

    this.tally.answer(this.college);
    this.totalCount = totalCount;
    return this.stretchOf(feed, first, errors);
  };

  private failed(reason: string | undefined, message?: string): null {
    this.tally.fail(this.college, reason, message);
    return null;
  }

  /** Keys of its own, each after the one before: otherwise the merge would be wrong, or never end. */
  private isOrdered(feed: FeedData, after: string | null): boolean {
    let last = after;
    for (const { key } of feed.items) {
      if ((last !== null && !isBefore(this.kind.order, last, key)) || !isKeyOf(this.college, key)) return false;
      last = key;
    }
    return true;
  }

  private stretchOf(feed: FeedData, first: number, errors: readonly NodeError[]): Stretch<FeedItem> {
    const { item } = this.kind;
    const items = feed.items.slice(0, first).map(({ key, [item]: entity }, index) => ({
      key,
      entity: entity as FeedItem['entity'],
      errors: this.errorsOf(entity, index, errors),
    }));
    return { items, hasMore: feed.hasNextPage || feed.items.length > first };
  }

  /**
   * What is said of one thing. One that is null without a word of its own has the first that is said of all: one is reason
   * enough, and many would multiply. Where nothing is said it is what it is where a thing is asked for by its id (`readAnswer`).
   */
  private errorsOf(entity: unknown, index: number, errors: readonly NodeError[]): readonly NodeError[] {
    if (errors.length === 0 && entity !== null) return NO_ERRORS;
    const own = errorsWithin(errors, index, this.kind.item);
    if (entity !== null || own.length > 0) return own;
    const around = errors.find(({ path }) => isAround(path, index));
    return [around ? { ...around, path: [] } : nodeError(ErrorCode.NOT_FOUND, this.college, [])];
  }
}

/** More, and nothing to go on from: it would be asked for the same for ever. */
function promisesInVain({ items, hasNextPage }: FeedData, first: number): boolean {
  return first > 0 && hasNextPage && items.length === 0;
}

const NO_ERRORS: readonly NodeError[] = [];

/** Errors at `<feed>.items.<index>.<item>.…`, their paths cut to begin behind the item. */
function errorsWithin(errors: readonly NodeError[], index: number, item: string): NodeError[] {
  return errors
    .filter(({ path }) => isWithin(path, item) && path[2] === index)
    .map((error) => ({ ...error, path: error.path.slice(4) }));
}

/** Whether a place is in the thing of one item, which may be null by itself. */
function isWithin(path: Path, item: string): boolean {
  return path[1] === 'items' && path[3] === item;
}

/** Whether a place is around that item: the whole answer, the feed, all its items or this one. */
function isAround([, items, at, ...inside]: Path, index: number): boolean {
  return (items === undefined || items === 'items') && (at === undefined || at === index) && inside.length === 0;
}
