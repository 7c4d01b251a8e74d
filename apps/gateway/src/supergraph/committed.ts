import { readFileSync } from 'node:fs';
import { projectFile } from '#contract/project-file.js';

/** Names of the logical subgraphs; the gateway builds a data source for each. */
export const COLLEGE = 'college';
export const NETWORK = 'network';
export const REGISTRY = 'registry';

/** Where the supergraph is committed. */
export const supergraphFile = projectFile('apps/gateway/supergraph.graphql');

/** The committed supergraph, which the gateway serves: it never composes at run time. */
export function committedSupergraph(): string {
  return readFileSync(supergraphFile, 'utf8');
}
