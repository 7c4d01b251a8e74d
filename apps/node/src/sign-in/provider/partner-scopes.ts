import type { Client, KoaContextWithOIDC, errors } from 'oidc-provider';

/**
 * RFC 6749 §5.2: whoever asks for a scope that it does not have is told so. The library looks at those alone that it was
 * told of, and would give a token without the rest.
 * @throws invalid_scope
 */
export function demandOwnScopes({ oidc }: KoaContextWithOIDC, { scope = '' }: Client, InvalidScope: typeof errors.InvalidScope): void {
  // A person's sign-in ignores what it does not know (OpenID Connect Core §3.1.2.1).
  if (oidc.params?.['grant_type'] !== 'client_credentials') return;
  const own = new Set(['', ...scope.split(' ')]); // it may ask for nothing
  const foreign = [...oidc.requestParamScopes].find((one) => !own.has(one));
  if (foreign !== undefined) throw new InvalidScope('requested scope is not allowed', foreign);
}
