import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { GraphQLFormattedError } from 'graphql';
import type { NodeError } from '../college/graph-context.js';
import type { GatewayContext } from '../server/gateway-context.js';
import { type FeedItem, eventIdOf } from './event-feed.js';

type Answer = Awaited<ReturnType<GraphQLDataSource['process']>>;

interface Brought {
  readonly event: Record<string, unknown> | null;
  readonly errors: readonly NodeError[];
}

/** Events that a feed brought along in this request, waiting for the entity fetch that will ask for them. */
export class BroughtEvents {
  private readonly byOperation = new Map<string, Map<string, Brought>>();

  /** @param operation the text of the entity fetch that the items were asked for in the place of */
  add(operation: string, items: readonly FeedItem[]): void {
    const events = new Map<string, Brought>();
    for (const item of items) events.set(eventIdOf(item), { event: item.event ?? null, errors: item.errors });
    this.byOperation.set(operation, events);
  }

  /** The answer to an entity fetch, or null when it has to be sent. Given once: the gateway merges into what it gets. */
  take(operation: string, representations: readonly { readonly id?: unknown }[]): Answer | null {
    const events = this.byOperation.get(operation);
    if (!events) return null;
    this.byOperation.delete(operation);

    const entities: (Record<string, unknown> | null)[] = [];
    const errors: GraphQLFormattedError[] = [];
    for (const [index, { id }] of representations.entries()) {
      const brought = typeof id === 'string' ? events.get(id) : undefined;
      if (!brought) return null;
      entities.push(brought.event);
      for (const error of brought.errors) errors.push({ ...error, path: ['_entities', index, ...(error.path ?? [])] });
    }
    return errors.length > 0 ? { data: { _entities: entities }, errors } : { data: { _entities: entities } };
  }
}

/** Answers from what the feed brought, and hands everything else on. */
export class BroughtEventsDataSource implements GraphQLDataSource<GatewayContext> {
  constructor(private readonly next: GraphQLDataSource<GatewayContext>) {}

  async process(options: GraphQLDataSourceProcessOptions<GatewayContext>): Promise<Answer> {
    return this.brought(options) ?? this.next.process(options);
  }

  private brought({ context, request }: GraphQLDataSourceProcessOptions<GatewayContext>): Answer | null {
    const representations: unknown = request.variables?.['representations'];
    if (!(context['brought'] instanceof BroughtEvents) || !Array.isArray(representations)) return null;
    return context['brought'].take(request.query ?? '', representations);
  }
}
