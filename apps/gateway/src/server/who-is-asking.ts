import { ErrorCode } from '#contract/error-codes.js';
import type { VerifiedAccess } from '#identity/access-token.js';
import type { BearerTokens } from '#identity/bearer.js';
import { InvalidToken } from '#identity/signed-claims.js';
import { httpRefusal } from './http-refusal.js';
import type { LiveSessions } from './live-sessions.js';

/**
 * Whoever is behind an `Authorization` header, and what the nodes are told of them; null for a visitor.
 * @throws GraphQLError that becomes HTTP 401 (RFC 6750 §3.1): the same for every bad token
 */
export async function whoIsAsking(tokens: BearerTokens<VerifiedAccess>, sessions: LiveSessions, authorization: string | undefined): Promise<VerifiedAccess | null> {
  try {
    const access = await tokens.read(authorization);
    if (access && !(await sessions.goesOn(access))) throw new InvalidToken('Its session has ended.');
    return access;
  } catch (error) {
    if (!(error instanceof InvalidToken)) throw error;
    const headers = { 'www-authenticate': 'Bearer error="invalid_token"' };
    throw httpRefusal('The token is not valid or has expired; sign in again.', ErrorCode.UNAUTHENTICATED, 401, headers);
  }
}
