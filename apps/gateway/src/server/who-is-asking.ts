import { GraphQLError } from 'graphql';
import { ErrorCode } from '#contract/error-codes.js';
import type { Actor } from '#identity/actor.js';
import type { BearerTokens } from '#identity/bearer.js';
import { InvalidToken } from '#identity/token.js';

/**
 * The actor behind an `Authorization` header; null for a visitor.
 * @throws GraphQLError that becomes HTTP 401 (RFC 6750 §3.1): the same for every bad token
 */
export async function whoIsAsking(tokens: BearerTokens, authorization: string | undefined): Promise<Actor | null> {
  try {
    return await tokens.actorOf(authorization);
  } catch (error) {
    if (!(error instanceof InvalidToken)) throw error;
    throw new GraphQLError('The token is not valid or has expired; sign in again.', {
      extensions: { code: ErrorCode.UNAUTHENTICATED, http: { status: 401 } },
    });
  }
}
