export const languages = ['ru', 'en'] as const;
export type Language = (typeof languages)[number];

function known(language: string | null | undefined): Language | undefined {
  return languages.find((one) => one === language);
}

/**
 * The language to begin with: what the address asks for, what was chosen before, the first of the browser's that we
 * speak, or Russian.
 */
export function chooseLanguage(search: string, chosen: string | null, browser: readonly string[]): Language {
  const asked = known(new URLSearchParams(search).get('lang'));
  const spoken = browser.map((tag) => known(tag.split('-')[0]?.toLowerCase())).find((language) => language !== undefined);
  return asked ?? known(chosen) ?? spoken ?? 'ru';
}

/** The same address without `lang`: once a language is chosen by hand, an old link must not choose again. */
export function withoutLanguage(search: string): string {
  const rest = new URLSearchParams(search);
  if (!rest.has('lang')) return search;
  rest.delete('lang');
  return rest.size === 0 ? '' : `?${rest.toString()}`;
}

/** The tag for Intl: English as in Europe, with a 24-hour clock and the day before the month. */
export function formattingLocale(language: string): string {
  return language === 'en' ? 'en-GB' : language;
}
