import { type ApolloServerPlugin, type GraphQLRequestContextResponseForOperation, type GraphQLResponse, HeaderMap } from '@apollo/server';
import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { type GraphQLFormattedError, getVariableValues } from 'graphql';
import { now } from '../college/node-client.js';
import type { GatewayContext } from '../network/gateway-context.js';
import { lookaheadOf } from '../network/page-lookahead.js';
import type { KnownPlan, KnownPlans } from './known-plans.js';
import { NotOrdinary } from './not-ordinary.js';
import { placedErrors } from './placed-errors.js';
import type { PlanRun } from './plan-steps.js';
import { formatError } from '../college/format-error.js';

type Request = GraphQLRequestContextResponseForOperation<GatewayContext>;

/** After something was not ordinary, a second of the gateway's own executor: what is wrong with a node lasts. */
const REST_MILLISECONDS = 1_000;

/**
 * Runs queries whose plan is known without the gateway's executor, which walks the whole answer several times over. What
 * it does not know, or a null or value that cannot stand where it is, is left to that executor: it runs the query again,
 * with reads that have been sent already (RequestCalls), so that no answer differs.
 */
export class ShortWay implements ApolloServerPlugin<GatewayContext> {
  constructor(
    private readonly plans: KnownPlans,
    private readonly dataSources: ReadonlyMap<string, GraphQLDataSource<GatewayContext>>,
  ) {}

  async requestDidStart() {
    return Promise.resolve({ responseForOperation: (request: Request) => this.answer(request) });
  }

  private async answer(request: Request): Promise<GraphQLResponse | null> {
    const known = this.plans.of(request.operation);
    if (!known || known.restsUntil > now()) return null;
    const variables = request.request.variables ?? {};
    if (getVariableValues(request.schema, request.operation.variableDefinitions ?? [], variables).errors) return null;
    try {
      return { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult: await this.run(known, request, variables) } };
    } catch (error) {
      if (!(error instanceof NotOrdinary)) throw error;
      known.restsUntil = now() + REST_MILLISECONDS;
      return null;
    }
  }

  private async run(known: KnownPlan, request: Request, variables: Record<string, unknown>) {
    const context = request.contextValue;
    context.lookahead = lookaheadOf(known.plan);
    context.clientVariables = variables;
    const gathered: Record<string, unknown> = {};
    const errors: GraphQLFormattedError[] = [];
    const run: PlanRun = {
      variables,
      ask: async (service, fetch, fetchVariables, { path, asked }) => {
        const source = this.dataSources.get(service);
        if (!source) throw new NotOrdinary('a subgraph that nobody serves');
        const answer = await source.process({
          request: { query: fetch.operation, operationName: fetch.operationName, variables: fetchVariables },
          incomingRequestContext: request,
          context,
          pathInIncomingRequest: path,
        } as unknown as GraphQLDataSourceProcessOptions<GatewayContext>);
        for (const error of answer.errors ? placedErrors(answer.errors, path, asked, gathered) : []) errors.push(formatError(error));
        return answer.data ?? null;
      },
    };
    await known.run(run, [gathered]);
    const data = known.write(gathered) as Record<string, unknown>;
    return errors.length > 0 ? { errors, data } : { data };
  }
}
