import type { Language } from '../environment.js';

/** What `dobroset outbox` says. */
export interface OutboxWords {
  nothing(college: string): string;
  waiting(count: number): string;
  refused(count: number): string;
  notApplied(count: number): string;
  refusedHere(count: number): string;
  to(id: string, college: string, kind: string): string;
  from(id: string, college: string, kind: string): string;
  since(createdAt: Date, attempts: number, lastTriedAt: Date | null): string;
  received(at: Date): string;
  more(shown: number): string;
  noneWaits(id: string): string;
  retried(id: string): string;
}

/** To the minute; IT reads logs in the same zone. */
function minute(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

const english: OutboxWords = {
  nothing: (college) => `Nothing is stuck at ${college}: every message was delivered, and every one that came was applied.`,
  waiting: (count) => `Waiting to be delivered (${count}):`,
  refused: (count) => `Refused by their receiver, and not tried again (${count}):`,
  notApplied: (count) => `Received, waiting for the message before them or for an update of this node (${count}):`,
  refusedHere: (count) => `Received and refused by this node; their sender was told (${count}):`,
  to: (id, college, kind) => `${id}  to ${college}  ${kind}`,
  from: (id, college, kind) => `${id}  from ${college}  ${kind}`,
  since: (createdAt, attempts, lastTriedAt) => `since ${minute(createdAt)}, attempts: ${attempts}${lastTriedAt ? `, the last at ${minute(lastTriedAt)}` : ''}`,
  received: (at) => `came at ${minute(at)}`,
  more: (shown) => `Only the oldest ${shown} are shown.`,
  noneWaits: (id) => `No message ${id} waits to be delivered here: \`dobroset outbox\` lists those that do.`,
  retried: (id) => `${id} is tried again within a minute, if the node runs; \`dobroset outbox\` shows what came of it.`,
};

const russian: OutboxWords = {
  nothing: (college) => `В ${college} ничего не застряло: все сообщения доставлены, все полученные применены.`,
  waiting: (count) => `Ждут доставки (${count}):`,
  refused: (count) => `Отклонены получателем, больше не отправляются (${count}):`,
  notApplied: (count) => `Получены, ждут предыдущего сообщения или обновления этого узла (${count}):`,
  refusedHere: (count) => `Получены и отклонены этим узлом, отправитель об этом знает (${count}):`,
  to: (id, college, kind) => `${id}  для ${college}  ${kind}`,
  from: (id, college, kind) => `${id}  от ${college}  ${kind}`,
  since: (createdAt, attempts, lastTriedAt) => `с ${minute(createdAt)}, попыток: ${attempts}${lastTriedAt ? `, последняя – ${minute(lastTriedAt)}` : ''}`,
  received: (at) => `получено ${minute(at)}`,
  more: (shown) => `Показаны только ${shown} самых старых.`,
  noneWaits: (id) => `Сообщение ${id} здесь доставки не ждёт; список ожидающих: \`dobroset outbox\`.`,
  retried: (id) => `Сообщение ${id} будет отправлено снова в течение минуты, если узел запущен; итог покажет \`dobroset outbox\`.`,
};

export function outboxWordsIn(language: Language): OutboxWords {
  return language === 'ru' ? russian : english;
}
