/** A compact JWS as it stands in a text; an entry's is hundreds of characters long. */
const JWS = /[\w-]{20,}\.[\w-]{100,}\.[\w-]{20,}/g;

/** Where Open Badges 3.0 has signed credentials in JSON, a text or a list of them. */
const SIGNED = 'compactJwsString';

/** What a file holds. */
export interface FileRead {
  readonly entries: readonly string[];
  /** The file as JSON; undefined where it is none. */
  readonly json: unknown;
  /** It begins as JSON and is not whole. */
  readonly isBroken: boolean;
}

/**
 * The entries that a file holds: whatever stands where a record book's JSON has its signed entries, whole or not; else each
 * JWS in it; or all of a file that is nothing else.
 */
export function fileRead(text: string): FileRead {
  const trimmed = text.trim();
  if (!/^[[{]/.test(trimmed)) return { entries: trimmed === '' ? [] : [trimmed], json: undefined, isBroken: false };
  const signed: string[] = [];
  const json = parsed(trimmed, signed);
  const entries = signed.length > 0 ? signed : [...trimmed.matchAll(JWS)].map(([jws]) => jws);
  return { entries, json, isBroken: json === undefined };
}

/** @param signed gets whatever is called a signed entry */
function parsed(text: string, signed: string[]): unknown {
  try {
    const json: unknown = JSON.parse(text, (key, value: unknown) => {
      if (key === SIGNED) signed.push(...[value].flat().filter((one) => typeof one === 'string'));
      return value;
    });
    return json;
  } catch {
    signed.length = 0;
    return undefined;
  }
}
