import DataLoader from 'dataloader';
import { groupedInKeyOrder, inKeyOrder } from '../graph/in-key-order.js';
import { type FeedbackSummary, feedbackSummary } from './feedback-summary.js';
import type { FeedbackComment } from './feedback-comment.js';
import type { CommentPages, FeedbackRepository } from './feedback.repository.js';

/** One page of one event. */
interface CommentPageKey extends CommentPages {
  readonly eventId: string;
}

/** Made anew for each request: a loader's cache must not outlive its actor. */
export const feedbackLoaders = (feedback: FeedbackRepository) => ({
  feedbackByEvent: new DataLoader<string, FeedbackSummary>(async (ids) =>
    groupedInKeyOrder(ids, await feedback.tens(ids), (row) => row.eventId).map(feedbackSummary),
  ),
  commentPage: new DataLoader<CommentPageKey, FeedbackComment[], string>(
    async (keys) => {
      const found = new Map<string, Promise<FeedbackComment[]>>();
      for (const key of keys) {
        const eventIds = keys.filter((other) => samePage(other) === samePage(key)).map(({ eventId }) => eventId);
        if (!found.has(samePage(key))) found.set(samePage(key), feedback.comments(eventIds, key));
      }
      return Promise.all(keys.map(async (key) => ((await found.get(samePage(key))) ?? []).filter(({ eventId }) => eventId === key.eventId)));
    },
    { cacheKeyFn: (key) => `${key.eventId}|${samePage(key)}` },
  ),
  commentCount: new DataLoader<string, number>(async (ids) =>
    inKeyOrder(ids, await feedback.commentCounts(ids), (row) => row.eventId).map((row) => row?.count ?? 0),
  ),
});

export type FeedbackLoaders = ReturnType<typeof feedbackLoaders>;

function samePage({ after, limit }: CommentPages): string {
  return `${after ?? ''}|${limit}`;
}
