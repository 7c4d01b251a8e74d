import { validate as isUuid } from 'uuid';
import type { InboxMessageEntity } from '#node/messages/inbox-message.entity.js';
import { InboxRepository } from '#node/messages/inbox.repository.js';
import type { OutboxMessageEntity } from '#node/messages/outbox-message.entity.js';
import { OutboxRepository } from '#node/messages/outbox.repository.js';
import { AccountRefusal, type AccountWork } from '../accounts/account-command.js';
import { ThreadsRepository } from '#node/messages/threads.repository.js';
import type { Count, OutboxWords } from './words.js';

/** Of each group, so that none hides another. */
const MOST_SHOWN = 200;

/** Shows what was not delivered and what was not applied: what waits from the oldest on, what has ended from the latest. */
export async function listMessages({ dataSource, college, say }: Pick<AccountWork, 'dataSource' | 'college' | 'say'>, words: OutboxWords): Promise<void> {
  const [outbox, inbox] = [new OutboxRepository(dataSource), new InboxRepository(dataSource)];
  const waiting = await outbox.notDelivered('WAITING', MOST_SHOWN);
  const taken = await outbox.notDelivered('NUMBER_TAKEN', MOST_SHOWN);
  const refused = await outbox.notDelivered('REFUSED', MOST_SHOWN);
  const left = await outbox.notDelivered('RECEIVER_LEFT', MOST_SHOWN);
  const [early, refusedHere] = [await inbox.early(MOST_SHOWN), await inbox.refusals(MOST_SHOWN)];
  const all = [waiting, taken, refused, left, early, refusedHere].flatMap(([shown]: Group<{ readonly thread: string }>) => shown);
  if (all.length === 0) return say(words.nothing(college));
  const subjects = await new ThreadsRepository(dataSource).subjectsOf([...new Set(all.map(({ thread }) => thread))], college);
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

  tell(say, words.waiting(words.oldest(countOf(waiting))), waiting, sent);
  tell(say, words.numberTaken(words.oldest(countOf(taken))), taken, (message) => [...sent(message), words.whatToDoAboutNumber(message.id)]);
  tell(say, words.refused(words.latest(countOf(refused))), refused, sent);
  tell(say, words.receiverLeft(words.latest(countOf(left))), left, sent);
  tell(say, words.notApplied(words.oldest(countOf(early))), early, received);
  if (early[0].length > 0) say(`  ${words.whatToDoAboutEarly}`);
  tell(say, words.refusedHere(words.latest(countOf(refusedHere))), refusedHere, received);
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

/** Those that are shown, and how many there are. */
type Group<Item> = readonly [readonly Item[], number];

function countOf([shown, all]: Group<unknown>): Count {
  return { shown: shown.length, all };
}

function tell<Item>(say: (line: string) => void, title: string, [shown]: Group<Item>, lines: (item: Item) => readonly string[]): void {
  if (shown.length === 0) return;
  say(title);
  for (const item of shown) {
    const [first = '', ...rest] = lines(item);
    say(`  ${first}`);
    for (const line of rest) say(`      ${line}`);
  }
}
