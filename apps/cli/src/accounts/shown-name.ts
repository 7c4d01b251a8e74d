import { AccountRefusal, type AccountWork } from './account-command.js';

/** Characters; as long as any name of a person. */
const LONGEST = 200;

const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u;

/**
 * A name as others see it: one line in Unicode's composed form.
 * @throws AccountRefusal for one that is empty, too long or has what nobody sees
 */
export function shownName(typed: string, words: AccountWork['words']): string {
  const name = typed.normalize('NFC').trim().replaceAll(/\s+/g, ' ');
  if (name === '' || name.length > LONGEST || UNSEEN.test(name)) throw new AccountRefusal(words.badName(LONGEST));
  return name;
}
