const LONGEST_LOGIN = 128;

/** A login as it is kept and compared: case and the way that accents are composed do not make another person of somebody. */
export function canonicalLogin(typed: string): string {
  return typed.trim().normalize('NFC').toLowerCase();
}

/** Whether a login may be given to somebody. */
export function isLogin(login: string): boolean {
  return login.length > 0 && login.length <= LONGEST_LOGIN && /^[^\s\p{Cc}\p{Cs}]+$/u.test(login);
}
