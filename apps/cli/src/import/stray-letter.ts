export interface StrayLetter {
  readonly letter: string;
  readonly word: string;
  readonly isLatin: boolean;
}

/**
 * A letter of the other alphabet within a word, such as a Latin «C» in a Cyrillic «Сидорова»: nobody sees it, and whoever has it is
 * somebody else. Of the two alphabets the one with fewer letters in the word is the other; null where every word has one.
 */
export function strayLetter(text: string): StrayLetter | null {
  for (const word of text.match(/[\p{L}\p{M}]+/gu) ?? []) {
    const latin = word.match(/\p{Script=Latin}/gu) ?? [];
    const cyrillic = word.match(/\p{Script=Cyrillic}/gu) ?? [];
    const isLatin = latin.length <= cyrillic.length;
    const [letter] = isLatin ? latin : cyrillic;
    if (letter !== undefined && latin.length > 0 && cyrillic.length > 0) return { letter, word, isLatin };
  }
  return null;
}
