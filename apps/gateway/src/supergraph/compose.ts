import { composeServices } from '@apollo/composition';
import { collegeContract } from '#contract/college-contract.js';
import { registrySchema } from '#contract/registry-schema.js';
import { networkSdl } from '../network/network-sdl.js';
import { COLLEGE, NETWORK, REGISTRY } from './committed.js';

export interface Composition {
  readonly supergraph: string;
  /** What composition would only mention, `CODE: message`; a hint about an input or enum means that a value was lost. */
  readonly hints: readonly string[];
}

/**
 * Composes the contract, the `network` subgraph and the registry's into the supergraph.
 * @throws Error naming every composition error
 */
export function composeSupergraph(): Composition {
  const contract = collegeContract();
  const { supergraphSdl, errors, hints } = composeServices([
    { name: COLLEGE, url: 'urn:dobroset:college', typeDefs: contract },
    { name: NETWORK, url: 'urn:dobroset:network', typeDefs: networkSdl(contract) },
    { name: REGISTRY, url: 'urn:dobroset:registry', typeDefs: registrySchema() },
  ]);
  if (supergraphSdl === undefined) {
    throw new Error(`The subgraphs do not compose:\n${errors.map(({ message }) => `  ${message}`).join('\n')}`);
  }
  return {
    supergraph: `${supergraphSdl.trimEnd()}\n`,
    hints: hints.map(({ definition, message }) => `${definition.code}: ${message}`),
  };
}
