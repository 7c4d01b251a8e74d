/** A compact JWS as it stands in a text; an entry's is hundreds of characters long. */
const JWS = /[\w-]{20,}\.[\w-]{100,}\.[\w-]{20,}/g;

/** Where Open Badges 3.0 has signed credentials in JSON, a text or a list of them. */
const SIGNED = 'compactJwsString';

/**
 * The entries that a file holds: whatever stands where a record book's JSON has its signed entries, whole or not; else each
 * JWS in it; or all of a file that is nothing else.
 */
export function entriesIn(text: string): string[] {
  const trimmed = text.trim();
  if (!/^[[{]/.test(trimmed)) return trimmed === '' ? [] : [trimmed];
  const signed = signedIn(trimmed);
  return signed.length > 0 ? signed : [...trimmed.matchAll(JWS)].map(([jws]) => jws);
}

function signedIn(json: string): string[] {
  const found: string[] = [];
  try {
    JSON.parse(json, (key, value: unknown) => {
      if (key === SIGNED) found.push(...[value].flat().filter((one) => typeof one === 'string'));
      return value;
    });
  } catch {
    return [];
  }
  return found;
}
