import type { interactionPolicy } from 'oidc-provider';
import type { SignInSettings } from '../sign-in.settings.js';

const DAY_SECONDS = 86_400;

/**
 * For how many seconds people stay signed in, however often they come, after they last proved who they are: the
 * college's directory is asked only then, and nobody whom it removed may stay for longer.
 */
export function signInLifetime({ ldap, upstream }: Pick<SignInSettings, 'ldap' | 'upstream'>): number {
  return ldap || upstream ? DAY_SECONDS : 7 * DAY_SECONDS;
}

/** What is left of it. @param authTime when they proved it, in seconds */
export function leftOf(lifetime: number, authTime: number | undefined): number {
  const passed = authTime === undefined ? lifetime : Math.floor(Date.now() / 1_000) - authTime;
  return Math.max(1, lifetime - passed); // the provider's tokens live for a second at least
}

/** Asks again whoever proved it too long ago. The provider's own `max_age` would be the asker's to choose. */
export function tooLongAgo(Check: typeof interactionPolicy.Check, lifetime: number): interactionPolicy.Check {
  return new Check('too_long_ago', 'the sign-in was too long ago', 'login_required', ({ oidc: { session, result } }) => {
    return session?.accountId !== undefined && session.past(lifetime) && !result?.login;
  });
}
