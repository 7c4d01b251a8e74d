import { hash } from 'node:crypto';

/** By what a value is known again. */
export type Fingerprint = (value: unknown) => string;

/** Longest value that is its own fingerprint: a hash is longer, and takes its time. */
const SHORT = 40;

/** Five letters: the numbers that a telephone may have fall together in tens, so none can be read from it. */
const HIDDEN_LENGTH = 5;

/** Of what everybody may read. */
export const openFingerprint: Fingerprint = (value) => {
  const text = JSON.stringify(value ?? null);
  return text.length <= SHORT ? text : hash('sha256', text, 'base64url');
};

/** Of people's data: what the college takes out of its books does not stay in the notes of an import. */
export const hiddenFingerprint: Fingerprint = (value) => hash('sha256', JSON.stringify(value ?? null), 'base64url').slice(0, HIDDEN_LENGTH);
