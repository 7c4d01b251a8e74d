import type { Language } from './words.js';

/** What tells in which language somebody reads, the strongest first. */
export interface LanguageHints {
  /** Chosen on the page. */
  readonly chosen: unknown;
  /** OpenID Connect Core 1.0 §3.1.2.1: what the page that sent them here speaks. */
  readonly uiLocales?: unknown;
  readonly acceptLanguage: string | undefined;
}

/** Russian for whoever does not say: most of those who sign in read it. */
export function languageOf({ chosen, uiLocales, acceptLanguage = '' }: LanguageHints): Language {
  const tags = [chosen, ...(typeof uiLocales === 'string' ? uiLocales.split(' ') : []), ...acceptLanguage.split(',')];
  for (const tag of tags) {
    const language = typeof tag === 'string' ? tag.trim().slice(0, 2).toLowerCase() : '';
    if (language === 'ru' || language === 'en') return language;
  }
  return 'ru';
}
