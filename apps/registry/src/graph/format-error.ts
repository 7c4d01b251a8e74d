import { ApolloServerErrorCode, unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { ErrorCode } from '#contract/error-codes.js';
import { DomainError } from './domain-error.js';

/** What GraphQL itself refuses: the sentence is about the client's own document or variables. */
const ABOUT_THE_REQUEST: ReadonlySet<unknown> = new Set(
  Object.values(ApolloServerErrorCode).filter((code) => code !== ApolloServerErrorCode.INTERNAL_SERVER_ERROR),
);

/** The one place where an error gets its shape: what we threw on purpose keeps its sentence, anything else is masked; correlatedErrors tells the log. */
export function formatError({ message, path, extensions }: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError {
  const place = path ? { path } : {};
  const original = unwrapResolverError(thrown);
  if (original instanceof DomainError) return { message: original.message, ...place, extensions: { code: original.code } };
  const code = extensions?.['code'];
  if (original === thrown && ABOUT_THE_REQUEST.has(code)) return { message, ...place, extensions: { code } };
  return { message: 'Something went wrong at the registry.', ...place, extensions: { code: ErrorCode.INTERNAL_SERVER_ERROR } };
}
