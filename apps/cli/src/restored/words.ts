import type { Language } from '../environment.js';

/** What `dobroset restored` says. */
export interface RestoredWords {
  goesOn(list: number, left: number): string;
  takenOver(count: number): string;
  nothingGiven(college: string): string;
  readonly noListLeft: string;
  readonly rosterNeeded: string;
  notOurs(file: string, college: string): string;
  readonly help: string;
}

const english: RestoredWords = {
  goesOn: (list, left) => `Entries that are signed from now on stand in status list ${list}, of which no place was given out before; ${left} more are left.`,
  takenOver: (count) => `Revocations that this database did not know and the node publishes again: ${count}.`,
  nothingGiven: (college) =>
    `What was revoked since the backup is not known here. A gateway still has it: fetch https://GATEWAY/credentials/status/${college}/1, and each further number until it answers 404, and run this again with --status-list and --roster.`,
  noListLeft: 'No status list is left that was never used, so nothing was changed: restore a younger backup, or ask the network’s coordinators.',
  rosterNeeded: 'Please give --roster too: status lists are checked with the keys that it has. Nothing was changed.',
  notOurs: (file, college) => `${file} is no status list that ${college} signed with a key of this roster. Nothing was changed.`,
  help: `
Run it before the node is started on the restored database, once after each restore.
Exit codes: 0 done; 1 it cannot be done, and nothing was changed; 2 the command was not typed right; 3 the database cannot be used.`,
};

const russian: RestoredWords = {
  goesOn: (list, left) => `Новые записи попадут в список отзыва ${list}, места которого ещё никому не давались; в запасе списков: ${left}.`,
  takenOver: (count) => `Отзывы, которых не было в этой базе и которые узел снова публикует: ${count}.`,
  nothingGiven: (college) =>
    `Что отозвано после создания копии, здесь неизвестно. Это ещё помнит шлюз: скачайте https://ШЛЮЗ/credentials/status/${college}/1 и следующие номера, пока он не ответит 404, и запустите команду снова с --status-list и --roster.`,
  noListLeft: 'Свободных списков отзыва не осталось, ничего не изменено: восстановите более новую копию или обратитесь к координаторам сети.',
  rosterNeeded: 'Укажите и --roster: списки отзыва проверяются ключами из реестра участников. Ничего не изменено.',
  notOurs: (file, college) => `${file} – не список отзыва, подписанный ${college} ключом из этого реестра участников. Ничего не изменено.`,
  help: `
Запускайте до старта узла на восстановленной базе, один раз после каждого восстановления.
Коды завершения: 0 – сделано; 1 – сделать нельзя, ничего не изменено; 2 – команда набрана неверно; 3 – базу данных использовать нельзя.`,
};

export function restoredWordsIn(language: Language): RestoredWords {
  return language === 'ru' ? russian : english;
}
