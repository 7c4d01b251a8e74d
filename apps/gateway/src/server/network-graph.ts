import type { GraphQLDataSource } from '@apollo/gateway';
import type { ApolloGatewayDriverConfig } from '@nestjs/apollo';
import { Logger } from '@nestjs/common';
import type { Request } from 'express';
import { CLIENT_DOCUMENTS } from '#contract/limits.js';
import { correlatedErrors } from '#defence/correlated-errors.js';
import { documentRule } from '#defence/document-rule.js';
import { requestIdOf } from '#defence/request-id.js';
import type { RosterSource } from '#roster/roster-source.js';
import { CollegeDataSource } from '../college/college-data-source.js';
import type { Nodes } from '../college/nodes.js';
import { BroughtEntities, BroughtEntitiesDataSource } from '../network/brought-entities.js';
import { MixedListsDataSource } from '../network/mixed-lists.js';
import { NetworkDataSource } from '../network/network-data-source.js';
import { networkSchema } from '../network/network-schema.js';
import { lookaheadOf } from '../network/page-lookahead.js';
import { DateTime, LocalDate, Month } from '../network/scalars.js';
import { KnownPlans } from '../plan/known-plans.js';
import { ShortWay } from '../plan/short-way.js';
import type { StatusLists } from '../credentials/status-lists.js';
import type { Registry } from '../registry/registry.js';
import { RegistryDataSource } from '../registry/registry-data-source.js';
import { COLLEGE, NETWORK, REGISTRY, committedSupergraph } from '../supergraph/committed.js';
import { formatError } from '../college/format-error.js';
import type { GatewayContext } from '../network/gateway-context.js';
import { bareAnswers } from './bare-answers.js';
import type { Callers } from './callers.js';
import { ConditionsFirst } from './conditions-first.js';
import { publicPlaces } from './public-places.js';
import { requestChecks } from './request-checks.js';
import { noPrototypeAlias, reservedNames } from './reserved-names.js';
import { introspectionOff } from './introspection-off.js';
import { requestCost } from './request-cost.js';
import { rosterInForce } from './roster-in-force.js';
import { PLAN_CACHE_MEBIBYTES, serverOptions } from './server-options.js';
import { withoutSuggestions } from './without-suggestions.js';

const log = new Logger('Graph');

/** Whom the graph asks, and who asks it. */
interface NetworkParts {
  readonly nodes: Nodes;
  readonly callers: Callers;
  readonly registry: Registry;
  readonly lists: Pick<StatusLists, 'find'>;
}

/** Options of the graph that the colleges make together. */
export function networkGraph(roster: RosterSource, { nodes, callers, registry, lists }: NetworkParts, introspection: boolean): ApolloGatewayDriverConfig {
  const dataSources = new Map<string, GraphQLDataSource<GatewayContext>>([
    [COLLEGE, new MixedListsDataSource(new BroughtEntitiesDataSource(new CollegeDataSource(nodes.contract)))],
    [NETWORK, new MixedListsDataSource(new NetworkDataSource(networkSchema(nodes, (college, list) => lists.find(college, list))))],
    [REGISTRY, new RegistryDataSource()],
  ]);
  const supergraphSdl = committedSupergraph();
  const plans = new KnownPlans();
  return {
    server: {
      ...serverOptions,
      introspection,
      hideSchemaDetailsFromClientErrors: !introspection,
      parseOptions: { maxLexicalTokens: CLIENT_DOCUMENTS.tokens },
      validationRules: [noPrototypeAlias, reservedNames(supergraphSdl), documentRule(CLIENT_DOCUMENTS)],
      formatError,
      plugins: [
        requestChecks([DateTime, LocalDate, Month]),
        new ConditionsFirst(),
        requestCost,
        ...(introspection ? [] : [withoutSuggestions, introspectionOff]),
        correlatedErrors(log, formatError),
        new ShortWay(plans, dataSources),
        publicPlaces(supergraphSdl),
        bareAnswers,
      ],
      context: ({ req }: { req: Request }): GatewayContext => {
        const requestId = requestIdOf(req);
        const { access, allowance } = callers.whoIsAsking(req);
        return {
          requestId,
          allowance,
          actor: access?.actor ?? null,
          roster: rosterInForce(roster),
          nodes: nodes.forRequest(access?.assertion, requestId),
          lookahead: new Map(),
          clientVariables: {},
          brought: new BroughtEntities(),
          mixedLists: new Map(),
          registry: registry.forRequest(access?.assertion, requestId),
        };
      },
    },
    gateway: {
      supergraphSdl,
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
