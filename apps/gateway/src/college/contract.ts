import { buildSubgraphSchema } from '@apollo/subgraph';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { RootFieldRules } from '#contract/root-field-rules.js';

/** What every node serves, and how the one node that answers a root field is found. */
export interface Contract {
  /** With the federation's own types: `_Entity`, `_Any`, `_Service`. */
  readonly schema: GraphQLSchema;
  readonly rules: RootFieldRules;
}

/** @param typeDefs as the contract is written, without the federation’s own types */
export function contractOf(typeDefs: DocumentNode, rules: RootFieldRules): Contract {
  return { schema: buildSubgraphSchema([{ typeDefs }]), rules };
}
