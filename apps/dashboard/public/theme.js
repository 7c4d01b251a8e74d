// The theme that somebody chose by hand (src/lib/theme.ts); without one the system decides.
try {
  const theme = globalThis.localStorage.getItem('dobroset:theme');
  if (theme === 'light' || theme === 'dark') globalThis.document.documentElement.dataset.theme = theme;
} catch {
  // Storage is switched off.
}
