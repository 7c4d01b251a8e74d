import type { Language } from '../environment.js';

/** How many of a group are shown, and how many there are. */
export interface Count {
  readonly shown: number;
  readonly all: number;
}

/** What `dobroset outbox` says. */
export interface OutboxWords {
  nothing(college: string): string;
  /** Of a group that is shown from the oldest on. */
  oldest(count: Count): string;
  latest(count: Count): string;
  waiting(count: string): string;
  refused(count: string): string;
  receiverLeft(count: string): string;
  numberTaken(count: string): string;
  whatToDoAboutNumber(id: string): string;
  notApplied(count: string): string;
  refusedHere(count: string): string;
  /** Of a thread that has so many more, and so many in all. */
  more(count: number, all: number): string;
  to(id: string, college: string, kind: string): string;
  from(id: string, college: string, kind: string): string;
  about(title: string, volunteerId: string | null): string;
  since(createdAt: Date, attempts: number, lastTriedAt: Date | null): string;
  received(at: Date): string;
  noneWaits(id: string): string;
  retried(id: string): string;
  readonly whatToDoAboutEarly: string;
  noneRenumbered(id: string): string;
  renumbered(id: string, count: number): string;
  noneSkippedTo(id: string): string;
  skippedTo(id: string): string;
}

/** To the minute; IT reads logs in the same zone. */
function minute(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function numberIn(language: Language): (count: number) => string {
  const whole = new Intl.NumberFormat(language);
  return (count) => whole.format(count);
}

const inEnglish = numberIn('en');
const inRussian = numberIn('ru');

const english: OutboxWords = {
  nothing: (college) => `Nothing is stuck at ${college}: every message was delivered, and every one that came was applied.`,
  oldest: ({ shown, all }) => (shown < all ? `the oldest ${inEnglish(shown)} of ${inEnglish(all)}` : inEnglish(all)),
  latest: ({ shown, all }) => (shown < all ? `the latest ${inEnglish(shown)} of ${inEnglish(all)}` : inEnglish(all)),
  waiting: (count) => `Waiting to be delivered (${count}):`,
  refused: (count) => `Refused by their receiver, and not tried again (${count}):`,
  receiverLeft: (count) => `Never delivered, for their receiver had left the network; not tried again (${count}):`,
  numberTaken: (count) => `Held back, with those behind them: the receiver has had another message with the number, as when this database was restored from an older backup (${count}):`,
  whatToDoAboutNumber: (id) => `Agree with that college what is true now; then \`dobroset outbox --renumber ${id}\` sends it and those behind it.`,
  notApplied: (count) => `Received, waiting for the message before them or for an update of this node (${count}):`,
  refusedHere: (count) => `Received and refused by this node; their sender was told (${count}):`,
  more: (count, all) => `… and ${inEnglish(count)} more of the same thread, ${inEnglish(all)} in all`,
  to: (id, college, kind) => `${id}  to ${college}  ${kind}`,
  from: (id, college, kind) => `${id}  from ${college}  ${kind}`,
  about: (title, volunteerId) => `about ${title}${volunteerId === null ? '' : `, volunteer ${volunteerId}`}`,
  since: (createdAt, attempts, lastTriedAt) => `since ${minute(createdAt)}, attempts: ${attempts}${lastTriedAt ? `, the last at ${minute(lastTriedAt)}` : ''}`,
  received: (at) => `came at ${minute(at)}`,
  noneWaits: (id) => `No message ${id} waits to be delivered here: \`dobroset outbox\` lists those that do.`,
  retried: (id) => `${id} is tried again within a minute, if the node runs; \`dobroset outbox\` shows what came of it.`,
  whatToDoAboutEarly: 'Where its sender’s `dobroset outbox` shows nothing to deliver, those before it were lost with an older backup: `--skip-to ID` applies it without them.',
  noneRenumbered: (id) => `${id} is no message whose number another one has at its receiver: \`dobroset outbox\` lists those.`,
  renumbered: (id, count) => `${id} goes within a minute, if the node runs (messages with a new number: ${count}); \`dobroset outbox\` shows what came of it.`,
  noneSkippedTo: (id) => `No message ${id} was received and waits as the first of its thread: \`dobroset outbox\` lists what waits, the oldest first.`,
  skippedTo: (id) => `${id} is applied within a minute, if the node runs; \`dobroset outbox\` shows what came of it.`,
};

const russian: OutboxWords = {
  nothing: (college) => `В ${college} ничего не застряло: все сообщения доставлены, все полученные применены.`,
  oldest: ({ shown, all }) => (shown < all ? `показано ${inRussian(shown)} самых старых из ${inRussian(all)}` : inRussian(all)),
  latest: ({ shown, all }) => (shown < all ? `показано ${inRussian(shown)} последних из ${inRussian(all)}` : inRussian(all)),
  waiting: (count) => `Ждут доставки (${count}):`,
  refused: (count) => `Отклонены получателем, больше не отправляются (${count}):`,
  receiverLeft: (count) => `Не доставлены: получатель вышел из сети; больше не отправляются (${count}):`,
  numberTaken: (count) => `Задержаны вместе со следующими за ними: под этим номером получатель уже получил другое сообщение – так бывает, если эта база восстановлена из старой копии (${count}):`,
  whatToDoAboutNumber: (id) => `Договоритесь с тем колледжем, что верно теперь; затем \`dobroset outbox --renumber ${id}\` отправит его и следующие за ним.`,
  notApplied: (count) => `Получены, ждут предыдущего сообщения или обновления этого узла (${count}):`,
  refusedHere: (count) => `Получены и отклонены этим узлом, отправитель об этом знает (${count}):`,
  more: (count, all) => `… и ещё ${inRussian(count)} той же цепочки, всего ${inRussian(all)}`,
  to: (id, college, kind) => `${id}  для ${college}  ${kind}`,
  from: (id, college, kind) => `${id}  от ${college}  ${kind}`,
  about: (title, volunteerId) => `о «${title}»${volunteerId === null ? '' : `, волонтёр ${volunteerId}`}`,
  since: (createdAt, attempts, lastTriedAt) => `с ${minute(createdAt)}, попыток: ${attempts}${lastTriedAt ? `, последняя – ${minute(lastTriedAt)}` : ''}`,
  received: (at) => `получено ${minute(at)}`,
  noneWaits: (id) => `Сообщение ${id} здесь доставки не ждёт; список ожидающих: \`dobroset outbox\`.`,
  retried: (id) => `Сообщение ${id} будет отправлено снова в течение минуты, если узел запущен; итог покажет \`dobroset outbox\`.`,
  whatToDoAboutEarly: 'Если у отправителя `dobroset outbox` ничего не ждёт доставки, предыдущие потеряны вместе со старой копией базы: `--skip-to ID` применит сообщение без них.',
  noneRenumbered: (id) => `${id} – не сообщение, чей номер у получателя занят; такие показывает \`dobroset outbox\`.`,
  renumbered: (id, count) => `${id} уйдёт в течение минуты, если узел запущен (получили новый номер: ${count}); итог покажет \`dobroset outbox\`.`,
  noneSkippedTo: (id) => `Сообщение ${id} не ждёт здесь первым в своей цепочке; ожидающие, от самых старых, – в \`dobroset outbox\`.`,
  skippedTo: (id) => `Сообщение ${id} будет применено в течение минуты, если узел запущен; итог покажет \`dobroset outbox\`.`,
};

export function outboxWordsIn(language: Language): OutboxWords {
  return language === 'ru' ? russian : english;
}
