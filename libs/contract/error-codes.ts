/**
 * Every value of `extensions.code` that Dobroset itself gives, with what it tells a client.
 * Apollo Server adds its own for documents it refuses (GRAPHQL_PARSE_FAILED, GRAPHQL_VALIDATION_FAILED).
 */
export const ErrorCode = {
  /** The node could not be reached, or its circuit breaker is open. */
  NODE_UNAVAILABLE: 'NODE_UNAVAILABLE',
  /** The node did not answer within its deadline. */
  NODE_TIMEOUT: 'NODE_TIMEOUT',
  /** The node's answer was not what the contract promises. */
  NODE_BAD_ANSWER: 'NODE_BAD_ANSWER',
  /** The node serves another version of the contract, without this. */
  CONTRACT_SKEW: 'CONTRACT_SKEW',
  /** There is no such thing, or the actor may not know of it. */
  NOT_FOUND: 'NOT_FOUND',
  /** The figure covers fewer than ten people. */
  SUPPRESSED: 'SUPPRESSED',
  /** Nobody can tell who is on the network: there is no roster in force, and the registry gives none. */
  ROSTER_EXPIRED: 'ROSTER_EXPIRED',
  /** The token is not valid, or the field needs one. */
  UNAUTHENTICATED: 'UNAUTHENTICATED',
  /** The actor is known and may not. */
  FORBIDDEN: 'FORBIDDEN',
  /** An argument has a value that cannot be used. */
  BAD_USER_INPUT: 'BAD_USER_INPUT',
  /** The HTTP request itself cannot be taken, for its size, its form or where it went. */
  BAD_REQUEST: 'BAD_REQUEST',
  /** The message between colleges is one that only a newer node applies; its sender keeps it. */
  NOT_UNDERSTOOD: 'NOT_UNDERSTOOD',
  /** Too many requests in a minute; `Retry-After` says when to come back. */
  RATE_LIMITED: 'RATE_LIMITED',
  /** The node has no free database connection, or too much of what takes long to do; ask again later. */
  BUSY: 'BUSY',
  /** Anything unforeseen; the log knows more. */
  INTERNAL_SERVER_ERROR: 'INTERNAL_SERVER_ERROR',
} as const;

export type ErrorCode = (typeof ErrorCode)[keyof typeof ErrorCode];
