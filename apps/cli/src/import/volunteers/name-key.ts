import { volunteerIdentityKey } from '#node/volunteers/volunteer-identity-key.js';

const APOSTROPHES = /[’ʼ`]/g;

/** What people write, or leave out, as they please; a name without it is no more than a hint. */
export const STROKES = " .'’ʼ`-";

const ALL_STROKES = new RegExp(`[${STROKES}]`, 'g');

/**
 * A name by which a person is known again: as identity keys have it, whatever the apostrophe, the spaces around a hyphen, and
 * the space after the point of an initial. Identity keys themselves stay as they are: databases are full of them.
 */
export function nameKey(fullName: string): string {
  return volunteerIdentityKey(fullName, null)
    .slice(0, -1)
    .replaceAll(APOSTROPHES, "'")
    .replaceAll(/ ?- ?/g, '-')
    .replaceAll(/(?<=\p{L})\. ?(?=\p{L})/gu, '. ');
}

/** Its letters alone: different names may share them, the same name does not lack them. */
export function lettersOf(fullName: string): string {
  return nameKey(fullName).replaceAll(ALL_STROKES, '');
}
