import { NOT_STORABLE, isStorable } from '#contract/storable-text.js';
import { badInput } from './domain-error.js';

const LONGEST = 200;

/**
 * The LIKE pattern that finds a text anywhere, in the composed form in which texts are kept, with what LIKE would take for
 * wildcards made literal.
 * @param argument what to call it to the client: `filter.text`
 * @throws DomainError BAD_USER_INPUT for a text that is too long or that PostgreSQL cannot hold
 */
export function containing(text: string, argument: string): string {
  if (text.length > LONGEST) throw badInput(argument, `must have at most ${LONGEST} characters`);
  return `%${storable(text, argument).normalize('NFC').replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}

/**
 * The text itself.
 * @throws DomainError BAD_USER_INPUT for what is not storable
 */
export function storable(text: string, argument: string): string {
  if (!isStorable(text)) throw badInput(argument, NOT_STORABLE);
  return text;
}
