import { NOT_STORABLE, isStorable } from '#contract/storable-text.js';

/** Ours are shorter than a thousand. What a sign-in begins with is kept until it ends. */
const LONGEST_QUERY = 4_096;

/** Of anything that the provider remembers; the largest is a sign-in that was begun, with its query. */
const LARGEST_RECORD = 16_384;

/** What is wrong with a query, before anything of it is kept; null where nothing is. */
export function problemInQuery(query: string): string | null {
  if (query.length > LONGEST_QUERY) return `the query must be at most ${LONGEST_QUERY} characters`;
  const wrong = [...new URLSearchParams(query)].find((pair) => !pair.every(isStorable));
  return wrong ? `${isStorable(wrong[0]) ? wrong[0] : 'a parameter’s name'} ${NOT_STORABLE}` : null;
}

/** What is wrong with a record, however its content came here; null where nothing is. */
export function problemInRecord(payload: object): string | null {
  const texts: string[] = [];
  const written = JSON.stringify(payload, (name, value: unknown) => {
    texts.push(name);
    if (typeof value === 'string') texts.push(value);
    return value;
  });
  if (written.length > LARGEST_RECORD) return 'more was sent than can be remembered';
  return texts.every(isStorable) ? null : `what was sent ${NOT_STORABLE}`;
}
