import { i18n } from '@lingui/core';
import { type Language, chooseLanguage } from './language.js';
import { remember, remembered } from './remembered.js';

/** One file a language, so that nobody downloads the other. */
const catalogs = {
  ru: () => import('../locales/ru.po'),
  en: () => import('../locales/en.po'),
} satisfies Record<Language, unknown>;

async function activate(language: Language): Promise<void> {
  const { messages } = await catalogs[language]();
  i18n.loadAndActivate({ locale: language, messages });
  document.documentElement.lang = language;
}

/** Shows the page in the language to begin with. */
export async function startLanguage(): Promise<void> {
  const language = chooseLanguage(location.search, remembered('language'), navigator.languages);
  if (new URLSearchParams(location.search).get('lang') === language) remember('language', language);
  await activate(language);
}

/** Shows the page in another language, now and next time. */
export async function switchLanguage(language: Language): Promise<void> {
  remember('language', language);
  await activate(language);
}
