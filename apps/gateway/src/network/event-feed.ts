import { ErrorCode } from '#contract/error-codes.js';
import type { NodeCalls, NodeError, Variables } from '../college/graph-context.js';
import type { CoverageTally } from './coverage.js';
import { type AskCollege, type Keyed, type Stretch } from './merge-feed.js';
import type { PageLookahead } from './page-lookahead.js';

/** Where the id begins in a key: behind 24 characters of time and the bar. */
const ID_POSITION = 25;

/** One event of a college's feed. */
export interface FeedItem extends Keyed {
  /** What the node answered for the page's own selection; absent where the feed was asked for keys alone. */
  readonly event: Record<string, unknown> | null | undefined;
  /** What went wrong inside `event`, with paths that begin there. */
  readonly errors: readonly NodeError[];
}

/** The global id of the event at that place. */
export function eventIdOf({ key }: Keyed): string {
  return key.slice(ID_POSITION);
}

/** What a merged list asks of every college. */
export interface FeedQuestion {
  readonly document: string;
  /** The filter, and the client's variables that the page's selection uses. */
  readonly variables: Readonly<Record<string, unknown>>;
}

const documents = new WeakMap<PageLookahead, { readonly withTotal: string; readonly withoutTotal: string }>();
const KEYS_ALONE = { withTotal: feedDocument(null, true), withoutTotal: feedDocument(null, false) };

/** The feed's document; the same text for the same plan, so that what is cached by text stays so. */
export function documentFor(lookahead: PageLookahead | null, withTotal: boolean): string {
  let pair = KEYS_ALONE;
  if (lookahead) {
    pair = documents.get(lookahead) ?? { withTotal: feedDocument(lookahead, true), withoutTotal: feedDocument(lookahead, false) };
    documents.set(lookahead, pair);
  }
  return withTotal ? pair.withTotal : pair.withoutTotal;
}

function feedDocument(lookahead: PageLookahead | null, withTotal: boolean): string {
  const variables = ['$feedFilter: EventFilter', '$feedFirst: Int', '$feedAfter: String', ...(lookahead?.variableDefinitions ?? [])];
  const event = lookahead ? ` event ${lookahead.selection}` : '';
  return `query EventFeed(${variables.join(', ')}) {
  eventFeed(filter: $feedFilter, first: $feedFirst, after: $feedAfter) {
    items { key${event} }
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
  readonly items: readonly { readonly key: string; readonly event?: Record<string, unknown> | null }[];
  readonly hasNextPage: boolean;
  readonly totalCount?: number;
}

/** One college's end of a merged list: asks its node, checks the order, and keeps the tally and the total. */
export class CollegeFeed {
  /** How many events the college has on the whole list; 0 until it has answered. */
  totalCount = 0;

  constructor(
    private readonly college: string,
    private readonly nodes: NodeCalls,
    private readonly question: FeedQuestion,
    private readonly tally: CoverageTally,
    private readonly encodeCursor: (key: string) => string,
  ) {}

  readonly ask: AskCollege<FeedItem> = async (after, first) => {
    const variables = variablesFor(this.question, first, after === null ? null : this.encodeCursor(after));
    const { data, errors } = await this.nodes.read(this.college, this.question.document, variables);
    // The answer was shaped by the contract's types on its way in.
    const feed = (data as { eventFeed?: FeedData | null } | null)?.eventFeed;
    if (!feed) return this.failed(errors[0]?.extensions.code, errors[0]?.message);
    if (!this.isOrdered(feed, after)) return this.failed(ErrorCode.NODE_BAD_ANSWER);

    this.tally.answer(this.college);
    this.totalCount = feed.totalCount ?? 0;
    return stretchOf(feed, first, errors);
  };

  private failed(reason: string | undefined, message?: string): null {
    this.tally.fail(this.college, reason, message);
    return null;
  }

  /** Keys of its own, each after the one before: otherwise the merge would be wrong, or never end. */
  private isOrdered(feed: FeedData, after: string | null): boolean {
    const owner = `${this.college}:`;
    let last = after ?? '';
    for (const { key } of feed.items) {
      if (key <= last || key[ID_POSITION - 1] !== '|' || !key.startsWith(owner, ID_POSITION)) return false;
      last = key;
    }
    return true;
  }
}

function stretchOf(feed: FeedData, first: number, errors: readonly NodeError[]): Stretch<FeedItem> {
  const items = feed.items.slice(0, first).map(({ key, event }, index) => ({
    key,
    event,
    errors: errors.length === 0 ? NO_ERRORS : errorsInEvent(errors, index),
  }));
  return { items, hasMore: feed.hasNextPage || feed.items.length > first };
}

const NO_ERRORS: readonly NodeError[] = [];

/** Errors at `eventFeed.items.<index>.event.…`, their paths cut to begin behind `event`. */
function errorsInEvent(errors: readonly NodeError[], index: number): NodeError[] {
  return errors
    .filter(({ path }) => path[1] === 'items' && path[2] === index && path[3] === 'event')
    .map((error) => ({ ...error, path: error.path.slice(4) }));
}
