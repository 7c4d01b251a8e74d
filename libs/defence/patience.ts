/**
 * Milliseconds until the whole head, and the whole request, must be there. An idle connection stays open for longer than a
 * gateway or a proxy keeps its own, which should not send into a closing one. Node.js looks for late ones every half minute
 * unless told, so that twenty seconds would be fifty.
 */
export const PATIENCE = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 2_000,
  /** Until a connection ends on which an answer is due and nothing goes either way: its reader takes nothing. */
  timeout: 60_000,
};
