import type { GraphQLError } from 'graphql';
import type { GatewayContext } from './gateway-context.js';

/** The context of one execution of the `network` subgraph. */
export interface NetworkContext {
  readonly graph: GatewayContext;
  /**
   * Errors beside an answer that stands: a merged list that lacks a college is an answer, and still says so in `errors`
   * for a client that does not select `coverage`.
   */
  readonly partial: GraphQLError[];
}
