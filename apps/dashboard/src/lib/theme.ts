import { useSyncExternalStore } from 'react';
import { remember } from './remembered.js';

export type Theme = 'light' | 'dark';

const CHANGED = 'dobroset:theme';
const systemIsDark = matchMedia('(prefers-color-scheme: dark)');

function chosen(): Theme | null {
  const theme = document.documentElement.dataset['theme'];
  return theme === 'light' || theme === 'dark' ? theme : null;
}

function current(): Theme {
  return chosen() ?? (systemIsDark.matches ? 'dark' : 'light');
}

function subscribe(onChange: () => void): () => void {
  systemIsDark.addEventListener('change', onChange);
  addEventListener(CHANGED, onChange);
  return () => {
    systemIsDark.removeEventListener('change', onChange);
    removeEventListener(CHANGED, onChange);
  };
}

/** Shows it, now and next time (`public/theme.js`). */
export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
  remember('theme', theme);
  dispatchEvent(new Event(CHANGED));
}

/** The theme shown now, whether chosen here or by the system. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, current);
}
