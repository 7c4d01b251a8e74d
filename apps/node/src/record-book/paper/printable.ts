/** So many accents on one letter are writing; more are a column of ink over the lines above. */
const STACKED_MARKS = /(\p{M}{2})\p{M}+/gu;

const SPACES = /\s+/gu;

/** Control, direction, joining and unassigned characters, and halves of pairs: nothing that is read. */
const UNREAD = /\p{C}+/gu;

const PICTURES = /[\p{Emoji_Presentation}\p{Emoji_Modifier}\p{Regional_Indicator}\p{Variation_Selector}\u20e3]/gu;

const WHITE_SQUARE = '□';

/**
 * A text as paper takes it, in one line: what is not read is left out, so are pictures, and a letter that the font does not
 * have is a square. A host chose the text, so it is nobody's word that it is short or tame.
 * @param most characters, after which it is cut
 * @param has whether the font has a character
 */
export function printable(text: string, most: number, has: (codePoint: number) => boolean): string {
  const tame = text
    .slice(0, most * 4)
    .replace(SPACES, ' ')
    .replace(UNREAD, '')
    .replace(PICTURES, '')
    .normalize('NFC')
    .replace(STACKED_MARKS, '$1');
  const letters = Array.from(tame, (letter) => (has(letter.codePointAt(0) ?? 0) ? letter : WHITE_SQUARE));
  const cut = letters.length > most || text.length > most * 4 ? [...letters.slice(0, most), '…'] : letters;
  return cut.join('').replace(SPACES, ' ').trim();
}
