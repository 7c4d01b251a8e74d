import { useSyncExternalStore } from 'react';
import { remember, remembered } from './remembered.js';

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

/** Puts the remembered theme on the page; called before the first paint. Without one the system decides. */
export function restoreTheme(): void {
  const theme = remembered('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme;
}

export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
  remember('theme', theme);
  dispatchEvent(new Event(CHANGED));
}

/** The theme shown now, whether chosen here or by the system. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, current);
}
