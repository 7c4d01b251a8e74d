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

/** Half of a character that UTF-16 writes in two: on its way to the database it would turn into another character. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * The text itself: PostgreSQL holds every character but NUL.
 * @throws DomainError BAD_USER_INPUT
 */
export function storable(text: string, argument: string): string {
  if (text.includes('\0')) throw badInput(argument, 'must not contain a NUL character');
  if (LONE_SURROGATE.test(text)) throw badInput(argument, 'must not contain half a character');
  return text;
}
