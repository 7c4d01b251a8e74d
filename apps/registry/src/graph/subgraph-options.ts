import { DateTime } from './scalars.js';

/** How the schema is made from the code; the running registry and the printed one share it. */
export const subgraphOptions = {
  autoSchemaFile: {
    federation: {
      version: 2 as const,
      importUrl: 'https://specs.apollo.dev/federation/v2.9',
      directives: ['@key', '@shareable'],
    },
  },
  resolvers: { DateTime },
};
