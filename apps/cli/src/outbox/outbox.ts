import { validate as isUuid } from 'uuid';
import { InboxRepository } from '#node/messages/inbox.repository.js';
import { OutboxRepository } from '#node/messages/outbox.repository.js';
import { AccountRefusal, type AccountWork } from '../accounts/account-command.js';
import type { OutboxWords } from './words.js';

const MOST_SHOWN = 200;

/** Shows what was not delivered and what was not applied, the oldest first. */
export async function listMessages({ dataSource, college, say }: Pick<AccountWork, 'dataSource' | 'college' | 'say'>, words: OutboxWords): Promise<void> {
  const sent = await new OutboxRepository(dataSource).notDelivered(MOST_SHOWN);
  const received = await new InboxRepository(dataSource).notApplied(MOST_SHOWN);
  if (sent.length === 0 && received.length === 0) return say(words.nothing(college));

  const waiting = sent.filter(({ refusedAt }) => refusedAt === null);
  tell(say, words.waiting(waiting.length), waiting, ({ id, receiver, kind, createdAt, attempts, lastTriedAt, lastProblem }) => [
    words.to(id, receiver, kind),
    words.since(createdAt, attempts, lastTriedAt),
    ...(lastProblem === null ? [] : [lastProblem]),
  ]);
  const refused = sent.filter(({ refusedAt }) => refusedAt !== null);
  tell(say, words.refused(refused.length), refused, ({ id, receiver, kind, createdAt, attempts, lastTriedAt, lastProblem }) => [
    words.to(id, receiver, kind),
    words.since(createdAt, attempts, lastTriedAt),
    lastProblem ?? '',
  ]);
  const early = received.filter(({ refusedAt }) => refusedAt === null);
  tell(say, words.notApplied(early.length), early, ({ id, sender, kind, receivedAt }) => [words.from(id, sender, kind), words.received(receivedAt)]);
  const refusedHere = received.filter(({ refusedAt }) => refusedAt !== null);
  tell(say, words.refusedHere(refusedHere.length), refusedHere, ({ id, sender, kind, receivedAt, problem }) => [words.from(id, sender, kind), words.received(receivedAt), problem ?? '']);
  if (sent.length === MOST_SHOWN || received.length === MOST_SHOWN) say(words.more(MOST_SHOWN));
}

/** @throws AccountRefusal when no such message waits */
export async function retryMessage({ dataSource, say }: Pick<AccountWork, 'dataSource' | 'say'>, id: string, words: OutboxWords): Promise<void> {
  const outbox = new OutboxRepository(dataSource);
  if (!isUuid(id) || !(await outbox.waiting(id))) throw new AccountRefusal(words.noneWaits(id));
  await outbox.retry(id);
  say(words.retried(id));
}

function tell<Item>(say: (line: string) => void, title: string, items: readonly Item[], lines: (item: Item) => readonly string[]): void {
  if (items.length === 0) return;
  say(title);
  for (const item of items) {
    const [first = '', ...rest] = lines(item);
    say(`  ${first}`);
    for (const line of rest) say(`      ${line}`);
  }
}
