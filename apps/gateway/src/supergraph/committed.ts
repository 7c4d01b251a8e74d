import { readFileSync } from 'node:fs';

/** Names of the logical subgraphs; the gateway builds a data source for each. */
export const COLLEGE = 'college';
export const NETWORK = 'network';

/** Where the supergraph is committed. */
export const supergraphFile = new URL('../../../../../apps/gateway/supergraph.graphql', import.meta.url);

/** The committed supergraph, which the gateway serves: it never composes at run time. */
export function committedSupergraph(): string {
  return readFileSync(supergraphFile, 'utf8');
}
