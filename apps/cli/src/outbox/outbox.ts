import { validate as isUuid } from 'uuid';
import type { InboxMessageEntity } from '#node/messages/inbox-message.entity.js';
import { InboxRepository } from '#node/messages/inbox.repository.js';
import type { OutboxMessageEntity } from '#node/messages/outbox-message.entity.js';
import { OutboxRepository } from '#node/messages/outbox.repository.js';
import { type Stuck, StuckMessagesRepository, type StuckThread } from '#node/messages/stuck-messages.repository.js';
import { AccountRefusal, type AccountWork } from '../accounts/account-command.js';
import { ThreadsRepository } from '#node/messages/threads.repository.js';
import type { Count, OutboxWords } from './words.js';

/** Of each group, so that none hides another; of each thread fewer yet. */
const MOST_SHOWN = 200;

/** Shows what was not delivered and what was not applied: what waits from the oldest on, what has ended from the latest. */
export async function listMessages({ dataSource, college, say }: Pick<AccountWork, 'dataSource' | 'college' | 'say'>, words: OutboxWords): Promise<void> {
  const stuck = new StuckMessagesRepository(dataSource);
  const waiting = await stuck.sent('WAITING', MOST_SHOWN);
  const taken = await stuck.sent('NUMBER_TAKEN', MOST_SHOWN);
  const refused = await stuck.sent('REFUSED', MOST_SHOWN);
  const left = await stuck.sent('RECEIVER_LEFT', MOST_SHOWN);
  const [early, refusedHere] = [await stuck.received('EARLY', MOST_SHOWN), await stuck.received('REFUSED', MOST_SHOWN)];
  const threads = [waiting, taken, refused, left, early, refusedHere].flatMap((group: Stuck<{ readonly thread: string }>) => group.threads.flatMap(({ messages }) => messages.map(({ thread }) => thread)));
  if (threads.length === 0) return say(words.nothing(college));
  const subjects = await new ThreadsRepository(dataSource).subjectsOf([...new Set(threads)], college);
  const about = (thread: string): string[] => subjects.filter((subject) => subject.thread === thread).map(({ title, volunteerId }) => words.about(title, volunteerId));

  const sent = ({ id, receiver, thread, kind, createdAt, attempts, lastTriedAt, lastProblem }: OutboxMessageEntity): string[] => [
    words.to(id, receiver, kind),
    ...about(thread),
    words.since(createdAt, attempts, lastTriedAt),
    ...(lastProblem === null ? [] : [lastProblem]),
  ];
  const received = ({ id, sender, thread, kind, receivedAt, problem }: InboxMessageEntity): string[] => [
    words.from(id, sender, kind),
    ...about(thread),
    words.received(receivedAt),
    ...(problem === null ? [] : [problem]),
  ];

  const tell = <Message>(title: string, group: Stuck<Message>, lines: (message: Message) => readonly string[]): void => {
    if (group.threads.length === 0) return;
    say(title);
    for (const thread of group.threads) linesOf(thread, lines, words).forEach(say);
  };
  tell(words.waiting(words.oldest(countOf(waiting))), waiting, sent);
  tell(words.numberTaken(words.oldest(countOf(taken))), taken, (message) => [...sent(message), words.whatToDoAboutNumber(message.id)]);
  tell(words.refused(words.latest(countOf(refused))), refused, sent);
  tell(words.receiverLeft(words.latest(countOf(left))), left, sent);
  tell(words.notApplied(words.oldest(countOf(early))), early, received);
  if (early.threads.length > 0) say(`  ${words.whatToDoAboutEarly}`);
  tell(words.refusedHere(words.latest(countOf(refusedHere))), refusedHere, received);
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

/** Of a thread that is shown all messages are told of, one by one or as so many more. */
function countOf({ threads, all }: Stuck<unknown>): Count {
  return { shown: threads.reduce((sum, thread) => sum + thread.all, 0), all };
}

function linesOf<Message>({ messages, all }: StuckThread<Message>, lines: (message: Message) => readonly string[], words: OutboxWords): string[] {
  const told = messages.flatMap((message) => {
    const [first = '', ...rest] = lines(message);
    return [`  ${first}`, ...rest.map((line) => `      ${line}`)];
  });
  return messages.length < all ? [...told, `      ${words.more(all - messages.length, all)}`] : told;
}
