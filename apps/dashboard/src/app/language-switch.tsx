import { useLingui } from '@lingui/react/macro';
import { goTo } from '../lib/address-bar.js';
import { switchLanguage } from '../lib/i18n.js';
import { type Language, languages, withoutLanguage } from '../lib/language.js';
import styles from './language-switch.module.css';

/** Each language called as its speakers call it. */
const names: Record<Language, { readonly short: string; readonly whole: string }> = {
  ru: { short: 'Рус', whole: 'Русский' },
  en: { short: 'Eng', whole: 'English' },
};

export function LanguageSwitch() {
  const { t, i18n } = useLingui();

  function choose(language: Language): void {
    goTo(withoutLanguage(location.search), 'replace');
    void switchLanguage(language);
  }

  return (
    <div className={styles.languages} role="group" aria-label={t`Language`}>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-label={`${names[language].short}: ${names[language].whole}`}
          aria-pressed={i18n.locale === language}
          onClick={() => choose(language)}
        >
          {names[language].short}
        </button>
      ))}
    </div>
  );
}
