/** Control characters, and those of other alphabets (RFC 9110 §5.5). */
const UNSENDABLE = /[^\t\x20-\x7e\x80-\xff]/;

/**
 * Whether HTTP can carry these headers. undici gives a call that it cannot send a connection all the same, which nobody has
 * back: after as many as a pool has, it sends nothing any more.
 */
export function areSendable(headers: Readonly<Record<string, string | undefined>>): boolean {
  return Object.values(headers).every((value) => value === undefined || !UNSENDABLE.test(value));
}
