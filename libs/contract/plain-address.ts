/** Whether an address holds no name and no password: it is published in the roster, written into settings, and logged. */
export function isPlainAddress(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { username, password } = new URL(url);
  return username === '' && password === '';
}

/** What is wrong with one that does. */
export const NOT_PLAIN = 'must hold no user name and no password';
