/** What this browser was told to remember, or null: nothing was, or storage is switched off. */
export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(`dobroset:${key}`);
  } catch {
    return null;
  }
}

/** Remembers a choice in this browser, where it lets us. */
export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`dobroset:${key}`, value);
  } catch {
    // Storage is switched off or full: the choice lasts as long as the page.
  }
}
