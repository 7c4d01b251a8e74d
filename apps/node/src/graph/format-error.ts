import { ApolloServerErrorCode, unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { ErrorCode } from '#contract/error-codes.js';
import { isBusy } from '../database/busy.js';
import { DomainError, busy } from './domain-error.js';

/** What GraphQL itself refuses: the sentence is about the client's own document or variables. */
const ABOUT_THE_REQUEST: ReadonlySet<unknown> = new Set([
  ...Object.values(ApolloServerErrorCode).filter((code) => code !== ApolloServerErrorCode.INTERNAL_SERVER_ERROR),
]);

/**
 * The one place where an error gets its shape for clients: what we threw on purpose keeps its code and sentence, what
 * GraphQL refuses keeps its own, and anything else is masked; correlatedErrors tells the log.
 */
export function formatError(formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError {
  const original = unwrapResolverError(thrown);
  if (original instanceof DomainError) return shaped(formatted, original.message, original.code);
  if (isBusy(original)) return shaped(formatted, busy().message, ErrorCode.BUSY);

  const code = formatted.extensions?.['code'];
  if (original === thrown && typeof code === 'string' && ABOUT_THE_REQUEST.has(code)) {
    return shaped(formatted, formatted.message, code);
  }
  return shaped(formatted, 'Something went wrong at this college’s node.', ErrorCode.INTERNAL_SERVER_ERROR);
}

function shaped(formatted: GraphQLFormattedError, message: string, code: string): GraphQLFormattedError {
  const { path, locations } = formatted;
  return { message, ...(locations && { locations }), ...(path && { path }), extensions: { code } };
}
