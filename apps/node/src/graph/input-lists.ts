import { badInput } from './domain-error.js';
import { lineOf } from './input-text.js';

const MOST_TAGS = 20;
const LONGEST_TAG = 50;
const LONGEST_ADDRESS = 2_000;

/**
 * Tags as they are kept: each once, however it is written.
 * @throws DomainError BAD_USER_INPUT for one that cannot be kept, and for too many
 */
export function tagsOf(tags: readonly string[], argument: string): string[] {
  if (tags.length > MOST_TAGS) throw badInput(argument, `must have at most ${MOST_TAGS} entries`);
  const lines = tags.map((tag) => lineOf(tag, argument, LONGEST_TAG));
  return [...new Map(lines.map((tag) => [tag.toLocaleLowerCase('ru'), tag])).values()];
}

/**
 * An address as it is kept: of the web alone, for it becomes a link.
 * @throws DomainError BAD_USER_INPUT for what is none
 */
export function addressOf(text: string, argument: string): string {
  const line = lineOf(text, argument, LONGEST_ADDRESS);
  if (!/^https?:\/\/\S+$/i.test(line) || !URL.canParse(line)) throw badInput(argument, 'must begin with http:// or https://');
  return line;
}
