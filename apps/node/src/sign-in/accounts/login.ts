const LONGEST_LOGIN = 128;

/**
 * A login as it is kept, searched in a directory and counted: neither case makes another person of somebody, nor the way in
 * which a letter is written (`ｉrina`). LDAP servers compare names so (RFC 4518 §2), and whoever counts tries has to as well.
 */
export function canonicalLogin(typed: string): string {
  return typed.normalize('NFKC').toLowerCase().normalize('NFKC').trim();
}

/** Whether a login may be given to somebody. */
export function isLogin(login: string): boolean {
  return login.length > 0 && login.length <= LONGEST_LOGIN && /^[^\s\p{Cc}\p{Cs}]+$/u.test(login);
}
