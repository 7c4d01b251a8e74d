import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLSchema } from 'graphql';
import { collegeContract } from '#contract/college-contract.js';
import { isActive } from '#roster/roster-file.js';
import type { Nodes } from '../college/nodes.js';
import { collegeResolvers } from './college-resolvers.js';
import { linkResolvers } from './link-resolvers.js';
import { mergedEvents } from './merged-events.js';
import type { NetworkContext } from './network-context.js';
import { networkFigures } from './network-figures.js';
import { networkSdl } from './network-sdl.js';
import { DateTime, Month } from './scalars.js';

/** The `network` subgraph: what no single node can answer. */
export function networkSchema(nodes: Nodes): GraphQLSchema {
  const colleges = collegeResolvers(nodes);
  return buildSubgraphSchema({
    typeDefs: networkSdl(collegeContract()),
    resolvers: {
      Query: {
        ...colleges.Query,
        network: () => ({}),
        events: (_parent: unknown, args: object, context: NetworkContext, info) => mergedEvents(args, context, info),
      },
      Network: {
        colleges: (_parent: unknown, _args: unknown, { graph }: NetworkContext) => graph.roster.colleges.filter(isActive).length,
        figures: (_parent: unknown, args: object, context: NetworkContext, info) => networkFigures(args, context, info),
      },
      College: colleges.College,
      ...linkResolvers,
      DateTime,
      Month,
    },
  });
}
