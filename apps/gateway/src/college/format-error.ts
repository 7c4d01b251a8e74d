import { ApolloServerErrorCode } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { ErrorCode } from '#contract/error-codes.js';

const SPOKEN: ReadonlySet<unknown> = new Set([...Object.values(ErrorCode), ...Object.values(ApolloServerErrorCode)]);

/** Characters of a message; GraphQL repeats a wrong value in it, however long that is. */
const LONGEST_MESSAGE = 1_000;

/**
 * What a client sees of an error: message, places, and in `extensions` the code and the college. An error that nobody
 * here made on purpose is masked, for its message may tell how we are built.
 */
export function formatError({ message, locations, path, extensions }: GraphQLFormattedError): GraphQLFormattedError {
  const code = extensions?.['code'];
  const college = extensions?.['college'];
  const correlationId = extensions?.['correlationId'];
  const places = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
  if (!SPOKEN.has(code) || code === ErrorCode.INTERNAL_SERVER_ERROR) {
    return { message: 'Something went wrong inside Dobroset.', ...places, extensions: { code: ErrorCode.INTERNAL_SERVER_ERROR, ...(typeof correlationId === 'string' && { correlationId }) } };
  }
  return { message: message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message, ...places, extensions: typeof college === 'string' ? { code, college } : { code } };
}
