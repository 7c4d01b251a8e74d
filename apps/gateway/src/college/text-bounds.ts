import { EVENT_TEXT, OFFER_TEXT, PRACTICE_TEXT, SPEAKER_TEXT, TAGS } from '#contract/limits.js';

/** Characters of the longest text that there is, an entry of a record book as its host signed it. */
const LONGEST = 32_768;

/** Times as many characters as are entered today, in case a newer node takes more. */
const ROOM = 4;

/** The longest that is entered under such a name, whatever it is of. */
const ENTERED: ReadonlyMap<string, number> = new Map(Object.entries({ ...OFFER_TEXT, ...PRACTICE_TEXT, ...EVENT_TEXT, ...SPEAKER_TEXT, tags: TAGS.characters }));

/** How many characters a node may give under that name; more is no answer. */
export function longestTextOf(field: string): number {
  return Math.min(LONGEST, ROOM * (ENTERED.get(field) ?? LONGEST));
}
