import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { GraphQLFormattedError } from 'graphql';
import type { NodeError } from '../college/graph-context.js';
import type { GatewayContext } from './gateway-context.js';
import { type FeedItem, idOf } from './college-feed.js';

type Answer = Awaited<ReturnType<GraphQLDataSource['process']>>;

interface Brought {
  readonly entity: Record<string, unknown> | null;
  readonly errors: readonly NodeError[];
}

/** What a feed brought along in this request, waiting for the entity fetch that will ask for it. */
export class BroughtEntities {
  private readonly byFetch = new Map<string, Map<string, Brought>>();

  /**
   * @param list the name that the merged list has in the response
   * @param operation the text of the entity fetch that the items were asked for in the place of
   */
  add(list: string, operation: string, items: readonly FeedItem[]): void {
    const entities = new Map<string, Brought>();
    for (const item of items) entities.set(idOf(item), { entity: item.entity ?? null, errors: item.errors });
    this.byFetch.set(fetchKey(list, operation), entities);
  }

  /** The answer to an entity fetch, or null when it has to be sent. Given once: the gateway merges into what it gets. */
  take(list: string, operation: string, representations: readonly { readonly id?: unknown }[]): Answer | null {
    const key = fetchKey(list, operation);
    const waiting = this.byFetch.get(key);
    if (!waiting) return null;
    this.byFetch.delete(key);

    const entities: (Record<string, unknown> | null)[] = [];
    const errors: GraphQLFormattedError[] = [];
    for (const [index, { id }] of representations.entries()) {
      const brought = typeof id === 'string' ? waiting.get(id) : undefined;
      if (!brought) return null;
      entities.push(brought.entity);
      for (const error of brought.errors) errors.push({ ...error, path: ['_entities', index, ...error.path] });
    }
    return errors.length > 0 ? { data: { _entities: entities }, errors } : { data: { _entities: entities } };
  }
}

/** Answers from what the feed brought, and hands everything else on. */
export class BroughtEntitiesDataSource implements GraphQLDataSource<GatewayContext> {
  constructor(private readonly next: GraphQLDataSource<GatewayContext>) {}

  async process(options: GraphQLDataSourceProcessOptions<GatewayContext>): Promise<Answer> {
    return brought(options) ?? this.next.process(options);
  }
}

function brought(options: GraphQLDataSourceProcessOptions<GatewayContext>): Answer | null {
  if (!('incomingRequestContext' in options)) return null;
  const { context, request, pathInIncomingRequest } = options;
  const representations: unknown = request.variables?.['representations'];
  const list = pathInIncomingRequest?.[0];
  if (!Array.isArray(representations) || typeof list !== 'string') return null;
  return context.brought.take(list, request.query ?? '', representations);
}

function fetchKey(list: string, operation: string): string {
  return `${list} ${operation}`;
}
