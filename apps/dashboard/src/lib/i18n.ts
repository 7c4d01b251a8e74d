import { i18n } from '@lingui/core';
import { type Language, chooseLanguage } from './language.js';
import { remember, remembered } from './remembered.js';

/** One file a language, so that nobody downloads the other. */
const catalogs = {
  ru: () => import('../locales/ru.po'),
  en: () => import('../locales/en.po'),
} satisfies Record<Language, unknown>;

let wanted: Language | undefined;

/** @returns whether it is shown: somebody may have wanted another one meanwhile */
async function activate(language: Language): Promise<boolean> {
  wanted = language;
  const { messages } = await catalogs[language]();
  if (wanted !== language) return false;
  i18n.loadAndActivate({ locale: language, messages });
  document.documentElement.lang = language;
  return true;
}

/** Shows the page in the language to begin with. */
export async function startLanguage(): Promise<void> {
  const language = chooseLanguage(location.search, remembered('language'), navigator.languages);
  if (new URLSearchParams(location.search).get('lang') === language) remember('language', language);
  await activate(language);
}

/** Shows the page in another language, now and next time; where its words do not come, all stays as it is. */
export async function switchLanguage(language: Language): Promise<void> {
  const isShown = await activate(language).catch(() => false);
  if (isShown) remember('language', language);
}
