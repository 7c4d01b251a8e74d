import { badInput } from './domain-error.js';
import { storable } from './search-text.js';

/** But for white space, which is folded: no keyboard types them, and they hide in what is shown. */
const CONTROL = /(?!\s)\p{Cc}/u;

/** Nothing that anybody sees: what formats, what Unicode has fonts leave out, and the blank pattern of Braille. */
const INVISIBLE = /^[\s\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/**
 * A text of one line as it is kept: white space folded into single spaces, in Unicode's composed form, so that the same
 * name typed on two machines is the same.
 * @param argument what to call it to the client: `input.fullName`
 * @throws DomainError BAD_USER_INPUT for a text that shows nothing, is too long or cannot be kept
 */
export function lineOf(text: string, argument: string, longest: number): string {
  const line = storable(text, argument).normalize('NFC').trim().replaceAll(/\s+/g, ' ');
  if (INVISIBLE.test(line)) throw badInput(argument, 'must not be empty');
  if (line.length > longest) throw badInput(argument, `must have at most ${longest} characters`);
  if (CONTROL.test(line)) throw badInput(argument, 'must not contain control characters');
  return line;
}

/**
 * A text of several lines as it is kept.
 * @param argument what to call it to the client: `input.description`
 * @throws DomainError BAD_USER_INPUT for a text that shows nothing, is too long or cannot be kept
 */
export function textOf(text: string, argument: string, longest: number): string {
  const kept = storable(text, argument).normalize('NFC').replaceAll(/\r\n?/g, '\n').trim();
  if (INVISIBLE.test(kept)) throw badInput(argument, 'must not be empty');
  if (kept.length > longest) throw badInput(argument, `must have at most ${longest} characters`);
  if (CONTROL.test(kept)) throw badInput(argument, 'must not contain control characters');
  return kept;
}
