import type { GraphQLDataSource } from '@apollo/gateway';
import type { ApolloGatewayDriverConfig } from '@nestjs/apollo';
import type { Request } from 'express';
import type { BearerTokens } from '#identity/bearer.js';
import type { VerifiedAccess } from '#identity/access-token.js';
import type { RosterSource } from '#roster/roster-source.js';
import { CollegeDataSource } from '../college/college-data-source.js';
import type { Nodes } from '../college/nodes.js';
import { BroughtEvents, BroughtEventsDataSource } from '../network/brought-events.js';
import { NetworkDataSource } from '../network/network-data-source.js';
import { networkSchema } from '../network/network-schema.js';
import { lookaheadOf } from '../network/page-lookahead.js';
import { DateTime, LocalDate, Month } from '../network/scalars.js';
import { KnownPlans } from '../plan/known-plans.js';
import { ShortWay } from '../plan/short-way.js';
import type { Registry } from '../registry/registry.js';
import { RegistryDataSource } from '../registry/registry-data-source.js';
import { COLLEGE, NETWORK, REGISTRY, committedSupergraph } from '../supergraph/committed.js';
import { formatError } from '../college/format-error.js';
import type { GatewayContext } from '../network/gateway-context.js';
import { bareAnswers } from './bare-answers.js';
import { requestChecks } from './request-checks.js';
import { rosterInForce } from './roster-in-force.js';
import { PLAN_CACHE_MEBIBYTES, serverOptions } from './server-options.js';
import { whoIsAsking } from './who-is-asking.js';

/** Options of the graph that the colleges make together. */
export function networkGraph(roster: RosterSource, nodes: Nodes, tokens: BearerTokens<VerifiedAccess>, registry: Registry): ApolloGatewayDriverConfig {
  const dataSources = new Map<string, GraphQLDataSource<GatewayContext>>([
    [COLLEGE, new BroughtEventsDataSource(new CollegeDataSource(nodes.contract))],
    [NETWORK, new NetworkDataSource(networkSchema(nodes))],
    [REGISTRY, new RegistryDataSource()],
  ]);
  const plans = new KnownPlans();
  return {
    server: {
      ...serverOptions,
      formatError,
      plugins: [requestChecks([DateTime, LocalDate, Month]), new ShortWay(plans, dataSources), bareAnswers],
      context: async ({ req }: { req: Request }): Promise<GatewayContext> => {
        const network = rosterInForce(roster);
        const access = await whoIsAsking(tokens, req.headers.authorization);
        return {
          actor: access?.actor ?? null,
          roster: network,
          nodes: nodes.forRequest(access?.assertion),
          lookahead: new Map(),
          clientVariables: {},
          brought: new BroughtEvents(),
          registry: registry.forRequest(access?.assertion),
        };
      },
    },
    gateway: {
      supergraphSdl: committedSupergraph(),
      buildService: ({ name }) => {
        const dataSource = dataSources.get(name);
        if (!dataSource) throw new Error(`The supergraph has a subgraph "${name}" that the gateway does not know.`);
        return dataSource;
      },
      experimental_didResolveQueryPlan: ({ queryPlan, requestContext: { context, request }, operationContext }) => {
        plans.learn(queryPlan, operationContext);
        context['lookahead'] = lookaheadOf(queryPlan);
        context['clientVariables'] = request.variables ?? {};
      },
      experimental_approximateQueryPlanStoreMiB: PLAN_CACHE_MEBIBYTES,
    },
  };
}
