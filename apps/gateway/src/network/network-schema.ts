import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import { collegeContract } from '#contract/college-contract.js';
import type { FindStatusList } from '#credentials/check-credential.js';
import { isActive } from '#roster/members.js';
import type { Nodes } from '../college/nodes.js';
import { collegeResolvers } from './college-resolvers.js';
import { verifyCredential } from './credential-check.js';
import { linkResolvers } from './link-resolvers.js';
import { EVENTS, type ListKind, OFFERS, PRACTICES } from './list-kind.js';
import { type ListArguments, mergedList } from './merged-list.js';
import type { NetworkContext } from './network-context.js';
import { type MonthRange, networkFigures } from './network-figures.js';
import { networkSdl } from './network-sdl.js';
import { DateTime, LocalDate, Month } from './scalars.js';
import { type SearchArguments, search } from './search.js';

/**
 * The `network` subgraph: what no single node can answer. A reference is all that its resolvers read, so it stands for the
 * entity as it is: subgraph's own way makes a promise of each, and there are hundreds in an answer.
 */
export function networkSchema(nodes: Nodes, findList: FindStatusList): GraphQLSchema {
  const colleges = collegeResolvers(nodes);
  const resolvers = {
    Query: {
      ...colleges.Query,
      _entities: (_parent: unknown, { representations }: { readonly representations: readonly unknown[] }) => representations,
      network: () => ({}),
      events: listOf(EVENTS),
      practices: listOf(PRACTICES),
      offers: listOf(OFFERS),
      search: (_parent: unknown, args: SearchArguments, context: NetworkContext, info: GraphQLResolveInfo) => search(args, context, info),
      verifyCredential: verifyCredential(findList),
    },
    Network: {
      colleges: (_parent: unknown, _args: unknown, { graph }: NetworkContext) => graph.roster.colleges.filter(isActive).length,
      figures: (_parent: unknown, args: MonthRange, context: NetworkContext, info: GraphQLResolveInfo) =>
        networkFigures(args, context, info),
    },
    College: colleges.College,
    ...linkResolvers,
    Date: LocalDate,
    DateTime,
    Month,
  };
  return buildSubgraphSchema([{ typeDefs: networkSdl(collegeContract()), resolvers }]);
}

function listOf(kind: ListKind) {
  return (_parent: unknown, args: ListArguments, context: NetworkContext, info: GraphQLResolveInfo) => mergedList(kind, args, context, info);
}
