import { Trans, useLingui } from '@lingui/react/macro';
import { LanguageSwitch } from './language-switch.js';
import styles from './page-header.module.css';
import { ThemeSwitch } from './theme-switch.js';

export function PageHeader() {
  const { t } = useLingui();
  return (
    <header className={styles.header}>
      <a className={styles.skip} href="#main">
        <Trans>Skip to the content</Trans>
      </a>
      <div className={styles.inside}>
        <a className={styles.name} href="/">
          <img src="/rowan.svg" alt="" width="32" height="32" />
          <Trans>Dobroset</Trans>
        </a>
        <nav className={styles.nav} aria-label={t`On this page`}>
          <a href="#colleges">
            <Trans>Colleges</Trans>
          </a>
          <a href="#figures">
            <Trans>Figures</Trans>
          </a>
          <a href="#events">
            <Trans>Events</Trans>
          </a>
        </nav>
        <div className={styles.switches}>
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </div>
    </header>
  );
}
