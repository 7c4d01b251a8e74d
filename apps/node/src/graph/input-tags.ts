import { TAGS } from '#contract/limits.js';
import { badInput } from './domain-error.js';
import { lineOf } from './input-text.js';
import { storable } from './search-text.js';

const MOST_SOUGHT = 100;

/**
 * Tags as they are kept: each once, however it is written: the database folds them alike (`folded_tags`).
 * @throws DomainError BAD_USER_INPUT for one that cannot be kept, and for too many
 */
export function tagsOf(tags: readonly string[], argument: string): string[] {
  if (tags.length > TAGS.most) throw badInput(argument, `must have at most ${TAGS.most} entries`);
  const lines = tags.map((tag) => lineOf(tag, argument, TAGS.characters));
  return [...new Map(lines.map((tag) => [tag.toLowerCase().replaceAll('ё', 'е'), tag])).values()];
}

/**
 * Tags as they are looked for; the database finds them however they are written.
 * @throws DomainError BAD_USER_INPUT for what is not storable, and for too many
 */
export function tagsSought(tags: readonly string[], argument: string): string[] {
  if (tags.length > MOST_SOUGHT) throw badInput(argument, `must have at most ${MOST_SOUGHT} entries`);
  return tags.map((tag) => storable(tag, argument).normalize('NFC').trim().replaceAll(/\s+/g, ' '));
}
