import type { Actor } from '#identity/actor.js';
import type { ErrorCode } from '#contract/error-codes.js';
import type { Roster } from '#roster/roster.js';

export type Variables = Readonly<Record<string, unknown>>;

export type Path = readonly (string | number)[];

/** What went wrong at one place of an answer, as a client may read it. */
export interface NodeError {
  readonly message: string;
  readonly path: Path;
  readonly extensions: { readonly code: ErrorCode; readonly college?: string };
}

/** One node's answer to one operation, fit to be merged: of the contract's types, nothing but what was asked. */
export interface NodeAnswer {
  /** Null where the whole operation failed; `errors` then says why. */
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly NodeError[];
}

/** The nodes, as one client request may use them. Never throws: a failure is an answer with an error. */
export interface NodeCalls {
  /** Sends a query to one node. The same read is sent once a request; reads of one tick travel together. */
  read(college: string, document: string, variables?: Variables): Promise<NodeAnswer>;
  /** Sends a mutation to one node, alone and at most once. */
  mutate(college: string, document: string, variables?: Variables): Promise<NodeAnswer>;
}

/** Everything that hangs on one client's request, handed to resolvers and data sources as the GraphQL context. */
export interface GraphContext {
  readonly actor: Actor | null;
  /** The roster as it was when the request came. */
  readonly roster: Roster;
  readonly nodes: NodeCalls;
}
