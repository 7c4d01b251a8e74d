import { useLingui } from '@lingui/react/macro';
import { Icon } from '../components/icon.js';
import { chooseTheme, useTheme } from '../lib/theme.js';
import styles from './theme-switch.module.css';

export function ThemeSwitch() {
  const { t } = useLingui();
  const theme = useTheme();
  const isDark = theme === 'dark';
  return (
    <button
      type="button"
      className={styles.switch}
      aria-label={isDark ? t`Light theme` : t`Dark theme`}
      title={isDark ? t`Light theme` : t`Dark theme`}
      onClick={() => chooseTheme(isDark ? 'light' : 'dark')}
    >
      <Icon name={isDark ? 'sun' : 'moon'} />
    </button>
  );
}
