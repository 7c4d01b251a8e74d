/** How many letters to change, add or take away at most, for a word to be taken for a slip of another. */
const SLIPS = 2;

/** The word that was probably meant; null where none is near. */
export function closest(word: string, words: Iterable<string>): string | null {
  let best: { readonly word: string; readonly distance: number } | null = null;
  for (const candidate of words) {
    const far = distance(word, candidate);
    if (far <= SLIPS && far < candidate.length / 2 && (best === null || far < best.distance)) best = { word: candidate, distance: far };
  }
  return best?.word ?? null;
}

/** Levenshtein's. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of Array.from(one).entries()) {
    const next = [index + 1];
    for (const [column, otherLetter] of Array.from(other).entries()) {
      const replaced = (row[column] ?? 0) + (letter === otherLetter ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
