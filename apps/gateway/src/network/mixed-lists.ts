import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { GraphQLFormattedError } from 'graphql';
import type { GatewayContext } from './gateway-context.js';

type Answer = Awaited<ReturnType<GraphQLDataSource['process']>>;

/** What stands on the lists of an answer whose things are of several types, by the name that a list has in the response. */
export type MixedLists = Map<string, readonly { readonly id: string }[]>;

/**
 * Counts the entities of such a list among all that stand on it. The gateway's executor (2.14) sends those of one type, and takes
 * the place among these for the place among all: an error would stand at somebody else's.
 */
export class MixedListsDataSource implements GraphQLDataSource<GatewayContext> {
  constructor(private readonly next: GraphQLDataSource<GatewayContext>) {}

  async process(options: GraphQLDataSourceProcessOptions<GatewayContext>): Promise<Answer> {
    const answer = await this.next.process(options);
    if (!answer.errors || !('incomingRequestContext' in options)) return answer;
    const { context, request, pathInIncomingRequest = [] } = options;
    const [list, , each, ...rest] = pathInIncomingRequest;
    const things = typeof list === 'string' && each === '@' && rest.length === 0 ? context.mixedLists.get(list) : undefined;
    const representations: unknown = request.variables?.['representations'];
    if (!things || !Array.isArray(representations)) return answer;
    const places = new Map(things.map(({ id }, place) => [id, place]));
    return { ...answer, errors: answer.errors.map((error) => amongAll(error, representations, places)) };
  }
}

function amongAll(error: GraphQLFormattedError, representations: readonly { readonly id?: unknown }[], places: ReadonlyMap<unknown, number>): GraphQLFormattedError {
  const [entities, index, ...inside] = error.path ?? [];
  const place = typeof index === 'number' ? places.get(representations[index]?.id) : undefined;
  return entities === undefined || place === undefined ? error : { ...error, path: [entities, place, ...inside] };
}
