import { gunzipSync, gzipSync } from 'node:zlib';

/** How many entries a status list speaks of: the fewest that hide one among the others (Bitstring Status List §6.1). */
export const BITS_IN_LIST = 131_072;

/** As many lists as one college may have, so that nobody is made to keep more: eight million entries. */
export const MOST_LISTS = 64;

const BYTES = BITS_IN_LIST / 8;
/** Multibase's letter for base64url without padding. */
const BASE64URL = 'u';

/** The bits of a list, 1 for each index that is given, as `encodedList` writes them. */
export function encodeBits(set: Iterable<number>): string {
  const bytes = Buffer.alloc(BYTES);
  for (const index of set) bytes[index >> 3] = (bytes[index >> 3] ?? 0) | maskOf(index);
  return BASE64URL + gzipSync(bytes).toString('base64url');
}

/** @throws Error for what is no list of that size, however much it unpacks to */
export function decodeBits(encodedList: string): Buffer {
  if (!encodedList.startsWith(BASE64URL)) throw new Error('The bits are not in base64url.');
  const bytes = gunzipSync(Buffer.from(encodedList.slice(1), 'base64url'), { maxOutputLength: BYTES });
  if (bytes.length !== BYTES) throw new Error('There are too few bits.');
  return bytes;
}

/** Whether the entry at that place of the list is revoked. */
export function isSet(bytes: Buffer, index: number): boolean {
  return ((bytes[index >> 3] ?? 0) & maskOf(index)) !== 0;
}

/** The first bit is the leftmost (Bitstring Status List §3.1). */
function maskOf(index: number): number {
  return 0x80 >> (index & 7);
}
