import { badInput } from './domain-error.js';
import { lineOf } from './input-text.js';

const MOST_TAGS = 20;
const LONGEST_TAG = 50;

/**
 * Tags as they are kept: each once, however it is written.
 * @throws DomainError BAD_USER_INPUT for one that cannot be kept, and for too many
 */
export function tagsOf(tags: readonly string[], argument: string): string[] {
  if (tags.length > MOST_TAGS) throw badInput(argument, `must have at most ${MOST_TAGS} entries`);
  const lines = tags.map((tag) => lineOf(tag, argument, LONGEST_TAG));
  return [...new Map(lines.map((tag) => [tag.toLocaleLowerCase('ru'), tag])).values()];
}
