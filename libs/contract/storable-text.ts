/** What is wrong with a text that is not storable, after its name. */
export const NOT_STORABLE = 'must not contain a NUL character or half of a character';

/**
 * What comes back from the database as it went: PostgreSQL holds no NUL, and half of a character that UTF-16 writes in two
 * would turn into another on its way.
 */
export function isStorable(text: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(text);
}
