/** What stands in a list of people between them and below them, and is in nobody's name. */
const TOTALS: ReadonlySet<string> = new Set(['итого', 'всего', 'курс', 'курса', 'группа', 'группы']);

/** Who answers for those below: «Куратор Придумкина А.П.». Some are surnames, too: in a column of their own they are left alone. */
const OFFICES: ReadonlySet<string> = new Set(['куратор', 'директор', 'мастер', 'преподаватель', 'руководитель']);

/** The word of a part of a name that says that the row is no person; null where none does. */
export function totalIn(part: string): string | null {
  return wordsOf(part).find((word) => TOTALS.has(plain(word))) ?? null;
}

/** As `totalIn`, of a full name, where an office may stand before it as well. */
export function noPersonIn(fullName: string): string | null {
  return wordsOf(fullName).find((word) => TOTALS.has(plain(word)) || OFFICES.has(plain(word))) ?? null;
}

/** Whole words: with a hyphen in it a word is another. */
function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/gu) ?? [];
}

function plain(word: string): string {
  return word.toLocaleLowerCase('ru');
}
