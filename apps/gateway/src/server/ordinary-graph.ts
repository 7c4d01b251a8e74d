import { readFileSync } from 'node:fs';
import type { ApolloGatewayDriverConfig } from '@nestjs/apollo';
import { Logger } from '@nestjs/common';
import { HttpDataSource } from '../college/http-data-source.js';
import { ConditionsFirst } from './conditions-first.js';
import { PLAN_CACHE_MEBIBYTES, serverOptions } from './server-options.js';

const log = new Logger('Graph');

/**
 * Options of an ordinary supergraph, each subgraph served at the URL that the supergraph gives: for those who compose
 * Dobroset with graphs of their own, and for federation's own test suites.
 */
export function ordinaryGraph(supergraphFile: string): ApolloGatewayDriverConfig {
  return {
    server: { ...serverOptions, introspection: true, plugins: [new ConditionsFirst()] },
    gateway: {
      supergraphSdl: readFileSync(supergraphFile, 'utf8'),
      buildService: ({ name, url }) => new HttpDataSource(name, url ?? '', log),
      experimental_approximateQueryPlanStoreMiB: PLAN_CACHE_MEBIBYTES,
    },
  };
}
