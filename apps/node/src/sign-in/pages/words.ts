import { english } from './words.en.js';
import { russian } from './words.ru.js';

export type Language = 'ru' | 'en';

/** Everything that the sign-in pages say. */
export interface Words {
  readonly language: Language;
  /** The other language, in its own words. */
  readonly other: { readonly language: Language; readonly name: string };
  readonly signIn: {
    readonly title: string;
    at(college: string): string;
    readonly login: string;
    readonly password: string;
    readonly submit: string;
    readonly withUpstream: string;
    readonly orAccount: string;
    readonly forgotten: string;
  };
  readonly signOut: { readonly title: string; readonly question: string; readonly yes: string; readonly no: string; readonly done: string };
  readonly problems: {
    readonly wrong: string;
    readonly tooOften: (minutes: number) => string;
    readonly begunAnew: string;
    readonly foreignPage: string;
    readonly notAdmitted: string;
    readonly staffNoMore: string;
    readonly directoryDown: string;
    readonly foreignForm: string;
    readonly unexpected: string;
    readonly title: string;
  };
}

export function wordsIn(language: Language): Words {
  return language === 'ru' ? russian : english;
}
