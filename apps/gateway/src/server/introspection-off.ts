import type { ApolloServerPlugin } from '@apollo/server';

const APOLLO_SAYS = /^GraphQL introspection is not allowed/;

/** Says of a refused introspection what whoever runs this gateway can do, and not what its programmer could. */
export const introspectionOff: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      didEncounterErrors: ({ errors }) => {
        for (const error of errors) {
          if (APOLLO_SAYS.test(error.message)) error.message = 'Introspection is off here: the gateway would be started with INTROSPECTION=on.';
        }
        return Promise.resolve();
      },
    }),
};
