import { NOT_PLAIN, isPlainAddress } from '#contract/plain-address.js';
import { badInput } from './domain-error.js';
import { lineOf } from './input-text.js';

/**
 * The address of a page as it is kept: of the web, for a page that shows it makes a link of it.
 * @param argument what to call it to the client: `url`
 * @throws DomainError BAD_USER_INPUT for an address that is none, too long or not of the web
 */
export function addressOf(text: string, argument: string, longest: number): string {
  const line = lineOf(text, argument, longest);
  if (!/^https?:\/\/\S+$/i.test(line) || !URL.canParse(line)) throw badInput(argument, 'must begin with http:// or https://');
  if (!isPlainAddress(line)) throw badInput(argument, NOT_PLAIN);
  return line;
}
