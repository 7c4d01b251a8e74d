import type { Command, Option } from 'commander';
import type { CliEnvironment, Language } from '../environment.js';
import { shellWord } from '../local-network/shell-word.js';

const SENTENCE: Readonly<Record<Language, (flags: string, typed: string) => string>> = {
  en: (flags, typed) => `npm kept ${flags} for itself: what stands behind \`--\` it passes on, \`${typed}\`.`,
  ru: (flags, typed) => `npm оставил себе ${flags}; дальше он передаёт то, что стоит после \`--\`: \`${typed}\`.`,
};

/** What npm says of an option whose value it passed on as a word of its own. */
const ON = 'true';

/**
 * Of `npm start --port 5000` npm passes on no more than `5000`, and of `--fresh` nothing. What stands behind the `--` counts
 * whatever npm has kept, so that a `port` in somebody's .npmrc can be answered.
 * @param words what was passed on
 * @throws Error in a sentence that says how it is typed
 */
export function refuseWhatNpmKept({ options }: Command, words: readonly string[], { keptByNpm, language }: Pick<CliEnvironment, 'keptByNpm' | 'language'>): void {
  const kept = options.filter((option) => keptByNpm[option.name()] !== undefined && !isSaid(option, words));
  if (kept.length === 0) return;
  const isWithoutValue = (option: Option) => option.required && keptByNpm[option.name()] === ON;
  const lone = words.length === 1 && kept.filter(isWithoutValue).length === 1 ? words[0] : undefined;
  const meant = kept.map((option) => {
    const value = isWithoutValue(option) ? lone : keptByNpm[option.name()];
    if (!option.required) return option.long;
    return value === undefined ? option.flags : `${option.long} ${shellWord(value)}`;
  });
  throw new Error(SENTENCE[language](kept.map(({ long }) => long).join(', '), `npm start -- ${meant.join(' ')}`));
}

function isSaid({ long }: Option, words: readonly string[]): boolean {
  return words.some((word) => word === long || word.startsWith(`${long}=`));
}
