import { describe, expect, it } from '@jest/globals';
import type { ErrorCode } from '#contract/error-codes.js';
import { encodeCursor, eventKey } from '#contract/event-key.js';
import { globalId } from '#contract/ids.js';
import type { NodeAnswer, NodeCalls, NodeError, Path } from '../college/graph-context.js';
import { CollegeFeed } from './college-feed.js';
import { CoverageTally } from './coverage.js';
import { EVENTS } from './list-kind.js';

function error(code: ErrorCode, ...path: Path): NodeError {
  return { message: `It is ${code}.`, path, extensions: { code, college: 'bat' } };
}

interface Feed {
  readonly items: readonly { readonly key: string; readonly event?: object | null }[];
  readonly hasNextPage: boolean;
  readonly totalCount?: number;
}

function answer(eventFeed: Feed | null, ...errors: NodeError[]): NodeAnswer {
  return { data: { eventFeed }, errors };
}

/** The feed of a college that answers so, one question after the other. */
function feedOf(...answers: NodeAnswer[]) {
  const tally = new CoverageTally();
  const read = () => Promise.resolve(answers.shift() ?? { data: null, errors: [] });
  const nodes: NodeCalls = { read, mutate: read };
  return { feed: new CollegeFeed('bat', EVENTS, nodes, { document: '', variables: {} }, tally, encodeCursor), tally };
}

const missing = (reason: ErrorCode) => ({ answered: [], missing: [{ college: { __typename: 'College', code: 'bat' }, reason }] });

function keyOf(number: number): string {
  return eventKey(new Date(Date.UTC(2027, 0, number)), globalId('bat', `0192f3c4-0000-7000-8000-00000000000${number}`));
}

describe('a college’s end of a merged list', () => {
  it('that promises more and gives nothing is a bad answer', async () => {
    const { feed, tally } = feedOf(answer({ items: [], hasNextPage: true }));
    expect(await feed.ask(null, 20)).toBeNull();
    expect(tally.result()).toEqual(missing('NODE_BAD_ANSWER'));
  });

  it('that is asked for nothing may have more', async () => {
    const { feed } = feedOf(answer({ items: [], hasNextPage: true, totalCount: 7 }));
    expect(await feed.ask(null, 0)).toEqual({ items: [], hasMore: true });
    expect(feed.totalCount).toBe(7);
  });

  it.each<[string, ErrorCode, NodeError[]]>([
    ['took it, and not for one that stands in a thing of its own', 'BUSY', [error('FORBIDDEN', 'eventFeed', 'items', 0, 'event', 'checkInCode'), error('BUSY', 'eventFeed', 'totalCount')]],
    ['is of no place', 'BUSY', [error('FORBIDDEN', 'eventFeed', 'items', 0, 'event', 'checkInCode'), error('BUSY')]],
    ['took a key', 'NODE_BAD_ANSWER', [error('FORBIDDEN', 'eventFeed', 'items', 0, 'event'), error('NODE_BAD_ANSWER', 'eventFeed', 'items', 1, 'key')]],
    ['is all that is said', 'FORBIDDEN', [error('FORBIDDEN', 'eventFeed', 'items', 0, 'event', 'checkInCode')]],
    ['comes first of those', 'BUSY', [error('BUSY', 'eventFeed'), error('NODE_BAD_ANSWER', 'eventFeed', 'totalCount')]],
  ])('is missing for the reason that %s', async (_what, reason, errors) => {
    const { feed, tally } = feedOf(answer(null, ...errors));
    expect(await feed.ask(null, 20)).toBeNull();
    expect(tally.result()).toEqual(missing(reason));
  });

  it.each<[string, Path]>([
    ['of no place', []],
    ['of the whole feed', ['eventFeed']],
    ['of all its items', ['eventFeed', 'items']],
    ['of the item around it', ['eventFeed', 'items', 1]],
  ])('gives a thing that is null the word %s', async (_what, path) => {
    const items = [{ key: keyOf(1), event: { title: 'There' } }, { key: keyOf(2), event: null }];
    const stretch = await feedOf(answer({ items, hasNextPage: false }, error('BUSY', ...path))).feed.ask(null, 20);
    expect(stretch?.items.map(({ errors }) => errors)).toEqual([[], [error('BUSY')]]);
  });

  it('gives a thing that is null its own word before those of all, and one of nothing where there is none', async () => {
    const items = [{ key: keyOf(1), event: null }, { key: keyOf(2), event: null }];
    const own = error('FORBIDDEN', 'eventFeed', 'items', 0, 'event');
    const both = await feedOf(answer({ items, hasNextPage: false }, own, error('BUSY'))).feed.ask(null, 20);
    expect(both?.items.map(({ errors }) => errors.map(({ extensions }) => extensions.code))).toEqual([['FORBIDDEN'], ['BUSY']]);
    const one = await feedOf(answer({ items, hasNextPage: false }, own)).feed.ask(null, 20);
    expect(one?.items.map(({ errors }) => errors.map(({ extensions }) => extensions.code))).toEqual([['FORBIDDEN'], ['NOT_FOUND']]);
  });
});
