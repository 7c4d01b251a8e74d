import { validate as isUuid } from 'uuid';
import { InboxRepository } from '#node/messages/inbox.repository.js';
import type { OutboxMessageEntity } from '#node/messages/outbox-message.entity.js';
import { OutboxRepository } from '#node/messages/outbox.repository.js';
import { AccountRefusal, type AccountWork } from '../accounts/account-command.js';
import { ThreadsRepository } from '#node/messages/threads.repository.js';
import type { OutboxWords } from './words.js';

const MOST_SHOWN = 200;

/** Shows what was not delivered and what was not applied, the oldest first. */
export async function listMessages({ dataSource, college, say }: Pick<AccountWork, 'dataSource' | 'college' | 'say'>, words: OutboxWords): Promise<void> {
  const sent = await new OutboxRepository(dataSource).notDelivered(MOST_SHOWN);
  const received = await new InboxRepository(dataSource).notApplied(MOST_SHOWN);
  if (sent.length === 0 && received.length === 0) return say(words.nothing(college));
  const subjects = await new ThreadsRepository(dataSource).subjectsOf([...new Set([...sent, ...received].map(({ thread }) => thread))], college);
  const about = (thread: string): string[] => subjects.filter((subject) => subject.thread === thread).map(({ title, volunteerId }) => words.about(title, volunteerId));

  const lines = ({ id, receiver, thread, kind, createdAt, attempts, lastTriedAt, lastProblem }: OutboxMessageEntity): string[] => [
    words.to(id, receiver, kind),
    ...about(thread),
    words.since(createdAt, attempts, lastTriedAt),
    ...(lastProblem === null ? [] : [lastProblem]),
  ];

  const waiting = sent.filter(({ refusedAt }) => refusedAt === null);
  tell(say, words.waiting(waiting.length), waiting, lines);
  const taken = sent.filter(({ nextSequence }) => nextSequence !== null);
  tell(say, words.numberTaken(taken.length), taken, (message) => [...lines(message), words.whatToDoAboutNumber(message.id)]);
  const ended = sent.filter(({ refusedAt, nextSequence }) => refusedAt !== null && nextSequence === null);
  const [refused, left] = [ended.filter(({ receiverLeft }) => !receiverLeft), ended.filter(({ receiverLeft }) => receiverLeft)];
  tell(say, words.refused(refused.length), refused, lines);
  tell(say, words.receiverLeft(left.length), left, lines);
  const early = received.filter(({ refusedAt }) => refusedAt === null);
  tell(say, words.notApplied(early.length), early, ({ id, sender, thread, kind, receivedAt }) => [words.from(id, sender, kind), ...about(thread), words.received(receivedAt)]);
  if (early.length > 0) say(`  ${words.whatToDoAboutEarly}`);
  const refusedHere = received.filter(({ refusedAt }) => refusedAt !== null);
  tell(say, words.refusedHere(refusedHere.length), refusedHere, ({ id, sender, thread, kind, receivedAt, problem }) => [words.from(id, sender, kind), ...about(thread), words.received(receivedAt), problem ?? '']);
  if (sent.length === MOST_SHOWN || received.length === MOST_SHOWN) say(words.more(MOST_SHOWN));
}

/** @throws AccountRefusal when no such message waits */
export async function retryMessage({ dataSource, say }: Pick<AccountWork, 'dataSource' | 'say'>, id: string, words: OutboxWords): Promise<void> {
  const outbox = new OutboxRepository(dataSource);
  if (!isUuid(id) || !(await outbox.waiting(id))) throw new AccountRefusal(words.noneWaits(id));
  await outbox.retry(id);
  say(words.retried(id));
}

/** @throws AccountRefusal when it is no message whose number another one has */
export async function renumberMessage({ dataSource, say }: Pick<AccountWork, 'dataSource' | 'say'>, id: string, words: OutboxWords): Promise<void> {
  const count = isUuid(id) ? await new OutboxRepository(dataSource).renumber(id) : 0;
  if (count === 0) throw new AccountRefusal(words.noneRenumbered(id));
  say(words.renumbered(id, count));
}

/** @throws AccountRefusal when no such message was received and waits, or another one of its thread waits before it */
export async function skipToMessage({ dataSource, say }: Pick<AccountWork, 'dataSource' | 'say'>, id: string, words: OutboxWords): Promise<void> {
  if (!isUuid(id) || !(await new InboxRepository(dataSource).skipTo(id))) throw new AccountRefusal(words.noneSkippedTo(id));
  say(words.skippedTo(id));
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
