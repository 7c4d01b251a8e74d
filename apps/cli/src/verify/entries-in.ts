/** A compact JWS as it stands in a text; an entry's is hundreds of characters long. */
const JWS = /[\w-]{20,}\.[\w-]{100,}\.[\w-]{20,}/g;

/** The entries that a file holds: each JWS of a record book's JSON, or the whole of the file where it is nothing else. */
export function entriesIn(text: string): string[] {
  const trimmed = text.trim();
  if (/^[[{]/.test(trimmed)) return [...trimmed.matchAll(JWS)].map(([jws]) => jws);
  return trimmed === '' ? [] : [trimmed];
}
