import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './schema-types.js';

/** Parses an operation and types its variables and result from the committed graph. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { DateTime: string; Date: string; Month: string };
}>();
