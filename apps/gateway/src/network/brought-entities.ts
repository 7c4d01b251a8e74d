import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { GraphQLFormattedError } from 'graphql';
import { everyField } from '../college/entities.js';
import type { NodeError, Path } from '../college/graph-context.js';
import { Splittables } from '../college/split.js';
import type { GatewayContext } from './gateway-context.js';
import { type FeedItem, idOf } from './college-feed.js';

type Answer = Awaited<ReturnType<GraphQLDataSource['process']>>;

type Representation = Readonly<Record<string, unknown>>;

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

  /**
   * The answer to an entity fetch, or null when it has to be sent. Given once: the gateway merges into what it gets.
   * @param fields where that fetch puts what is said of a whole entity
   */
  take(list: string, operation: string, representations: readonly Representation[], fields: (representation: Representation) => Path[]): Answer | null {
    const key = fetchKey(list, operation);
    const waiting = this.byFetch.get(key);
    if (!waiting) return null;
    this.byFetch.delete(key);

    const entities: (Record<string, unknown> | null)[] = [];
    const errors: GraphQLFormattedError[] = [];
    for (const [index, representation] of representations.entries()) {
      const { id } = representation;
      const brought = typeof id === 'string' ? waiting.get(id) : undefined;
      if (!brought) return null;
      entities.push(brought.entity);
      for (const error of brought.errors) {
        const inside = error.path.length > 0 ? [error.path] : fields(representation);
        for (const path of inside) errors.push({ ...error, path: ['_entities', index, ...path] });
      }
    }
    return errors.length > 0 ? { data: { _entities: entities }, errors } : { data: { _entities: entities } };
  }
}

/** Answers from what the feed brought, and hands everything else on. */
export class BroughtEntitiesDataSource implements GraphQLDataSource<GatewayContext> {
  private readonly operations = new Splittables();

  constructor(private readonly next: GraphQLDataSource<GatewayContext>) {}

  async process(options: GraphQLDataSourceProcessOptions<GatewayContext>): Promise<Answer> {
    return this.brought(options) ?? this.next.process(options);
  }

  private brought(options: GraphQLDataSourceProcessOptions<GatewayContext>): Answer | null {
    if (!('incomingRequestContext' in options)) return null;
    const { context, request, pathInIncomingRequest } = options;
    const { query = '', variables = {} } = request;
    const representations: unknown = variables['representations'];
    const list = pathInIncomingRequest?.[0];
    if (!Array.isArray(representations) || typeof list !== 'string') return null;
    return context.brought.take(list, query, representations, (representation) => everyField(this.operations.of(query), variables, representation));
  }
}

function fetchKey(list: string, operation: string): string {
  return `${list} ${operation}`;
}
