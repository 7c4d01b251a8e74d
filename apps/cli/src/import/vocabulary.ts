/** Words that people write for the meanings that a column knows. */
export class Vocabulary<Meaning extends string> {
  private readonly meanings: ReadonlyMap<string, Meaning>;

  /** @param words for each meaning what is written for it; the first Russian and the first English word are what we say ourselves */
  constructor(readonly words: Readonly<Record<Meaning, { readonly ru: readonly [string, ...string[]]; readonly en: readonly [string, ...string[]] }>>) {
    const meanings: readonly Meaning[] = Object.keys(words).filter((key): key is Meaning => key in words);
    this.meanings = new Map(meanings.flatMap((meaning) => [meaning, ...words[meaning].ru, ...words[meaning].en].map((word) => [plain(word), meaning] as const)));
  }

  meaningOf(cell: string): Meaning | null {
    return this.meanings.get(plain(cell)) ?? null;
  }

  /** What we write for a meaning ourselves. */
  wordFor(meaning: Meaning, language: 'en' | 'ru'): string {
    return this.words[meaning][language][0];
  }

  /** What may be written, in one language: a word for each meaning. */
  offered(language: 'en' | 'ru'): string[] {
    const all: readonly { readonly ru: readonly [string, ...string[]]; readonly en: readonly [string, ...string[]] }[] = Object.values(this.words);
    return all.map((words) => words[language][0]);
  }
}

function plain(word: string): string {
  return word.normalize('NFC').toLocaleLowerCase('ru').replaceAll('ё', 'е').replaceAll(/[^\p{L}\p{N}]/gu, '');
}
