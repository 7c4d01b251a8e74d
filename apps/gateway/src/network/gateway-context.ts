import type { Allowance } from '#defence/allowance.js';
import type { GraphContext } from '../college/graph-context.js';
import type { RegistryCalls } from '../registry/registry-calls.js';
import type { BroughtEntities } from './brought-entities.js';
import type { MixedLists } from './mixed-lists.js';
import type { PlanLookahead } from './page-lookahead.js';

/** The GraphQL context of one client request. */
export interface GatewayContext extends GraphContext {
  /** Under which the log and the nodes know this request. */
  readonly requestId: string;
  /** What it is answered at the expense of. */
  readonly allowance: Allowance;
  /** What the plan of this request will ask of merged pages; set once the plan is known. */
  lookahead: PlanLookahead;
  /** The variables that the client sent, for what is asked in the plan's place. */
  clientVariables: Readonly<Record<string, unknown>>;
  readonly brought: BroughtEntities;
  readonly mixedLists: MixedLists;
  readonly registry: RegistryCalls;
}
