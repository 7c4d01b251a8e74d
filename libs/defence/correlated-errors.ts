import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { ErrorCode } from '#contract/error-codes.js';
import { loggable } from './loggable.js';

/** Where lines of the log go, each an object. */
export interface ErrorLog {
  error(line: object): void;
}

/**
 * An Apollo Server plugin: a masked error names its request, and the log tells under that name what stands behind it.
 * @param formatError says what is masked, by giving it INTERNAL_SERVER_ERROR
 */
export function correlatedErrors(
  log: ErrorLog,
  formatError: (formatted: GraphQLFormattedError, thrown: unknown) => GraphQLFormattedError,
): ApolloServerPlugin<{ readonly requestId: string }> {
  return {
    requestDidStart: ({ contextValue: { requestId } }) =>
      Promise.resolve({
        didEncounterErrors: ({ errors }) => {
          for (const error of errors) {
            if (isMasked(formatError(error.toJSON(), error)) && !isMasked(error)) log.error({ requestId, ...loggable(unwrapResolverError(error)) });
          }
          return Promise.resolve();
        },
        willSendResponse: ({ response: { body } }) => {
          if (body.kind === 'single' && body.singleResult.errors) {
            body.singleResult.errors = body.singleResult.errors.map((error) => (isMasked(error) ? named(error, requestId) : error));
          }
          return Promise.resolve();
        },
      }),
  };
}

/** One that has the code before it is formatted was told to the log where it came up. */
function isMasked({ extensions }: { readonly extensions?: Readonly<Record<string, unknown>> }): boolean {
  return extensions?.['code'] === ErrorCode.INTERNAL_SERVER_ERROR;
}

function named(error: GraphQLFormattedError, correlationId: string): GraphQLFormattedError {
  return { ...error, extensions: { ...error.extensions, correlationId } };
}
