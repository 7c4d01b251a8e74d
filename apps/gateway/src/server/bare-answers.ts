import type { ApolloServerPlugin } from '@apollo/server';

/**
 * Sends data and errors, and nothing beside them: where a node gives null for what may not be null, the gateway's
 * executor adds its own remarks, `extensions.valueCompletion`, which speak of the gateway and not of the answer.
 */
export const bareAnswers: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ response: { body } }) => {
        if (body.kind === 'single') delete body.singleResult.extensions;
        return Promise.resolve();
      },
    }),
};
