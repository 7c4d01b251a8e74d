import type { Reason } from '#credentials/invalid-credential.js';
import { english } from './words.en.js';
import { russian } from './words.ru.js';

export type Language = 'ru' | 'en';

/** A finding in one sentence, and what it means for whoever holds the paper. */
export interface Finding {
  readonly title: string;
  readonly advice: string;
}

/** Everything that the page says. */
export interface Words {
  readonly language: Language;
  /** The other language, in its own words. */
  readonly other: { readonly language: Language; readonly name: string };
  readonly title: string;
  readonly intro: string;
  readonly field: string;
  readonly hint: string;
  readonly submit: string;
  readonly network: string;
  readonly noScript: string;
  /** Used by the script in the page. */
  readonly findings: Readonly<Record<Reason | 'VALID' | 'CHECKING' | 'EMPTY' | 'UNREACHABLE' | 'TOO_MANY', Finding>>;
  readonly facts: {
    readonly name: string;
    readonly noName: string;
    readonly event: string;
    readonly issuer: string;
    readonly when: string;
    readonly service: string;
    readonly issuedAt: string;
    readonly revokedAt: string;
    readonly statusAsOf: string;
    readonly hours: string;
    readonly minutes: string;
  };
}

export function wordsIn(language: Language): Words {
  return language === 'ru' ? russian : english;
}
