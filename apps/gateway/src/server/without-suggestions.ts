import type { ApolloServerPlugin } from '@apollo/server';

/**
 * Leaves out what graphql-js thinks the client meant, for that spells out the schema. Apollo Server does so for documents,
 * and not for values of variables.
 */
export const withoutSuggestions: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      didEncounterErrors: ({ errors }) => {
        for (const error of errors) error.message = error.message.replace(/ ?Did you mean .+\?$/s, '');
        return Promise.resolve();
      },
    }),
};
