import DataLoader from 'dataloader';
import { inKeyOrder } from '../graph/in-key-order.js';
import type { QuestionEntity } from './question.entity.js';
import type { QuestionPages, QuestionsRepository } from './questions.repository.js';

/** One page of one event. */
interface QuestionPageKey extends QuestionPages {
  readonly eventId: string;
}

interface CountKey {
  readonly eventId: string;
  readonly hidden: boolean;
}

interface VoteKey {
  readonly questionId: string;
  readonly voter: string;
}

/** Made anew for each request: a loader's cache must not outlive its actor. */
export const questionLoaders = (questions: QuestionsRepository) => ({
  questionPage: new DataLoader<QuestionPageKey, QuestionEntity[], string>(
    async (keys) => {
      const found = new Map<string, Promise<QuestionEntity[]>>();
      for (const key of keys) {
        const eventIds = keys.filter((other) => samePage(other) === samePage(key)).map(({ eventId }) => eventId);
        if (!found.has(samePage(key))) found.set(samePage(key), questions.pages(eventIds, key));
      }
      return Promise.all(keys.map(async (key) => ((await found.get(samePage(key))) ?? []).filter(({ eventId }) => eventId === key.eventId)));
    },
    { cacheKeyFn: (key) => `${key.eventId}|${samePage(key)}` },
  ),
  questionCount: new DataLoader<CountKey, number, string>(
    async (keys) => {
      const [{ hidden } = { hidden: false }] = keys; // the same for all that one actor asks
      const ids = keys.map(({ eventId }) => eventId);
      return inKeyOrder(ids, await questions.counts(ids, hidden), (row) => row.eventId).map((row) => row?.count ?? 0);
    },
    { cacheKeyFn: ({ eventId, hidden }) => `${eventId}|${hidden}` },
  ),
  votedFor: new DataLoader<VoteKey, boolean, string>(
    async (keys) => {
      const [{ voter } = { voter: '' }] = keys; // a request has one actor
      const ids = keys.map(({ questionId }) => questionId);
      return inKeyOrder(ids, await questions.votedFor(voter, ids), (row) => row.questionId).map((row) => row !== undefined);
    },
    { cacheKeyFn: ({ questionId, voter }) => `${questionId}|${voter}` },
  ),
});

export type QuestionLoaders = ReturnType<typeof questionLoaders>;

function samePage({ hidden, after, limit }: QuestionPages): string {
  return `${hidden}|${after ? `${after.votes}|${after.id}` : ''}|${limit}`;
}
