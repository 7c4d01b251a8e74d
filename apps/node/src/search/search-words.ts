import { SEARCH_TEXT } from '#contract/limits.js';
import { badInput } from '../graph/domain-error.js';
import { storable } from '../graph/search-text.js';

/** What somebody looks for. */
export interface WordsSought {
  /** All but the last word, with spaces between them; '' where there is one alone. */
  readonly whole: string;
  /** The last one, perhaps not typed to its end. */
  readonly last: string;
}

/** Accents and hyphenation: they stand inside of words and are no part of them. */
const INSIDE_WORDS = /[\u0300-\u036F\u00AD]/g;
/** What words are made of; `search_fold` in the database says the same of this and of what is around it. */
const WORD = /[0-9A-Za-z\u00C0-\u024F\u0370-\u1FFF\u3040-\u9FFF\uAC00-\uD7A3]+/g;

/**
 * The words of a text, folded as the database folds what it keeps; everything between them is no more than that.
 * @param argument what to call it to the client: `filter.text`
 * @returns null where there is no word in it
 * @throws DomainError BAD_USER_INPUT for a text that is too long or that PostgreSQL cannot hold
 */
export function wordsSought(text: string, argument: string): WordsSought | null {
  if (text.length > SEARCH_TEXT.characters) throw badInput(argument, `must have at most ${SEARCH_TEXT.characters} characters`);
  const folded = storable(text, argument).normalize('NFC').toLowerCase().replaceAll('ё', 'е').replaceAll(INSIDE_WORDS, '');
  const words = folded.match(WORD) ?? [];
  if (words.length > SEARCH_TEXT.words) throw badInput(argument, `must have at most ${SEARCH_TEXT.words} words`);
  const last = words.at(-1);
  return last === undefined ? null : { whole: words.slice(0, -1).join(' '), last };
}
