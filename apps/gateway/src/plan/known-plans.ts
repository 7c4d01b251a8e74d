import type { QueryPlan } from '@apollo/query-planner';
import { type FragmentDefinitionNode, type GraphQLSchema, type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import { NotOrdinary } from './not-ordinary.js';
import { type Step, planSteps } from './plan-steps.js';
import { type Write, responseWriter } from './response-writer.js';

/** A query whose plan is known, ready to be run the short way. */
export interface KnownPlan {
  readonly plan: QueryPlan;
  readonly run: Step;
  readonly write: Write;
  /** Until when the gateway's own executor is left to it, since something was not ordinary; on the clock of `now`. */
  restsUntil: number;
}

/** Plans that the gateway has made, by the operation that it made them for: Apollo Server keeps parsed documents. */
export class KnownPlans {
  private readonly known = new WeakMap<OperationDefinitionNode, KnownPlan | null>();

  of(operation: OperationDefinitionNode): KnownPlan | null {
    return this.known.get(operation) ?? null;
  }

  /** Learns a plan where it is ordinary; any other stays the gateway's own. */
  learn(
    plan: QueryPlan,
    { operation, fragments, schema }: { readonly operation: OperationDefinitionNode; readonly fragments: Fragments; readonly schema: GraphQLSchema },
  ): void {
    if (!this.known.has(operation)) this.known.set(operation, compiled(plan, operation, fragments, schema));
  }
}

type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

function compiled(plan: QueryPlan, operation: OperationDefinitionNode, fragments: Fragments, schema: GraphQLSchema): KnownPlan | null {
  const query = schema.getQueryType();
  if (operation.operation !== OperationTypeNode.QUERY || operation.directives?.length || !query) return null;
  if (!plan.node || plan.node.kind === 'Subscription') return null;
  try {
    return { plan, run: planSteps(plan.node), write: responseWriter(schema, query, operation.selectionSet, fragments), restsUntil: 0 };
  } catch (error) {
    if (error instanceof NotOrdinary) return null;
    throw error;
  }
}
