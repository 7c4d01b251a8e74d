import type { Language } from './words.js';

/** What was chosen on the page, or what the browser prefers; Russian for whoever does not say. */
export function languageOf(chosen: unknown, acceptLanguage = ''): Language {
  for (const tag of [chosen, ...acceptLanguage.split(',')]) {
    const language = typeof tag === 'string' ? tag.trim().slice(0, 2).toLowerCase() : '';
    if (language === 'ru' || language === 'en') return language;
  }
  return 'ru';
}
