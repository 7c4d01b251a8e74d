import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { unwrapResolverError } from '@apollo/server/errors';
import { Logger } from '@nestjs/common';
import { type DocumentNode, GraphQLError, type GraphQLFormattedError, type GraphQLSchema, execute, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { ErrorCode } from '#contract/error-codes.js';
import { loggable } from '#defence/loggable.js';
import type { GatewayContext } from './gateway-context.js';
import type { NetworkContext } from './network-context.js';
import { atEveryPlace, distinctOf, errorsAtEveryPlace } from './repeats.js';

/** By text: a parsed document takes some thirty times its size, and a client may send long ones for ever. */
const REMEMBERED_CHARACTERS = 2 ** 20;

const log = new Logger('Network');

type Request = GraphQLDataSourceProcessOptions['request'];
type Answer = Awaited<ReturnType<GraphQLDataSource['process']>>;

/** Runs the `network` subgraph in this process: no hop, and nothing validated that the planner itself has written. */
export class NetworkDataSource implements GraphQLDataSource<GatewayContext> {
  private readonly documents = new LRUCache<string, DocumentNode>({
    maxSize: REMEMBERED_CHARACTERS,
    sizeCalculation: (_document, text) => text.length,
  });

  constructor(private readonly schema: GraphQLSchema) {}

  async process({ request, context }: GraphQLDataSourceProcessOptions<GatewayContext>): Promise<Answer> {
    const representations: unknown = request.variables?.['representations'];
    if (!Array.isArray(representations)) return this.execute(request, context as GatewayContext);

    const distinct = distinctOf(representations);
    const variables = { ...request.variables, representations: distinct.representations };
    const { data, errors } = await this.execute({ ...request, variables }, context as GatewayContext);
    const entities: unknown = data?.['_entities'];
    const whole = Array.isArray(entities) ? { ...data, _entities: atEveryPlace(entities, distinct) } : data;
    return errors ? { data: whole, errors: errorsAtEveryPlace(errors, distinct) } : { data: whole };
  }

  private async execute({ query, variables }: Request, graph: GatewayContext): Promise<Answer> {
    const partial: GraphQLError[] = [];
    const contextValue: NetworkContext = { graph, partial };
    const { data, errors = [] } = await execute({
      schema: this.schema,
      document: this.document(query ?? ''),
      variableValues: variables,
      contextValue,
    });
    const all = [...errors.map((error) => asClientError(error, graph.requestId)), ...partial.map((error) => error.toJSON())];
    return all.length > 0 ? { data, errors: all } : { data };
  }

  private document(query: string): DocumentNode {
    const known = this.documents.get(query);
    if (known) return known;
    const document = parse(query, { noLocation: true });
    this.documents.set(query, document);
    return document;
  }
}

/**
 * What graphql-js itself finds wrong while it executes is an argument's value: the client's mistake, and no failure. What a
 * resolver throws is ours, and told to the log here, for only its sentence goes on.
 */
function asClientError(error: GraphQLError, requestId: string): GraphQLFormattedError {
  const formatted = error.toJSON();
  if (isOfGraphql(error)) return { ...formatted, extensions: { code: ErrorCode.BAD_USER_INPUT, ...formatted.extensions } };
  log.error({ requestId, ...loggable(unwrapResolverError(error)) });
  return { ...formatted, extensions: { code: ErrorCode.INTERNAL_SERVER_ERROR } };
}

/** Whether nothing else stands behind it: graphql-js wraps every error once more to give it its path. */
function isOfGraphql(error: Error): boolean {
  return error instanceof GraphQLError && (error.originalError === undefined || isOfGraphql(error.originalError));
}
