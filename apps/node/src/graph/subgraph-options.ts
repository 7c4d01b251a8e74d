import { DateTime, LocalDate, Month } from './scalars.js';

/** How the schema is made from the code; the running node and the printed contract share it. */
export const subgraphOptions = {
  autoSchemaFile: {
    federation: {
      version: 2 as const,
      importUrl: 'https://specs.apollo.dev/federation/v2.9',
      directives: ['@key', '@shareable', '@inaccessible'],
    },
  },
  resolvers: { DateTime, Date: LocalDate, Month },
};
