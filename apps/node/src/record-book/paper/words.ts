import type { RecordBookLanguage } from '#contract/record-book.js';
import type { RecordBookTotals } from '../record-book.js';
import { english } from './words.en.js';
import { russian } from './words.ru.js';

export type Language = RecordBookLanguage;

/** Everything that a record book says on paper, besides what is in it. */
export interface Words {
  readonly language: Language;
  readonly network: string;
  readonly title: string;
  group(name: string): string;
  joined(day: string): string;
  /** What stands under each of the three figures. */
  figures(totals: RecordBookTotals): { readonly time: string; readonly events: string; readonly colleges: string };
  duration(minutes: number): string;
  signed(day: string): string;
  /** Of an entry in the college's own books alone. */
  unsigned(day: string): string;
  corrected(day: string): string;
  /** In the place of a code that is too long to be one. */
  readonly tooLongForCode: string;
  readonly nothingYet: string;
  readonly untitled: string;
  /** How to check an entry, for whoever is handed the paper. */
  howToCheck(page: string): string;
  readonly cannotBeChecked: string;
  /** On which clock the hours are. */
  clock(timeZone: string): string;
  madeAt(moment: string): string;
  volunteerId(id: string): string;
  page(number: number, of: number): string;
}

export function wordsIn(language: Language): Words {
  return language === 'ru' ? russian : english;
}
