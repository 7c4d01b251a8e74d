import { hash } from 'node:crypto';

/** By what a value is known again. */
export type Fingerprint = (value: unknown) => string;

/** Longest value that is its own fingerprint: a hash is longer, and takes its time. */
const SHORT = 40;

/**
 * Two letters, 12 bits. No key that lies beside it would keep a number safe: all that a telephone may have are tried in minutes. So
 * a mark is one that thousands of them have. The price: of 4,096 changes at the college one looks like none, and the file's value
 * comes back.
 */
const HIDDEN_LENGTH = 2;

/** Of nothing; no value has it, so what the college takes out is always noticed. */
const NOTHING = '-';

/** Of what everybody may read. */
export const openFingerprint: Fingerprint = (value) => {
  const text = JSON.stringify(value ?? null);
  return text.length <= SHORT ? text : hash('sha256', text, 'base64url');
};

/** Of people's data: what the college takes out of its books cannot be read from the notes of an import, though whoever guesses it finds that it may be so. */
export const hiddenFingerprint: Fingerprint = (value) => (isNothing(value) ? NOTHING : hashed(value).slice(0, HIDDEN_LENGTH));

/** Hidden fingerprints had five letters once, which one number alone has; of such a one the same is told by its first two. */
const LONGER_OF_NOTHING: ReadonlySet<string> = new Set([null, []].map((nothing) => hashed(nothing).slice(0, 5)));

/** A hidden fingerprint, of whatever length it was noted, as it is noted now. */
export function shortened(mark: string): string {
  return LONGER_OF_NOTHING.has(mark) ? NOTHING : mark.slice(0, HIDDEN_LENGTH);
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

function hashed(value: unknown): string {
  return hash('sha256', JSON.stringify(value), 'base64url');
}
